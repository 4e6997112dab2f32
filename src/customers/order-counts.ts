import { groupTuples } from "../numeric/index.js";
import type { OrderRows } from "./read-orders.js";
import { roundingShare } from "./rounding-share.js";

/**
 * 1 at the first row of every order that counts and 0 elsewhere: an order counts when its amount is not negative, or
 * refunds are kept. Without a column of orders every row is one.
 */
export function orderCounts(rows: OrderRows): Float64Array {
  const { codes } = rows.customers;
  const counted = new Float64Array(codes.length);
  const { amounts, nettingRefunds } = rows;
  if (rows.orders === null) {
    for (let row = 0; row < codes.length; row++) {
      const isRefund = nettingRefunds && amounts !== null && amounts[row]! < 0;
      if (codes[row]! >= 0 && !isRefund) counted[row] = 1;
    }
    return counted;
  }
  const { group, representative } = groupTuples([Float64Array.from(codes), Float64Array.from(rows.orders.codes)]);
  const net = new Float64Array(representative.length);
  const gross = new Float64Array(representative.length);
  for (let row = 0; amounts !== null && row < codes.length; row++) {
    net[group[row]!]! += amounts[row]!;
    gross[group[row]!]! += Math.abs(amounts[row]!);
  }
  for (let order = 0; order < representative.length; order++) {
    const row = representative[order]!;
    const isRefund = nettingRefunds && net[order]! < -roundingShare * gross[order]!;
    if (codes[row]! >= 0 && !isRefund) counted[row] = 1;
  }
  return counted;
}
