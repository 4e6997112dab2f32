import { sortedOrder } from "../../numeric/index.js";

/** Rows by descending score; rows of equal score form one block, since they come in no order. */
export interface ScoreBlocks {
  readonly order: Int32Array;
  /** Block b are the rows `order[ends[b − 1]]` to `order[ends[b] − 1]`. */
  readonly ends: Int32Array;
}

/** The blocks of equal score, the highest first. */
export function scoreBlocks(score: Float64Array): ScoreBlocks {
  const order = Int32Array.from(sortedOrder(score)).reverse();
  const ends: number[] = [];
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || score[order[i]!] !== score[order[i - 1]!]) ends.push(i);
  }
  return { order, ends: Int32Array.from(ends) };
}
