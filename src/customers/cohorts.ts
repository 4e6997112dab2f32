import { ClienteleError, knownOptions, oneOf } from "../errors/index.js";
import {
  type DateInput,
  dayOf,
  daysFromCivil,
  localDay,
  millisecondsPerDay,
  showDate,
  type TableInput,
  timeZoneOption,
} from "../table/index.js";
import { type CalendarPeriod, periodNumbers } from "./calendar-period.js";
import { type CohortMeasure, cohortMeasures, reduceToCohorts } from "./cohort-statistics.js";
import { type CohortTable, cohortTable } from "./cohort-table.js";
import { type OrderColumns, type OrderPolicies, type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { latestDay, requireCustomers } from "./reduce-orders.js";
import { rowLedger } from "./row-ledger.js";

/** Options of {@link cohorts}. */
export interface CohortOptions extends OrderColumns, OrderPolicies {
  /** The calendar period of cohorts and offsets [`"month"`]; weeks are ISO weeks. */
  readonly by?: CalendarPeriod;
  /** What is counted in each period [`"customers"`]: customers with a purchase, orders, or revenue. */
  readonly measure?: CohortMeasure;
  /** The last day of observation [the day of the last row that counts]. */
  readonly end?: DateInput;
}

/**
 * Do customers stay, and is that getting better? Follows the customers who first bought in the same period through the
 * periods after it. The table is complete: every cohort has every offset, with a missing value only where the period
 * had not begun by `end`; a period that is not over keeps what was seen, with `complete` false. `rate` is the share of
 * what the cohort began with.
 *
 * Errors: those of {@link summarizeCustomers}; `invalid-option` for revenue without an amount; `out-of-range` for a
 * year that has not four digits.
 *
 * @example
 * ```ts
 * const retention = cohorts(orders, { customer: "customer", date: "date", by: "month" });
 * console.log(retention.wide("rate")); // which share of each cohort bought again, period by period
 * ```
 */
export function cohorts(orders: TableInput, options: CohortOptions): CohortTable {
  const caller = "cohorts";
  knownOptions(caller, options, [...orderOptionNames, "by", "measure", "end"]);
  const by = oneOf(caller, "by", options.by, ["week", "month", "quarter"], "month");
  const measure = oneOf(caller, "measure", options.measure, cohortMeasures, "customers");
  const givenEnd =
    options.end === undefined
      ? undefined
      : localDay(caller, "end", options.end, timeZoneOption(caller, options.timeZone));
  const rows = readOrders(caller, orders, options, givenEnd);
  requireCustomers(caller, rows);
  refuseStrangeYears(caller, options.date, rows);
  if (measure === "revenue" && rows.amounts === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: measure },
      'measure: "revenue" needs the option "amount"',
    );
  }
  const end = givenEnd ?? latestDay(rows);
  const periods = periodNumbers(by);
  const { cells, ...left } = reduceToCohorts(rows, measure, periods, end);
  return cohortTable(cells, periods, end, {
    by,
    measure,
    end: new Date(end * millisecondsPerDay),
    ledger: Object.freeze({ ...rowLedger(rows), ...left }),
  });
}

const earliestDay = /* @__PURE__ */ daysFromCivil(1, 1, 1);
const latestNamedDay = /* @__PURE__ */ daysFromCivil(9999, 12, 31);

/**
 * Periods are named by years of four digits; a day of another year is a slip that would stretch the table over
 * centuries.
 */
function refuseStrangeYears(caller: string, column: string, { customers: { codes }, moments }: OrderRows): void {
  const row = codes.findIndex((code, i) => {
    const day = dayOf(moments[i]!);
    return code >= 0 && (day < earliestDay || day > latestNamedDay);
  });
  if (row < 0) return;
  const value = new Date(moments[row]!);
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: row + 1, value },
    `${showDate(value.getTime())} has no period; years run from 0001 to 9999`,
  );
}
