import { sortedOrder } from "../numeric/index.js";
import { dayOf } from "../table/index.js";
import type { OrderRows } from "./read-orders.js";

/**
 * The rows that count, those of a customer together and in the order of the table: the rows of customer c are at
 * `start[c]` to `start[c + 1] − 1`. Nothing in it belongs to the order rows, so that those can be freed.
 */
export interface GatheredRows {
  readonly start: Int32Array;
  readonly days: Int32Array;
  /** Null without a column of amounts. */
  readonly amounts: Float64Array | null;
  /** The order of each row as a code below `count`; null without a column of orders. */
  readonly orders: { readonly codes: Int32Array; readonly count: number } | null;
  readonly nettingRefunds: boolean;
  /** The moment of each row, those of a customer ascending; null where only days count. */
  readonly moments: Float64Array | null;
}

/** Moves the rows of each customer together, by counting sort; with their moments in the order of time. */
export function gatherRows(rows: OrderRows, withMoments = false): GatheredRows {
  const { customers, amounts, orders, nettingRefunds } = rows;
  const start = rowStarts(customers.codes, customers.count);
  const total = start[customers.count]!;
  const gathered = {
    start,
    days: new Int32Array(total),
    amounts: amounts === null ? null : new Float64Array(total),
    orders: orders === null ? null : { codes: new Int32Array(total), count: orders.count },
    nettingRefunds,
    moments: withMoments ? new Float64Array(total) : null,
  };
  if (gathered.moments !== null) {
    scatterInTime(rows, start.slice(0, customers.count), gathered);
    return gathered;
  }
  scatter(rows, start.slice(0, customers.count), gathered.days, gathered.amounts, gathered.orders?.codes ?? null);
  return gathered;
}

/** `next` holds the place of the next row of each customer. A function of its own, so that its loop is optimized. */
function scatter(
  { customers: { codes }, moments, amounts, orders }: OrderRows,
  next: Int32Array,
  days: Int32Array,
  gatheredAmounts: Float64Array | null,
  orderCodes: Int32Array | null,
): void {
  const sourceOrders = orders?.codes;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    const place = next[code]!;
    next[code] = place + 1;
    days[place] = dayOf(moments[row]!);
    if (gatheredAmounts !== null) gatheredAmounts[place] = amounts![row]!;
    if (orderCodes !== null) orderCodes[place] = sourceOrders![row]!;
  }
}

/** As `scatter`, visiting the rows in the order of their moments. */
function scatterInTime(
  { customers: { codes }, moments, amounts, orders }: OrderRows,
  next: Int32Array,
  gathered: GatheredRows,
): void {
  for (const row of sortedOrder(moments)) {
    const code = codes[row]!;
    if (code < 0) continue;
    const place = next[code]!++;
    gathered.days[place] = dayOf(moments[row]!);
    gathered.moments![place] = moments[row]!;
    if (gathered.amounts !== null) gathered.amounts[place] = amounts![row]!;
    if (gathered.orders !== null) gathered.orders.codes[place] = orders!.codes[row]!;
  }
}

/** Where the rows of each customer begin, and at the end how many rows count. */
function rowStarts(codes: Int32Array, count: number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) start[code + 1]!++;
  }
  for (let customer = 0; customer < count; customer++) start[customer + 1]! += start[customer]!;
  return start;
}
