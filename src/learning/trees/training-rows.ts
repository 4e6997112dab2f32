import type { BinnedMatrix } from "./binned-matrix.js";

/**
 * The rows that trees grow on, in an order of their own. All sums over them are exact, so the order changes no result,
 * only the locality of memory access.
 */
export interface TrainingRows {
  /** The place of each row among those given. */
  readonly origin: Int32Array;
  /** The bins of the features, as in a {@link BinnedMatrix}. */
  readonly words: readonly Int32Array[];
  readonly y: Uint8Array;
  /** How many cases each row stands for; null where all are 1. */
  readonly count: Float64Array | null;
  /** Σ count · weight; null where all are 1. */
  readonly cases: Float64Array | null;
  /** The log-odds so far. */
  readonly scores: Float64Array;
}

/** The given rows of the data, all with the same score. */
export function trainingRows(
  { words }: BinnedMatrix,
  rows: Int32Array,
  y: Float64Array,
  { count, combined }: { readonly count: Float64Array | null; readonly combined: Float64Array | null },
  score: number,
): TrainingRows {
  const scores = new Float64Array(y.length).fill(score);
  const origin = new Int32Array(rows.length);
  for (let i = 0; i < origin.length; i++) origin[i] = i;
  return inOrder({ origin, words, y: Uint8Array.from(y), count, cases: combined, scores }, rows, origin);
}

/**
 * The rows in another order: place i takes the row of place `order[i]`. In the order of the leaves of one tree, most
 * nodes of the next trees find their rows close together.
 */
export function rearranged(rows: TrainingRows, order: Int32Array): TrainingRows {
  return inOrder(rows, order, pick(rows.origin, new Int32Array(order.length), order));
}

function inOrder(rows: TrainingRows, order: Int32Array, origin: Int32Array): TrainingRows {
  return {
    origin,
    words: rows.words.map((words) => pick(words, new Int32Array(order.length), order)),
    y: pick(rows.y, new Uint8Array(order.length), order),
    count: rows.count === null ? null : pickNumbers(rows.count, order),
    cases: rows.cases === null ? null : pickNumbers(rows.cases, order),
    scores: pickNumbers(rows.scores, order),
  };
}

function pickNumbers(values: Float64Array, order: Int32Array): Float64Array {
  return pick(values, new Float64Array(order.length), order);
}

function pick<List extends Int32Array | Float64Array | Uint8Array>(values: List, into: List, order: Int32Array): List {
  for (let i = 0; i < order.length; i++) into[i] = values[order[i]!]!;
  return into;
}
