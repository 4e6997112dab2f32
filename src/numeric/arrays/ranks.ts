import { sortedOrder } from "./sorted-order.js";
import type { Numbers } from "./sum.js";

/**
 * What rank equal values get: their mean rank, the lowest, the highest, one each in the order of the rows, or one
 * without gaps.
 */
export type TieRule = "average" | "min" | "max" | "first" | "dense";

/** The rank of each value, from 1 for the smallest. NaN keeps NaN and takes no rank. */
export function ranks(values: Numbers, ties: TieRule = "average"): Float64Array {
  const order = sortedOrder(values);
  const result = new Float64Array(values.length).fill(Number.NaN);
  let distinct = 0;
  let start = 0;
  while (start < order.length) {
    const value = values[order[start]!]!;
    if (Number.isNaN(value)) break;
    let end = start + 1;
    while (end < order.length && values[order[end]!] === value) end++;
    distinct += 1;
    for (let i = start; i < end; i++) result[order[i]!] = rankOfTie(ties, start, end, i, distinct);
    start = end;
  }
  return result;
}

function rankOfTie(ties: TieRule, start: number, end: number, position: number, distinct: number): number {
  switch (ties) {
    case "average":
      return (start + 1 + end) / 2;
    case "min":
      return start + 1;
    case "max":
      return end;
    case "first":
      return position + 1;
    case "dense":
      return distinct;
  }
}
