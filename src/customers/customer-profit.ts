import { ClienteleError, knownOptions, showValue } from "../errors/index.js";
import {
  createTable,
  encodeTogether,
  findColumn,
  type Keys,
  numberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../table/index.js";
import { type DirectCost, readDirectCost } from "./direct-cost.js";
import {
  type DroppedRows,
  type OrderColumns,
  type OrderPolicies,
  type OrderRows,
  orderOptionNames,
  readOrders,
} from "./read-orders.js";
import { requireCustomers } from "./reduce-orders.js";

/** What money is spent on a customer for, beyond the cost of what was sold. */
const costKinds = ["service", "contact", "acquisition", "retention"] as const;

/** Options of {@link customerProfit}. */
export interface ProfitOptions extends OrderColumns, OrderPolicies {
  /**
   * The cost of what was sold: a column with the cost of each row, or a share of the amount (0..1) [no direct cost].
   */
  readonly directCost?: DirectCost;
  /**
   * Further costs, a row each: `customer` (of the type the orders have), `kind` (service, contact, acquisition or
   * retention), `amount` [none].
   */
  readonly costs?: TableInput;
}

/** The columns of {@link CustomerProfits}. */
export type ProfitColumns = {
  customer: Present<number | string | boolean>;
  revenue: Present<number>;
  directCost: number;
  serviceCost: number;
  contactCost: number;
  acquisitionCost: number;
  retentionCost: number;
  /** Revenue less all costs. */
  profit: Present<number>;
  /** Profit as a share of revenue; missing where revenue is not positive. */
  margin: number;
  /** Profit as a share of the profit of all; missing where that is not positive. */
  share: number;
};

/** What was done to how many rows. */
export interface ProfitLedger {
  readonly rows: number;
  readonly droppedMissingCustomer: number;
  readonly droppedRefunds: number;
  readonly droppedZeroAmounts: number;
  readonly costRows: number;
  /** Customers that have costs and no orders; they keep a row. */
  readonly customersWithoutOrders: number;
}

/** One row per customer: those with orders first, in the order of first appearance. */
export type CustomerProfits = Table<ProfitColumns, { readonly ledger: ProfitLedger }>;

/**
 * Who earns us money, and who costs us some? Revenue less the direct cost of what was sold less the cost of serving,
 * contacting, acquiring and keeping each customer. A customer with costs and no orders keeps a row, so that the total
 * is the company's. Feeds Pareto analysis, lifetime value and tiers with profit instead of revenue.
 *
 * Errors: those of {@link summarizeCustomers}; `invalid-option` for orders without an amount or an unknown kind of
 * cost; `column-type` when the ids of costs and orders differ in type.
 *
 * @example
 * ```ts
 * const profit = customerProfit(
 *   [{ customer: "ada", date: "2026-01-05", amount: 100 }],
 *   {
 *     customer: "customer", date: "date", amount: "amount", directCost: { share: 0.6 },
 *     costs: [{ customer: "ada", kind: "service", amount: 15 }],
 *   },
 * );
 * profit.column("profit").toArray(); // [25]
 * ```
 */
export function customerProfit(orders: TableInput, options: ProfitOptions): CustomerProfits {
  const caller = "customerProfit";
  knownOptions(caller, options, [...orderOptionNames, "directCost", "costs"]);
  const rows = readOrders(caller, orders, options);
  requireCustomers(caller, rows);
  if (rows.amounts === null) {
    throw new ClienteleError("invalid-option", { function: caller }, 'profit needs the option "amount"');
  }
  const costs = options.costs === undefined ? null : toTable(caller, options.costs);
  const keys = costs === null || costs.numRows === 0 ? null : costKeys(caller, rows, costs);
  const count = keys?.count ?? rows.customers.count;
  const revenue = sumByCustomer(rows, rows.amounts, count);
  const directCost = directCosts(caller, rows, rows.amounts, options.directCost, revenue);
  const byKind = costs === null || keys === null ? null : costsByKind(caller, costs, keys, rows.customers.count);
  const kinds = costKinds.map((kind) => byKind?.get(kind) ?? new Float64Array(count));
  const profit = new Float64Array(count);
  const margin = new Float64Array(count);
  let total = 0;
  for (let customer = 0; customer < count; customer++) {
    let left = revenue[customer]! - directCost[customer]!;
    for (const spent of kinds) left -= spent[customer]!;
    profit[customer] = left;
    margin[customer] = revenue[customer]! > 0 ? left / revenue[customer]! : Number.NaN;
    total += left;
  }
  const [serviceCost, contactCost, acquisitionCost, retentionCost] = kinds;
  return createTable<ProfitColumns, { ledger: ProfitLedger }>(
    {
      customer: keys?.labels ?? rows.customers.labels,
      revenue,
      directCost,
      serviceCost: serviceCost!,
      contactCost: contactCost!,
      acquisitionCost: acquisitionCost!,
      retentionCost: retentionCost!,
      profit,
      margin,
      share: total > 0 ? profit.map((value) => value / total) : new Float64Array(count).fill(Number.NaN),
    },
    { ledger: ledgerOf(rows.rows, rows.dropped, costs?.numRows ?? 0, count - rows.customers.count) },
  );
}

/** Codes of the customers of the orders and, behind them, of the costs. */
function costKeys(caller: string, rows: OrderRows, costs: Table): Keys {
  const ids = findColumn(caller, costs, "customer");
  const keys = encodeTogether(caller, rows.customers.labels, ids);
  const missing = keys.codes.indexOf(-1);
  if (missing < 0) return keys;
  throw new ClienteleError(
    "missing-customer",
    { function: caller, column: "customer", row: missing - rows.customers.count + 1, value: null },
    "a row of costs has no customer",
  );
}

function sumByCustomer(rows: OrderRows, values: Float64Array, count: number): Float64Array {
  const { codes } = rows.customers;
  const sums = new Float64Array(count);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) sums[codes[row]!]! += values[row]!;
  return sums;
}

function directCosts(
  caller: string,
  rows: OrderRows,
  amounts: Float64Array,
  directCost: ProfitOptions["directCost"],
  revenue: Float64Array,
): Float64Array {
  const cost = readDirectCost(caller, rows, directCost);
  if (cost === null) return new Float64Array(revenue.length);
  if ("perRow" in cost) return sumByCustomer(rows, cost.perRow, revenue.length);
  return sumByCustomer(rows, amounts, revenue.length).map((sum) => sum * cost.share);
}

function costsByKind(caller: string, costs: Table, keys: Keys, customersWithOrders: number): Map<string, Float64Array> {
  requireRows(caller, costs);
  const kinds = textColumn(caller, costs, "kind");
  const amounts = numberColumn(caller, costs, "amount");
  const sums = new Map<string, Float64Array>(costKinds.map((kind) => [kind, new Float64Array(keys.count)]));
  for (let row = 0; row < amounts.length; row++) {
    const kind = kinds.labels[kinds.codes[row]!];
    const sum = sums.get(kind ?? "");
    if (sum === undefined) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column: "kind", row: row + 1, value: kind ?? null },
        `the kind of a cost must be one of ${costKinds.join(", ")}, got ${showValue(kind ?? null)}`,
      );
    }
    sum[keys.codes[customersWithOrders + row]!]! += amounts[row]!;
  }
  return sums;
}

function ledgerOf(rows: number, dropped: DroppedRows, costRows: number, customersWithoutOrders: number): ProfitLedger {
  return Object.freeze({
    rows,
    droppedMissingCustomer: dropped.missingCustomer,
    droppedRefunds: dropped.refunds,
    droppedZeroAmounts: dropped.zeroAmounts,
    costRows,
    customersWithoutOrders,
  });
}
