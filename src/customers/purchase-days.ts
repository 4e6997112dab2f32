import { type GatheredRows, gatherRows } from "./gather-rows.js";
import { OrderCounter } from "./order-counter.js";
import type { OrderRows } from "./read-orders.js";
import { roundingShare } from "./rounding-share.js";
import { sortByDay } from "./sort-by-day.js";

/**
 * The purchases of every customer in the order of time: those of customer c are at `start[c]` to `start[c + 1] − 1` of
 * `days` and `spend`. One entry a purchase day, or one a purchase where same-day purchases are kept apart.
 */
export interface PurchaseDays {
  readonly start: Int32Array;
  readonly days: Int32Array;
  /** Money spent, net of the refunds of that day; null without a column of amounts. */
  readonly spend: Float64Array | null;
  readonly totals: RowTotals;
  /** The moment of each purchase in milliseconds since 1970; null where only days count. */
  readonly moments: Float64Array | null;
}

/** What the rows of each customer add up to, whatever day they are of. */
export interface RowTotals {
  /** Rows that count. */
  readonly rows: Int32Array;
  /** Distinct orders, or rows; those with a negative amount are not counted unless refunds are kept. */
  readonly orders: Float64Array;
  /** All money, refunds netted; null without a column of amounts. */
  readonly revenue: Float64Array | null;
  /** Σ |amount|; null without a column of amounts. */
  readonly grossAmount: Float64Array | null;
  /** Rows that became part of another row's purchase day. */
  readonly mergedSameDay: Int32Array;
  /** Refund rows that were netted. */
  readonly nettedRefunds: Int32Array;
  /** Days with purchases on which a refund left nothing, so that they are no purchase days. */
  readonly cancelledDays: Int32Array;
}

/** Reduces order rows to the purchase days of each customer; with moments to purchases with a time of day. */
export function purchaseDays(orders: OrderRows, sameDay: "merge" | "keep", withMoments = false): PurchaseDays {
  return purchasesOf(gatherRows(orders, withMoments), sameDay);
}

/** Counts distinct orders, across several parts of the customers where `first` is the number of a part's first one. */
interface OrderCounting {
  readonly counter: OrderCounter | null;
  readonly first: number;
}

/** The purchases in gathered rows, in one pass over the customers; they are written over the rows. */
export function purchasesOf(
  rows: GatheredRows,
  sameDay: "merge" | "keep",
  counting: OrderCounting = { counter: rows.orders === null ? null : new OrderCounter(rows.orders.count), first: 0 },
): PurchaseDays {
  const { start, days, amounts: spend, orders, nettingRefunds } = rows;
  const count = start.length - 1;
  const totals = emptyTotals(count, spend !== null);
  const { rows: rowCounts, orders: orderCounts, mergedSameDay, nettedRefunds, cancelledDays } = totals;
  const kept = new Int32Array(count + 1);
  const day: DayCounts = { merged: 0, netted: 0, cancelled: 0, write: 0, moments: rows.moments };
  for (let customer = 0; customer < count; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    rowCounts[customer] = to - from;
    orderCounts[customer] =
      counting.counter === null
        ? countPurchaseRows(spend, from, to, nettingRefunds)
        : counting.counter.count(orders!.codes, spend, from, to, counting.first + customer, nettingRefunds);
    sortByDay(days, spend, from, to);
    if (spend !== null) addMoney(spend, from, to, customer, totals);
    day.merged = 0;
    day.netted = 0;
    day.cancelled = 0;
    keepPurchases(days, spend, from, to, sameDay, nettingRefunds, day);
    mergedSameDay[customer] = day.merged;
    nettedRefunds[customer] = day.netted;
    cancelledDays[customer] = day.cancelled;
    kept[customer + 1] = day.write;
  }
  return {
    start: kept,
    days: days.subarray(0, day.write),
    spend: spend === null ? null : spend.subarray(0, day.write),
    totals,
    moments: rows.moments === null ? null : rows.moments.subarray(0, day.write),
  };
}

function emptyTotals(count: number, withMoney: boolean): RowTotals {
  return {
    rows: new Int32Array(count),
    orders: new Float64Array(count),
    revenue: withMoney ? new Float64Array(count) : null,
    grossAmount: withMoney ? new Float64Array(count) : null,
    mergedSameDay: new Int32Array(count),
    nettedRefunds: new Int32Array(count),
    cancelledDays: new Int32Array(count),
  };
}

function countPurchaseRows(spend: Float64Array | null, from: number, to: number, nettingRefunds: boolean): number {
  if (spend === null || !nettingRefunds) return to - from;
  let purchases = 0;
  for (let i = from; i < to; i++) if (spend[i]! >= 0) purchases++;
  return purchases;
}

function addMoney(spend: Float64Array, from: number, to: number, customer: number, totals: RowTotals): void {
  let sum = 0;
  let gross = 0;
  for (let i = from; i < to; i++) {
    sum += spend[i]!;
    gross += Math.abs(spend[i]!);
  }
  totals.revenue![customer] = sum;
  totals.grossAmount![customer] = gross;
}

/** What was done to the rows of one customer's days, and where the next purchase is written. */
interface DayCounts {
  merged: number;
  netted: number;
  cancelled: number;
  /** Never beyond what has been read. */
  write: number;
  /** Moved along with the purchases; null where only days count. */
  readonly moments: Float64Array | null;
}

/** Turns one customer's sorted rows into purchases, written behind those of the customers before. */
function keepPurchases(
  days: Int32Array,
  spend: Float64Array | null,
  from: number,
  to: number,
  sameDay: "merge" | "keep",
  nettingRefunds: boolean,
  counts: DayCounts,
): void {
  for (let dayStart = from, dayEnd = from; dayStart < to; dayStart = dayEnd) {
    const day = days[dayStart]!;
    while (dayEnd < to && days[dayEnd] === day) dayEnd++;
    let net = 0;
    let gross = 0;
    let refunds = 0;
    if (spend !== null) {
      for (let i = dayStart; i < dayEnd; i++) {
        const amount = spend[i]!;
        net += amount;
        gross += Math.abs(amount);
        if (amount < 0) refunds++;
      }
    }
    const netted = nettingRefunds ? refunds : 0;
    counts.netted += netted;
    if (netted > 0 && net <= roundingShare * gross) {
      // A refund left nothing of the day. Without a purchase on it there was nothing to cancel.
      if (netted < dayEnd - dayStart) counts.cancelled++;
    } else if (sameDay === "merge") {
      counts.merged += dayEnd - dayStart - netted - 1;
      days[counts.write] = day;
      if (spend !== null) spend[counts.write] = net;
      counts.write++;
    } else {
      // The refunds of the day are taken off its purchases in proportion, so that their sum is the net of the day.
      const share = netted === 0 ? 1 : (2 * net) / (net + gross);
      for (let i = dayStart; i < dayEnd; i++) {
        const amount = spend === null ? 0 : spend[i]!;
        if (nettingRefunds && amount < 0) continue;
        days[counts.write] = day;
        if (counts.moments !== null) counts.moments[counts.write] = counts.moments[i]!;
        if (spend !== null) spend[counts.write] = amount * share;
        counts.write++;
      }
    }
  }
}
