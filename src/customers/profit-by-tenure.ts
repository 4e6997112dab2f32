import { ClienteleError, knownOptions } from "../errors/index.js";
import { createTable, dayOf, type Present, type Table, type TableInput } from "../table/index.js";
import { type DirectCost, readDirectCost } from "./direct-cost.js";
import { type OrderColumns, type OrderPolicies, type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { requireCustomers } from "./reduce-orders.js";

/** Options of {@link profitByTenure}. */
export interface ProfitByTenureOptions extends OrderColumns, OrderPolicies {
  /**
   * The cost of what was sold and of serving: a column with the cost of each row, or a share of the amount [no cost].
   */
  readonly directCost?: DirectCost;
}

/** The columns of {@link profitByTenure}. */
export type TenureColumns = {
  /** The year of the relationship, 1 for the 365.25 days from the first order. */
  year: Present<number>;
  /** Customers whose relationship is old enough to have begun this year; what follows is of these. */
  customers: Present<number>;
  /** Of these, those whose year is over by the last order; only they can be compared with other years. */
  complete: number;
  /** Customers with an order in the year. */
  buyers: number;
  revenue: number;
  cost: number;
  profit: number;
  /** profit / customers. */
  profitPerCustomer: number;
  /** profit of those whose year is over, for each of them; missing where there is none. */
  profitPerCompleteYear: number;
};

const daysPerYear = 365.25;

/**
 * Do customers become more profitable the longer they stay? Revenue, cost and profit by year of relationship.
 *
 * Later years rest on fewer and older customers: those who came early and, with `buyers`, those who stayed. That they
 * earn more need not mean that staying made them so.
 *
 * Errors: those of {@link summarizeCustomers}; `invalid-option` without an amount.
 *
 * @example
 * ```ts
 * profitByTenure(orders, { customer: "customer", date: "date", amount: "amount", directCost: { share: 0.6 } });
 * ```
 */
export function profitByTenure(orders: TableInput, options: ProfitByTenureOptions): Table<TenureColumns> {
  const caller = "profitByTenure";
  knownOptions(caller, options, [...orderOptionNames, "directCost"]);
  const rows = readOrders(caller, orders, options);
  requireCustomers(caller, rows);
  if (rows.amounts === null) {
    throw new ClienteleError("invalid-option", { function: caller }, 'profit needs the option "amount"');
  }
  const cost = readDirectCost(caller, rows, options.directCost);
  const costOf = (row: number): number =>
    cost === null ? 0 : "perRow" in cost ? cost.perRow[row]! : cost.share * rows.amounts![row]!;
  return tenureTable(sumByYear(rows, rows.amounts, costOf));
}

/** When each customer came, and the years that have begun since. */
function tenures({ customers: { codes, count }, moments }: OrderRows) {
  const first = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let end = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) continue;
    const day = dayOf(moments[row]!);
    first[codes[row]!] = Math.min(first[codes[row]!]!, day);
    end = Math.max(end, day);
  }
  const lastYear = Int32Array.from(first, (day) => (Number.isFinite(day) ? yearAfter(end - day) : -1));
  return { first, lastYear, years: lastYear.reduce((most, year) => Math.max(most, year), 0) + 1 };
}

/** The year of a relationship, from 0, so many days after its first order. */
function yearAfter(days: number): number {
  return Math.floor(days / daysPerYear);
}

function sumByYear(rows: OrderRows, amounts: Float64Array, costOf: (row: number) => number) {
  const { first, lastYear, years } = tenures(rows);
  const empty = (): Float64Array => new Float64Array(years);
  const sums = {
    customers: empty(),
    complete: empty(),
    buyers: empty(),
    revenue: empty(),
    cost: empty(),
    ofComplete: empty(),
  };
  for (const last of lastYear) {
    for (let year = 0; year <= last; year++) {
      sums.customers[year]!++;
      if (year < last) sums.complete[year]!++;
    }
  }
  const { codes } = rows.customers;
  const bought = new Uint8Array(lastYear.length * years);
  for (let row = 0; row < codes.length; row++) {
    const customer = codes[row]!;
    if (customer < 0) continue;
    const year = yearAfter(dayOf(rows.moments[row]!) - first[customer]!);
    const cost = costOf(row);
    sums.revenue[year]! += amounts[row]!;
    sums.cost[year]! += cost;
    if (year < lastYear[customer]!) sums.ofComplete[year]! += amounts[row]! - cost;
    if (amounts[row]! >= 0 && bought[customer * years + year] === 0) {
      bought[customer * years + year] = 1;
      sums.buyers[year]!++;
    }
  }
  return sums;
}

function tenureTable(sums: ReturnType<typeof sumByYear>): Table<TenureColumns> {
  const profit = sums.revenue.map((revenue, year) => revenue - sums.cost[year]!);
  return createTable<TenureColumns>({
    year: Int32Array.from(profit, (_, year) => year + 1),
    customers: sums.customers,
    complete: sums.complete,
    buyers: sums.buyers,
    revenue: sums.revenue,
    cost: sums.cost,
    profit,
    profitPerCustomer: profit.map((sum, year) => sum / sums.customers[year]!),
    profitPerCompleteYear: sums.ofComplete.map((sum, year) =>
      sums.complete[year] === 0 ? Number.NaN : sum / sums.complete[year]!,
    ),
  });
}
