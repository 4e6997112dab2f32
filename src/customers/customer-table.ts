import { createTable, dateColumnOf, type Keys, millisecondsPerDay } from "../table/index.js";
import type { CustomerColumns, Customers, OrderLedger } from "./customers.js";
import type { PurchaseDays } from "./purchase-days.js";
import type { DroppedRows, OrderRows } from "./read-orders.js";
import { daysPerUnit, type TimeUnit } from "./time-unit.js";

/**
 * What the table of customers needs to know of the orders beside the purchases: no array as long as the orders, so that
 * those can be freed.
 */
export interface OrderFacts {
  readonly count: number;
  readonly labels: Keys["labels"];
  readonly rows: number;
  readonly dropped: DroppedRows;
}

/** The facts of order rows. */
export function orderFacts({ customers: { count, labels }, rows, dropped }: OrderRows): OrderFacts {
  return { count, labels, rows, dropped };
}

/** The table of customers for purchases seen up to a last day. */
export function customerTable(orders: OrderFacts, purchases: PurchaseDays, unit: TimeUnit, lastDay: number): Customers {
  const { count } = orders;
  const { start, days, spend } = purchases;
  const unitDays = daysPerUnit[unit];
  const frequency = new Float64Array(count).fill(Number.NaN);
  const recency = new Float64Array(count).fill(Number.NaN);
  const age = new Float64Array(count).fill(Number.NaN);
  const monetary = new Float64Array(count).fill(Number.NaN);
  const logIntervals = new Float64Array(count);
  const firstOrder = new Float64Array(count).fill(Number.NaN);
  const lastOrder = new Float64Array(count).fill(Number.NaN);
  const logUnit = Math.log(unitDays);
  let withoutPurchase = 0;
  for (let customer = 0; customer < count; customer++) {
    const from = start[customer]!;
    const to = start[customer + 1]!;
    if (from === to) {
      withoutPurchase++;
      logIntervals[customer] = Number.NaN;
      continue;
    }
    const first = days[from]!;
    const last = days[to - 1]!;
    const repeats = to - from - 1;
    frequency[customer] = repeats;
    recency[customer] = (last - first) / unitDays;
    age[customer] = (lastDay - first) / unitDays;
    firstOrder[customer] = first * millisecondsPerDay;
    lastOrder[customer] = last * millisecondsPerDay;
    if (repeats === 0) continue;
    logIntervals[customer] = sumLogIntervals(days, from, to) - repeats * logUnit;
    if (spend === null) continue;
    let repeatSpend = 0;
    for (let i = from + 1; i < to; i++) repeatSpend += spend[i]!;
    monetary[customer] = repeatSpend / repeats;
  }
  const columns = {
    customer: orders.labels,
    orders: purchases.orders,
    frequency,
    recency,
    age,
    monetary,
    logIntervals,
    revenue: purchases.revenue ?? new Float64Array(count).fill(Number.NaN),
    firstOrder: dateColumnOf(firstOrder),
    lastOrder: dateColumnOf(lastOrder),
  };
  return createTable<CustomerColumns, { unit: TimeUnit; end: Date; ledger: OrderLedger }>(columns, {
    unit,
    end: new Date(lastDay * millisecondsPerDay),
    ledger: ledgerOf(orders, purchases, withoutPurchase),
  });
}

/**
 * Σ ln(interval) in days: the logarithm of a running product, taken before it could overflow. NaN where two purchases
 * share a day.
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

function ledgerOf(orders: OrderFacts, purchases: PurchaseDays, customersWithoutPurchase: number): OrderLedger {
  return Object.freeze({
    rows: orders.rows,
    droppedMissingCustomer: orders.dropped.missingCustomer,
    droppedRefunds: orders.dropped.refunds,
    droppedZeroAmounts: orders.dropped.zeroAmounts,
    droppedAfterEnd: orders.dropped.afterEnd,
    mergedSameDay: purchases.merged,
    nettedRefunds: purchases.netted,
    cancelledDays: purchases.cancelledDays,
    customers: orders.count,
    customersWithoutPurchase,
  });
}
