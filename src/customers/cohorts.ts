import { ClienteleError, knownOptions, oneOf } from "../errors/index.js";
import {
  BooleanColumn,
  createTable,
  type DateInput,
  dayOf,
  daysFromCivil,
  millisecondsPerDay,
  parseDate,
  showDate,
  type Table,
  type TableInput,
  textColumnOf,
} from "../table/index.js";
import { type CalendarPeriod, type PeriodNumbers, periodNumbers } from "./calendar-period.js";
import { orderCounts } from "./order-counts.js";
import { purchaseDays } from "./purchase-days.js";
import { type OrderColumns, type OrderPolicies, type OrderRows, orderOptionNames, readOrders } from "./read-orders.js";
import { latestDay, requireCustomers } from "./reduce-orders.js";

/** Options of {@link cohorts}. */
export interface CohortOptions extends OrderColumns, OrderPolicies {
  /** The calendar period of cohorts and offsets [`"month"`]; weeks are ISO weeks. */
  readonly by?: CalendarPeriod;
  /** What is counted in each period [`"customers"`]: customers with a purchase, orders, or revenue. */
  readonly measure?: "customers" | "orders" | "revenue";
  /** The last day of observation [the day of the last row that counts]. */
  readonly end?: DateInput;
}

/** The columns of a {@link CohortTable}. */
export type CohortColumns = {
  /** The period of the first purchase: `2026-11`, `2026-W47` or `2026-Q4`. */
  cohort: string;
  /** Periods since then; 0 is the period of the first purchase. */
  offset: number;
  /** The measure; missing only where the period has not begun by the end of observation. */
  value: number;
  /** Whether the whole period has been observed. */
  complete: boolean;
};

/** One row per cohort and offset, cohorts in the order of time. */
export type CohortTable = Table<CohortColumns, CohortAttributes>;

/** What a {@link CohortTable} says about itself. */
export interface CohortAttributes {
  readonly by: CalendarPeriod;
  readonly measure: "customers" | "orders" | "revenue";
  /** The last day of observation. */
  readonly end: Date;
  readonly ledger: CohortLedger;
  /** A row per cohort and a column per offset (`"0"`, `"1"`, …). */
  readonly wide: () => Table;
}

/** What stayed outside the table of cohorts. */
export interface CohortLedger {
  readonly rows: number;
  readonly droppedMissingCustomer: number;
  readonly droppedRefunds: number;
  readonly droppedZeroAmounts: number;
  readonly droppedAfterEnd: number;
  /** Customers of whom no purchase is left, so that they belong to no cohort. */
  readonly customersWithoutPurchase: number;
  /** Refund rows of a period before their customer's first purchase. */
  readonly rowsBeforeFirstPurchase: number;
}

/**
 * Do customers stay, and is that getting better? Follows the customers who first bought in the same period through the
 * periods after it. The table is complete: every cohort has every offset, with a missing value only where the period
 * had not begun by `end`; a period that is not over keeps what was seen, with `complete` false.
 *
 * Errors: those of {@link summarizeCustomers}; `invalid-option` for revenue without an amount; `out-of-range` for a
 * year that has not four digits.
 *
 * @example
 * ```ts
 * const retention = cohorts(orders, { customer: "customer", date: "date", by: "month" });
 * console.log(retention.wide());
 * ```
 */
export function cohorts(orders: TableInput, options: CohortOptions): CohortTable {
  const caller = "cohorts";
  knownOptions(caller, options, [...orderOptionNames, "by", "measure", "end"]);
  const by = oneOf(caller, "by", options.by, ["week", "month", "quarter"], "month");
  const measure = oneOf(caller, "measure", options.measure, ["customers", "orders", "revenue"], "customers");
  const givenEnd = options.end === undefined ? undefined : dayOf(parseDate(caller, "end", options.end));
  const rows = readOrders(caller, orders, options, givenEnd);
  requireCustomers(caller, rows);
  refuseStrangeYears(caller, options.date, rows);
  const end = givenEnd ?? latestDay(rows);
  const periods = periodNumbers(by);
  const first = firstPurchasePeriods(rows, periods);
  const tally = new CohortTally(first.periods, periods.of(end));
  if (measure === "customers") countActive(first, periods, tally);
  else addOrders(caller, rows, measure, periods, tally);
  return cohortTable(tally, periods, end, {
    by,
    measure,
    end: new Date(end * millisecondsPerDay),
    ledger: ledgerOf(rows, first.without, tally),
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

/** The purchases and the period of the first one of each customer; NaN for a customer without a purchase. */
function firstPurchasePeriods(rows: OrderRows, periods: PeriodNumbers) {
  const purchases = purchaseDays(rows, "merge");
  const { start, days } = purchases;
  const firstPeriods = new Float64Array(rows.customers.count);
  let without = 0;
  for (let customer = 0; customer < firstPeriods.length; customer++) {
    const isEmpty = start[customer] === start[customer + 1];
    firstPeriods[customer] = isEmpty ? Number.NaN : periods.of(days[start[customer]!]!);
    if (isEmpty) without++;
  }
  return { purchases, periods: firstPeriods, without };
}

/** Sums by cohort and offset. */
class CohortTally {
  /** The cohorts' periods in the order of time. */
  readonly cohorts: readonly number[];
  readonly offsets: number;
  readonly values: Float64Array;
  rowsBeforeFirstPurchase = 0;
  readonly #cohortOf: Int32Array;
  readonly #firstPeriods: Float64Array;

  constructor(firstPeriods: Float64Array, lastPeriod: number) {
    this.cohorts = [...new Set(firstPeriods)].filter((period) => !Number.isNaN(period)).sort((a, b) => a - b);
    this.offsets = this.cohorts.length === 0 ? 0 : lastPeriod - this.cohorts[0]! + 1;
    this.values = new Float64Array(this.cohorts.length * this.offsets);
    const place = new Map(this.cohorts.map((period, index) => [period, index]));
    this.#cohortOf = Int32Array.from(firstPeriods, (period) => place.get(period) ?? -1);
    this.#firstPeriods = firstPeriods;
  }

  add(customer: number, period: number, amount: number): void {
    const cohort = this.#cohortOf[customer]!;
    if (cohort < 0) return;
    const offset = period - this.#firstPeriods[customer]!;
    if (offset < 0) this.rowsBeforeFirstPurchase++;
    else this.values[cohort * this.offsets + offset]! += amount;
  }
}

function countActive(first: ReturnType<typeof firstPurchasePeriods>, periods: PeriodNumbers, tally: CohortTally): void {
  const { start, days } = first.purchases;
  for (let customer = 0; customer < first.periods.length; customer++) {
    let previous = Number.NaN;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const period = periods.of(days[i]!);
      if (period !== previous) tally.add(customer, period, 1);
      previous = period;
    }
  }
}

function addOrders(
  caller: string,
  rows: OrderRows,
  measure: "orders" | "revenue",
  periods: PeriodNumbers,
  tally: CohortTally,
): void {
  const { codes } = rows.customers;
  const amounts = measure === "revenue" ? rows.amounts : orderCounts(rows);
  if (amounts === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: measure },
      'measure: "revenue" needs the option "amount"',
    );
  }
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0 && amounts[row] !== 0)
      tally.add(codes[row]!, periods.of(dayOf(rows.moments[row]!)), amounts[row]!);
  }
}

function cohortTable(
  tally: CohortTally,
  periods: PeriodNumbers,
  end: number,
  attributes: Omit<CohortAttributes, "wide">,
): CohortTable {
  const { cohorts: cohortPeriods, offsets, values } = tally;
  const labels = cohortPeriods.map((period) => periods.label(period));
  const lastPeriod = periods.of(end);
  const codes = new Int32Array(values.length);
  const offset = new Float64Array(values.length);
  const known = new Float64Array(values.length);
  const complete = new Uint8Array(values.length);
  const firstIncomplete = periods.of(end + 1);
  for (let c = 0; c < labels.length; c++) {
    for (let o = 0; o < offsets; o++) {
      const period = cohortPeriods[c]! + o;
      const at = c * offsets + o;
      codes[at] = c;
      offset[at] = o;
      known[at] = period <= lastPeriod ? values[at]! : Number.NaN;
      complete[at] = period < firstIncomplete ? 1 : 0;
    }
  }
  const wide = () =>
    createTable([
      ["cohort", labels],
      ...Array.from(
        { length: offsets },
        (_, o) => [String(o), labels.map((_label, c) => known[c * offsets + o]!)] as const,
      ),
    ]);
  return createTable<CohortColumns, CohortAttributes>(
    {
      cohort: textColumnOf("cohort", codes, labels),
      offset,
      value: known,
      complete: new BooleanColumn("complete", complete),
    },
    { ...attributes, wide },
  );
}

function ledgerOf({ rows, dropped }: OrderRows, customersWithoutPurchase: number, tally: CohortTally): CohortLedger {
  return Object.freeze({
    rows,
    droppedMissingCustomer: dropped.missingCustomer,
    droppedRefunds: dropped.refunds,
    droppedZeroAmounts: dropped.zeroAmounts,
    droppedAfterEnd: dropped.afterEnd,
    customersWithoutPurchase,
    rowsBeforeFirstPurchase: tally.rowsBeforeFirstPurchase,
  });
}
