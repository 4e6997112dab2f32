import { dayOf } from "../table/index.js";
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
  /** All money of each customer, refunds netted; null without a column of amounts. */
  readonly revenue: Float64Array | null;
  /**
   * Distinct orders of each customer, or rows; those with a negative amount are not counted unless refunds are kept,
   * and a customer without a purchase has none.
   */
  readonly orders: Float64Array;
  /** Rows that became part of another row's purchase day. */
  readonly merged: number;
  /** Refund rows that were netted. */
  readonly netted: number;
  /** Days on which a refund left nothing, so that they are not purchase days. */
  readonly cancelledDays: number;
}

/** Reduces order rows to the purchase days of each customer, in one pass over the rows and one over the customers. */
export function purchaseDays(orders: OrderRows, sameDay: "merge" | "keep"): PurchaseDays {
  const { codes, count } = orders.customers;
  const start = countRows(codes, count);
  const total = start[count]!;
  const next = start.slice(0, count);
  const days = new Int32Array(total);
  const spend = orders.amounts === null ? null : new Float64Array(total);
  const orderCodes = orders.orders === null ? null : new Int32Array(total);
  scatter(orders, next, days, spend, orderCodes);
  const counter = orderCodes === null ? null : new OrderCounter(orders.orders!.count);

  const revenue = spend === null ? null : new Float64Array(count);
  const orderCounts = new Float64Array(count);
  const kept = new Int32Array(count + 1);
  const scratch: DayScratch = { merged: 0, netted: 0, cancelled: 0, write: 0 };
  for (let customer = 0; customer < count; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    orderCounts[customer] =
      counter === null || orderCodes === null
        ? countPurchaseRows(spend, from, to, orders.nettingRefunds)
        : counter.count(orderCodes, spend, from, to, customer, orders.nettingRefunds);
    sortByDay(days, spend, from, to);
    if (revenue !== null && spend !== null) {
      let sum = 0;
      let gross = 0;
      for (let i = from; i < to; i++) {
        sum += spend[i]!;
        gross += Math.abs(spend[i]!);
      }
      revenue[customer] = Math.abs(sum) <= roundingShare * gross ? 0 : sum;
    }
    keepPurchases(days, spend, from, to, sameDay, orders.nettingRefunds, scratch);
    kept[customer + 1] = scratch.write;
    if (kept[customer + 1] === kept[customer]) orderCounts[customer] = 0;
  }
  return {
    start: kept,
    days: days.subarray(0, scratch.write),
    spend: spend === null ? null : spend.subarray(0, scratch.write),
    revenue,
    orders: orderCounts,
    merged: scratch.merged,
    netted: scratch.netted,
    cancelledDays: scratch.cancelled,
  };
}

interface DayScratch {
  merged: number;
  netted: number;
  cancelled: number;
  /** Where the next purchase is written; never beyond what has been read. */
  write: number;
}

function countRows(codes: Int32Array, count: number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) start[code + 1]!++;
  }
  for (let customer = 0; customer < count; customer++) start[customer + 1]! += start[customer]!;
  return start;
}

/** Moves the rows of each customer together, in the order of the table. */
function scatter(
  orders: OrderRows,
  next: Int32Array,
  days: Int32Array,
  spend: Float64Array | null,
  orderCodes: Int32Array | null,
): void {
  const { codes } = orders.customers;
  const { moments } = orders;
  const amounts = orders.amounts;
  const sourceOrders = orders.orders?.codes;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    const place = next[code]!;
    next[code] = place + 1;
    days[place] = dayOf(moments[row]!);
    if (spend !== null) spend[place] = amounts![row]!;
    if (orderCodes !== null) orderCodes[place] = sourceOrders![row]!;
  }
}

function countPurchaseRows(spend: Float64Array | null, from: number, to: number, nettingRefunds: boolean): number {
  if (spend === null || !nettingRefunds) return to - from;
  let purchases = 0;
  for (let i = from; i < to; i++) if (spend[i]! >= 0) purchases++;
  return purchases;
}

/** Turns one customer's sorted rows into purchases, written behind those of the customers before. */
function keepPurchases(
  days: Int32Array,
  spend: Float64Array | null,
  from: number,
  to: number,
  sameDay: "merge" | "keep",
  nettingRefunds: boolean,
  scratch: DayScratch,
): void {
  let dayStart = from;
  while (dayStart < to) {
    const day = days[dayStart]!;
    let dayEnd = dayStart + 1;
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
    scratch.netted += netted;
    if (netted > 0 && net <= roundingShare * gross) {
      if (netted < dayEnd - dayStart) scratch.cancelled++;
    } else if (sameDay === "merge") {
      scratch.merged += dayEnd - dayStart - netted - 1;
      days[scratch.write] = day;
      if (spend !== null) spend[scratch.write] = net;
      scratch.write++;
    } else {
      // What the day's refunds took back is spread over its purchases in proportion, so that their sum is the day's
      // net.
      const share = netted === 0 ? 1 : (2 * net) / (net + gross);
      for (let i = dayStart; i < dayEnd; i++) {
        const amount = spend === null ? 0 : spend[i]!;
        if (nettingRefunds && amount < 0) continue;
        days[scratch.write] = day;
        if (spend !== null) spend[scratch.write] = amount * share;
        scratch.write++;
      }
    }
    dayStart = dayEnd;
  }
}
