import { ClienteleError, knownOptions, oneOf } from "../errors/index.js";
import { type DateInput, dayOf, parseDate, type TableInput } from "../table/index.js";
import { customerTable, type OrderFacts, orderFacts } from "./customer-table.js";
import type { Customers } from "./customers.js";
import { type PurchaseDays, purchaseDays } from "./purchase-days.js";
import { type OrderColumns, type OrderPolicies, type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { type TimeUnit, timeUnit } from "./time-unit.js";

/** Options of {@link summarizeCustomers}. */
export interface SummarizeOptions extends OrderColumns, OrderPolicies {
  /** The unit of recency and age [`"day"`]. */
  readonly unit?: TimeUnit;
  /** The last day of observation [the day of the last row that counts]. */
  readonly end?: DateInput;
  /** `"merge"` (the default): the orders of a day are one purchase. `"keep"`: every row is one. */
  readonly sameDay?: "merge" | "keep";
}

/**
 * Who are the customers? One row per customer with the order count, recency, frequency, age, spend and revenue that
 * every later analysis stands on.
 *
 * `frequency` counts repeat purchase *days* whatever the unit; the unit scales only `recency` (age at the last
 * purchase), `age` (first purchase day to `end`) and `logIntervals`, as in Fader and Hardie's models. `monetary` is the
 * mean spend of the repeat purchase days. Under `refunds: "net"` a negative amount reduces revenue and never makes a
 * purchase; a day with a refund and nothing left of its purchases is no purchase day (sums within 1e-9 of the money
 * moved count as nothing). A customer without a purchase day keeps a row: revenue as netted, `orders` 0, the rest
 * missing.
 *
 * @param orders - one row per order or per order line, in any form {@link table} reads
 * @returns a table with the attributes `unit`, `end` and `ledger`; customers in the order of first appearance
 *
 * Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`, `not-a-number`, `not-finite`,
 * `not-a-date`, `out-of-range` (amounts that add up to more than a number can hold), `invalid-option`.
 *
 * @example
 * ```ts
 * const customers = summarizeCustomers(
 *   [
 *     { customer: "ada", date: "2026-01-05", amount: 20 },
 *     { customer: "ada", date: "2026-01-19", amount: 30 },
 *     { customer: "bob", date: "2026-01-06", amount: 7 },
 *   ],
 *   { customer: "customer", date: "date", amount: "amount", unit: "week", end: "2026-02-02" },
 * );
 * customers.column("recency").toArray(); // [2, 0]
 * ```
 */
export function summarizeCustomers(orders: TableInput, options: SummarizeOptions): Customers {
  const caller = "summarizeCustomers";
  knownOptions(caller, options, [...orderOptionNames, "unit", "end", "sameDay"]);
  const unit = timeUnit(caller, options.unit);
  const sameDay = sameDayPolicy(caller, options.sameDay);
  const end = options.end === undefined ? undefined : dayOf(parseDate(caller, "end", options.end));
  const { facts, purchases, lastDay } = reduceOrders(caller, orders, options, sameDay, end);
  return customerTable(facts, purchases, unit, lastDay);
}

/**
 * Orders to purchases. Nothing as long as the orders leaves this function, so that the codes of the rows are free when
 * the table of customers is made.
 */
function reduceOrders(
  caller: string,
  orders: TableInput,
  options: SummarizeOptions,
  sameDay: "merge" | "keep",
  end: number | undefined,
): { readonly facts: OrderFacts; readonly purchases: PurchaseDays; readonly lastDay: number } {
  const rows = readOrders(caller, orders, options, end);
  requireCustomers(caller, rows);
  return { facts: orderFacts(rows), purchases: purchaseDays(rows, sameDay), lastDay: end ?? latestDay(rows) };
}

/** The option `sameDay`. */
export function sameDayPolicy(caller: string, sameDay: "merge" | "keep" | undefined): "merge" | "keep" {
  return oneOf(caller, "sameDay", sameDay, ["merge", "keep"], "merge");
}

/** Refuses orders of which the policies left nothing. */
export function requireCustomers(caller: string, { customers, rows, dropped }: OrderRows): void {
  if (customers.count > 0) return;
  const reasons = [
    [dropped.missingCustomer, "without a customer"],
    [dropped.refunds, "with a negative amount"],
    [dropped.zeroAmounts, "with an amount of 0"],
    [dropped.afterEnd, "after the last day"],
  ] as const;
  const counted = reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  throw new ClienteleError("empty-table", { function: caller }, `no row is left of ${rows}: ${counted.join(", ")}`);
}

/** The last day among the rows that count. */
export function latestDay({ customers, moments }: OrderRows): number {
  const { codes } = customers;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0 && moments[row]! > latest) latest = moments[row]!;
  }
  return dayOf(latest);
}
