import type { OrderRows } from "../../customers/index.js";

/** The rows of a stretch of days, with the customers who have one renumbered in the order of first appearance. */
export interface RowsInWindow {
  readonly orders: OrderRows;
  /** The code in the whole table behind each code of the window. */
  readonly whole: Int32Array;
  /** The code in the window behind each code of the whole table, −1 where there is none. */
  readonly window: Int32Array;
}

/** The rows with `from ≤ day < to`; the other rows are marked as dropped. `days` holds the UTC day of every row. */
export function rowsInWindow(orders: OrderRows, days: Int32Array, from: number, to: number): RowsInWindow {
  const { codes, count, labels } = orders.customers;
  const window = new Int32Array(count).fill(-1);
  const whole = new Int32Array(count);
  const inWindow = new Int32Array(codes.length).fill(-1);
  let known = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || days[row]! < from || days[row]! >= to) continue;
    if (window[code]! < 0) {
      whole[known] = code;
      window[code] = known++;
    }
    inWindow[row] = window[code]!;
  }
  const kept = whole.subarray(0, known);
  return {
    orders: { ...orders, customers: { codes: inWindow, count: known, labels: labels.take(kept) } },
    whole: kept,
    window,
  };
}
