import type { Present, StoredColumn, Table } from "../table/index.js";
import type { PurchaseDays } from "./purchase-days.js";
import { roundingShare } from "./rounding-share.js";
import type { RowLedger } from "./row-ledger.js";

/**
 * The columns of {@link CustomerStatistics}, also described in `docs/statistics.md` for those who make them in SQL.
 * Sums over nothing are 0. The four columns of money are missing throughout where no amount is known.
 */
export type StatisticsColumns = {
  /** The id, as in the orders; each once. */
  customer: Present<number | string | boolean>;
  /** Rows that count: all but those that a policy drops. */
  rows: Present<number>;
  /** Distinct orders, or rows where no order column was named; of a negative amount only where refunds are kept. */
  orders: Present<number>;
  /** Days with a purchase; with `sameDay: "keep"` purchases. 0 where refunds left nothing. */
  purchaseDays: Present<number>;
  /** The first purchase day, in days since 1970-01-01 UTC; missing without one. */
  firstDay: number;
  /** The last purchase day. */
  lastDay: number;
  /** Spend of the first purchase day; missing without one. With it the spend of two periods can be added up. */
  firstSpend: number;
  /** Spend of all later purchase days. */
  repeatSpend: number;
  /** Σ amount over all rows that count. */
  revenue: number;
  /** Σ |amount| over all rows that count: a revenue within rounding of it is 0. */
  grossAmount: number;
  /** Σ ln(days between successive purchase days); missing where two purchases share a day. */
  logIntervals: number;
  /** Rows that became part of a purchase day another row had begun. */
  mergedSameDay: number;
  /** Refund rows that were netted. */
  nettedRefunds: number;
  /** Days with purchases of which a refund left nothing, so that they are no purchase days. */
  cancelledDays: number;
};

/** What {@link CustomerStatistics} say about themselves. */
export interface StatisticsAttributes {
  /** The last day of observation. */
  readonly end: Date;
  /** Rows of the order table, and those that were left out, so that no customer's statistics hold them. */
  readonly ledger: RowLedger;
}

/** What customers are reduced to: one row per customer with a row that counts, in the order of first appearance. */
export type CustomerStatistics = Table<StatisticsColumns, StatisticsAttributes>;

/** The columns of {@link StatisticsColumns} as arrays; null for money where no amount is known. */
export interface StatisticsArrays {
  readonly customer: StoredColumn;
  readonly rows: Counts;
  readonly orders: Float64Array;
  readonly purchaseDays: Float64Array;
  readonly firstDay: Float64Array;
  readonly lastDay: Float64Array;
  readonly firstSpend: Float64Array | null;
  readonly repeatSpend: Float64Array | null;
  readonly revenue: Float64Array | null;
  readonly grossAmount: Float64Array | null;
  readonly logIntervals: Float64Array;
  readonly mergedSameDay: Counts;
  readonly nettedRefunds: Counts;
  readonly cancelledDays: Counts;
  /** When purchases are known to the hour; null where only days count. */
  readonly intraday: IntradaySpans | null;
}

/** From when to when each customer purchased, NaN without a purchase. */
export interface IntradaySpans {
  /** Milliseconds since 1970. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Σ ln(hours between successive purchases); NaN where two share a moment. */
  readonly logHours: Float64Array;
}

type Counts = Float64Array | Int32Array;

/** The statistics of purchases. */
export function statisticsOf(customer: StoredColumn, purchases: PurchaseDays): StatisticsArrays {
  return {
    customer,
    ...purchases.totals,
    ...spansOf(purchases),
    ...spendOf(purchases),
    logIntervals: logIntervalsOf(purchases.start, purchases.days),
    intraday: purchases.moments === null ? null : intradayOf(purchases.start, purchases.moments),
  };
}

/** How many purchase days each customer has, and from which day to which; NaN where there is none. */
export function spansOf({
  start,
  days,
}: PurchaseDays): Pick<StatisticsArrays, "purchaseDays" | "firstDay" | "lastDay"> {
  const count = start.length - 1;
  const purchaseDays = new Float64Array(count);
  const firstDay = new Float64Array(count);
  const lastDay = new Float64Array(count);
  for (let customer = 0; customer < count; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    purchaseDays[customer] = to - from;
    firstDay[customer] = from < to ? days[from]! : Number.NaN;
    lastDay[customer] = from < to ? days[to - 1]! : Number.NaN;
  }
  return { purchaseDays, firstDay, lastDay };
}

function spendOf({ start, spend }: PurchaseDays): Pick<StatisticsArrays, "firstSpend" | "repeatSpend"> {
  if (spend === null) return { firstSpend: null, repeatSpend: null };
  const count = start.length - 1;
  const firstSpend = new Float64Array(count);
  const repeatSpend = new Float64Array(count);
  for (let customer = 0; customer < count; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    firstSpend[customer] = from < to ? spend[from]! : Number.NaN;
    let sum = 0;
    for (let i = from + 1; i < to; i++) sum += spend[i]!;
    repeatSpend[customer] = sum;
  }
  return { firstSpend, repeatSpend };
}

function logIntervalsOf(start: Int32Array, days: Int32Array): Float64Array {
  const sums = new Float64Array(start.length - 1);
  for (let customer = 0; customer < sums.length; customer++) {
    sums[customer] = sumLogIntervals(days, start[customer]!, start[customer + 1]!);
  }
  return sums;
}

const millisecondsPerHour = 3_600_000;

function intradayOf(start: Int32Array, moments: Float64Array): IntradaySpans {
  const count = start.length - 1;
  const [first, last, logHours] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let customer = 0; customer < count; customer++) {
    const [from, to] = [start[customer]!, start[customer + 1]!];
    first[customer] = from < to ? moments[from]! : Number.NaN;
    last[customer] = from < to ? moments[to - 1]! : Number.NaN;
    for (let i = from + 1; i < to; i++) {
      const hours = (moments[i]! - moments[i - 1]!) / millisecondsPerHour;
      logHours[customer]! += hours === 0 ? Number.NaN : Math.log(hours);
    }
  }
  return { first, last, logHours };
}

/**
 * Σ ln(interval) in days: the logarithm of a running product, taken before the product could overflow. NaN where two
 * purchases share a day.
 */
function sumLogIntervals(days: Int32Array, from: number, to: number): number {
  let sum = 0;
  let product = 1;
  for (let i = from + 1; i < to; i++) {
    product *= days[i]! - days[i - 1]!;
    if (product > 1e280) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return product === 0 ? Number.NaN : sum + Math.log(product);
}

/** The orders of each customer: one of whom no purchase day is left has none. */
export function ordersOfBuyers({
  orders,
  purchaseDays,
}: Pick<StatisticsArrays, "orders" | "purchaseDays">): Float64Array {
  const counts = orders.slice();
  for (let i = 0; i < counts.length; i++) if (purchaseDays[i] === 0) counts[i] = 0;
  return counts;
}

/** The revenue of each customer, 0 where refunds cancel the purchases up to rounding; null where no amount is known. */
export function settledRevenue({
  revenue,
  grossAmount,
}: Pick<StatisticsArrays, "revenue" | "grossAmount">): Float64Array | null {
  if (revenue === null || grossAmount === null) return null;
  const settled = revenue.slice();
  for (let i = 0; i < settled.length; i++) if (Math.abs(settled[i]!) <= roundingShare * grossAmount[i]!) settled[i] = 0;
  return settled;
}
