import { groupTuples } from "../numeric/index.js";
import type { OrderRows } from "./read-orders.js";
import { roundingShare } from "./rounding-share.js";

/**
 * 1 at the earliest row of every order that counts and 0 elsewhere: an order counts when its amount is not negative, or
 * refunds are kept. Without a column of orders every row is one.
 */
export function orderCounts(rows: OrderRows): Float64Array {
  const { codes } = rows.customers;
  const counted = new Float64Array(codes.length);
  const { amounts, moments, nettingRefunds } = rows;
  if (rows.orders === null) {
    for (let row = 0; row < codes.length; row++) {
      const isRefund = nettingRefunds && amounts !== null && amounts[row]! < 0;
      if (codes[row]! >= 0 && !isRefund) counted[row] = 1;
    }
    return counted;
  }
  const { group, representative } = groupTuples([Float64Array.from(codes), Float64Array.from(rows.orders.codes)]);
  const earliest = representative.slice();
  const net = new Float64Array(earliest.length);
  const gross = new Float64Array(earliest.length);
  for (let row = 0; row < codes.length; row++) {
    const order = group[row]!;
    if (moments[row]! < moments[earliest[order]!]!) earliest[order] = row;
    if (amounts === null) continue;
    net[order]! += amounts[row]!;
    gross[order]! += Math.abs(amounts[row]!);
  }
  for (let order = 0; order < earliest.length; order++) {
    const row = earliest[order]!;
    const isRefund = nettingRefunds && net[order]! < -roundingShare * gross[order]!;
    if (codes[row]! >= 0 && !isRefund) counted[row] = 1;
  }
  return counted;
}
