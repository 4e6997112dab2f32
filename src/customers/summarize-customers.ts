import { knownOptions } from "../errors/index.js";
import type { TableInput } from "../table/index.js";
import type { Customers } from "./customers.js";
import { customersOf } from "./customers-from.js";
import { type ReduceOptions, reduceOptionNames, reducePolicies, reduction } from "./reduce-orders.js";
import { type TimeUnit, timeUnit } from "./time-unit.js";

/** Options of {@link summarizeCustomers}. */
export interface SummarizeOptions extends ReduceOptions {
  /**
   * The unit of recency and age [`"day"`]. `"hour"` with `sameDay: "keep"` counts from moment to moment, up to the end
   * of the last day, for orders that come several times a day.
   */
  readonly unit?: TimeUnit;
}

/** The names of the options in {@link SummarizeOptions}. */
export const summarizeOptionNames = [...reduceOptionNames, "unit"] as const;

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
  knownOptions(caller, options, summarizeOptionNames);
  const unit = timeUnit(caller, options.unit);
  return customersOf(reduction(caller, orders, options, reducePolicies(caller, options, unit)), unit);
}
