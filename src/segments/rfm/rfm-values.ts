import {
  ordersOfBuyers,
  type RowLedger,
  readPurchases,
  type StatisticsArrays,
  settledRevenue,
  spansOf,
} from "../../customers/index.js";
import { ClienteleError, showValue } from "../../errors/index.js";
import {
  type Column,
  dateColumn,
  dayOf,
  findColumn,
  hasColumn,
  localDay,
  millisecondsPerDay,
  numberColumn,
  requireRows,
  showDate,
  showDay,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { type PerMeasure, type RfmMeasure, rfmMeasures } from "../binnings/rfm-measure.js";
import type { RfmInput } from "./rfm-options.js";

/** What was done to how many rows and customers. */
export interface RfmLedger {
  /** Rows of the input. */
  readonly rows: number;
  readonly droppedMissingCustomer: number;
  readonly droppedRefunds: number;
  readonly droppedZeroAmounts: number;
  /** Orders after `asOf`. */
  readonly droppedAfterAsOf: number;
  /** Customers in the result. */
  readonly customers: number;
  /** Customers without a purchase, whose scores are missing. */
  readonly notScored: number;
}

/** The measures of every customer; NaN in `recencyDays` for a customer without a purchase. */
export interface RfmValues {
  readonly customer: Column;
  readonly measures: PerMeasure<Float64Array>;
  /** The rows that have measures, or null when all have. */
  readonly scored: Int32Array | null;
  /** The day to which recency is counted; null where the input says days of recency only. */
  readonly asOf: Date | null;
  /** Days from the first purchase of all to the last, both counted; null where the input does not say. */
  readonly spanDays: number | null;
  readonly ledger: RfmLedger;
}

/**
 * Reads the measures from orders (when a date column is named) or from customers: a table with `recencyDays` or
 * `lastOrder`, `orders` and `revenue`. Errors: those of reading orders or columns, `missing-value` for a customer with
 * a recency but without orders or revenue, `out-of-range` for negative recency or orders.
 */
export function rfmValues(caller: string, input: TableInput, options: RfmInput): RfmValues {
  const asOf =
    options.asOf === undefined
      ? undefined
      : localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  return options.date === undefined
    ? valuesOfCustomers(caller, toTable(caller, input), options, asOf)
    : valuesOfOrders(caller, input, options, asOf);
}

function valuesOfOrders(caller: string, input: TableInput, options: RfmInput, asOf: number | undefined): RfmValues {
  const { customer, date } = options;
  if (customer === undefined || date === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `orders need the option "customer", the name of the column of customer ids`,
    );
  }
  if (options.amount === undefined) {
    throw new ClienteleError("invalid-option", { function: caller }, `RFM of orders needs the option "amount"`);
  }
  const columns = { ...options, customer, date };
  const {
    customer: ids,
    purchases,
    lastDay,
    ledger,
  } = readPurchases(caller, input, columns, {
    sameDay: "merge",
    end: asOf,
  });
  const spans = spansOf(purchases);
  return valuesOfStatistics({ statistics: { customer: ids, ...purchases.totals, ...spans }, lastDay, ledger }, asOf);
}

/** The columns of statistics that RFM needs. */
type MeasuredStatistics = Pick<
  StatisticsArrays,
  "customer" | "orders" | "purchaseDays" | "firstDay" | "lastDay" | "revenue" | "grossAmount"
>;

/** The measures in statistics of orders up to `asOf`, or else up to the last order, the day after which is meant. */
export function valuesOfStatistics(
  { statistics, lastDay, ledger }: { statistics: MeasuredStatistics; lastDay: number; ledger: RowLedger },
  asOf: number | undefined,
): RfmValues {
  const day = asOf ?? lastDay + 1;
  const measures = {
    recencyDays: daysUntil(day, statistics.lastDay),
    orders: ordersOfBuyers(statistics),
    revenue: settledRevenue(statistics) ?? new Float64Array(statistics.orders.length),
  };
  return withLedger(
    statistics.customer,
    measures,
    { asOf: new Date(day * millisecondsPerDay), spanDays: spanOf(statistics.firstDay, statistics.lastDay) },
    ledger,
  );
}

/** From the earliest of the first days to the latest of the last, both counted; null where nobody has one. */
function spanOf(firstDays: Float64Array, lastDays: Float64Array): number | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of firstDays) if (day < first) first = day;
  for (const day of lastDays) if (day > last) last = day;
  return first <= last ? last - first + 1 : null;
}

function daysUntil(day: number, days: Float64Array): Float64Array {
  const between = new Float64Array(days.length);
  for (let i = 0; i < days.length; i++) between[i] = day - days[i]!;
  return between;
}

function valuesOfCustomers(caller: string, customers: Table, options: RfmInput, asOf: number | undefined): RfmValues {
  requireRows(caller, customers);
  const strayed = (
    ["amount", "order", "dateUnit", "timeZone", "missingCustomer", "refunds", "zeroAmounts"] as const
  ).find((name) => options[name] !== undefined);
  if (strayed !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options[strayed] },
      `option ${showValue(strayed)} is about orders: name their column "date" too, or leave it out for a ` +
        "table of customers",
    );
  }
  if (options.customer === undefined && !hasColumn(customers, "customer")) throw noCustomerTable(caller, "customer");
  const customer = findColumn(caller, customers, options.customer ?? "customer");
  const { recencyDays, day } = recencyOf(caller, customers, asOf);
  const measures = {
    recencyDays,
    orders: numberColumn(caller, customers, "orders", { missing: "keep" }),
    revenue: numberColumn(caller, customers, "revenue", { missing: "keep" }),
  };
  for (const measure of rfmMeasures) checkMeasure(caller, measure, measures[measure], recencyDays);
  const asOfDay = day === null ? null : new Date(day * millisecondsPerDay);
  return withLedger(
    customer,
    measures,
    { asOf: asOfDay, spanDays: spanOfCustomers(caller, customers) },
    {
      rows: customers.numRows,
      droppedMissingCustomer: 0,
      droppedRefunds: 0,
      droppedZeroAmounts: 0,
      droppedAfterEnd: 0,
    },
  );
}

function spanOfCustomers(caller: string, customers: Table): number | null {
  if (!hasColumn(customers, "firstOrder") || !hasColumn(customers, "lastOrder")) return null;
  const days = (name: string) => dateColumn(caller, customers, name, { missing: "keep" }).map(dayOf);
  return spanOf(days("firstOrder"), days("lastOrder"));
}

function noCustomerTable(caller: string, column: string, nor = ""): ClienteleError {
  return new ClienteleError(
    "unknown-column",
    { function: caller, column },
    `there is no such column${nor}; for a table of orders name its columns with customer, date and amount`,
  );
}

/** Recency from the last order, or as the table gives it where no other day is asked for. */
function recencyOf(
  caller: string,
  customers: Table,
  asOf: number | undefined,
): { recencyDays: Float64Array; day: number | null } {
  const hasRecency = hasColumn(customers, "recencyDays");
  const hasLastOrder = hasColumn(customers, "lastOrder");
  if (hasRecency && (asOf === undefined || !hasLastOrder)) {
    if (asOf === undefined) {
      return { recencyDays: numberColumn(caller, customers, "recencyDays", { missing: "keep" }), day: null };
    }
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `option "asOf" needs a column "lastOrder"; the table has "recencyDays", already counted to a day`,
    );
  }
  if (!hasLastOrder) throw noCustomerTable(caller, "recencyDays", ' and no "lastOrder" either');
  const moments = dateColumn(caller, customers, "lastOrder", { missing: "keep" });
  const day = asOf ?? (endOf(customers) ?? latest(moments)) + 1;
  const recencyDays = new Float64Array(moments.length);
  for (let row = 0; row < moments.length; row++) {
    recencyDays[row] = day - dayOf(moments[row]!);
    if (recencyDays[row]! >= 0 || Number.isNaN(recencyDays[row]!)) continue;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "lastOrder", row: row + 1, value: new Date(moments[row]!) },
      `${showDate(moments[row]!)} is after the day to which recency is counted, ${showDay(day)}; summarize the ` +
        "orders up to that day first",
    );
  }
  return { recencyDays, day };
}

/** The last day of observation that a summary of customers carries. */
function endOf(customers: Table): number | undefined {
  const end: unknown = "end" in customers ? customers.end : undefined;
  return end instanceof Date ? dayOf(end.getTime()) : undefined;
}

function latest(moments: Float64Array): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const moment of moments) if (moment > last) last = moment;
  return dayOf(last);
}

/** Refuses what a customer with a purchase cannot have: no number, or a negative recency or number of orders. */
function checkMeasure(caller: string, column: RfmMeasure, values: Float64Array, recencyDays: Float64Array): void {
  const least = column === "revenue" ? Number.NEGATIVE_INFINITY : 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value >= least || (Number.isNaN(value) && Number.isNaN(recencyDays[row]!))) continue;
    const place = { function: caller, column, row: row + 1, value: Number.isNaN(value) ? null : value };
    throw Number.isNaN(value)
      ? new ClienteleError("missing-value", place, missingMeasure(column))
      : new ClienteleError("out-of-range", place, `${value} is negative`);
  }
}

function missingMeasure(column: RfmMeasure): string {
  const problem = "the number is missing, although the customer has a recency";
  return column === "revenue" ? `${problem}; a summary of orders without an amount knows no revenue` : problem;
}

function withLedger(
  customer: Column,
  measures: PerMeasure<Float64Array>,
  time: Pick<RfmValues, "asOf" | "spanDays">,
  { droppedAfterEnd: droppedAfterAsOf, ...source }: RowLedger,
): RfmValues {
  const scored = scoredRows(measures.recencyDays);
  const customers = measures.recencyDays.length;
  return {
    customer,
    measures,
    scored,
    ...time,
    ledger: Object.freeze({
      ...source,
      droppedAfterAsOf,
      customers,
      notScored: scored === null ? 0 : customers - scored.length,
    }),
  };
}

function scoredRows(recencyDays: Float64Array): Int32Array | null {
  let count = 0;
  for (let row = 0; row < recencyDays.length; row++) if (!Number.isNaN(recencyDays[row]!)) count++;
  if (count === recencyDays.length) return null;
  const rows = new Int32Array(count);
  let next = 0;
  for (let row = 0; row < recencyDays.length; row++) if (!Number.isNaN(recencyDays[row]!)) rows[next++] = row;
  return rows;
}
