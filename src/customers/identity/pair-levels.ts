import { comparePair } from "./agreement-level.js";
import type { ComparedColumn } from "./compared-column.js";

/** Levels of agreement of many pairs: those of pair p are `levels[p · columns]` and the following. */
export interface PairLevels {
  readonly levels: Uint8Array;
  readonly pairs: number;
}

/**
 * Pairs that may be matches, with the levels of agreement of their columns, from which they can be weighed again. All
 * others are compared and forgotten, so that memory grows with the matches and not with the pairs.
 */
export interface CandidatePairs {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The first rule that brings the pair. */
  readonly rule: Uint16Array;
  readonly levels: Uint8Array;
}

/** Compares the given pairs. */
export function levelsOfPairs(
  columns: readonly ComparedColumn[],
  left: ArrayLike<number>,
  right: ArrayLike<number>,
): PairLevels {
  const width = columns.length;
  const levels = new Uint8Array(left.length * width);
  for (let pair = 0; pair < left.length; pair++) comparePair(columns, left[pair]!, right[pair]!, levels, pair * width);
  return { levels, pairs: left.length };
}
