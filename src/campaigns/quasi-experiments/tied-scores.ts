import { type createRandom, sortedOrder } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";

/** Scores nearer than this many standard deviations are one: what lies between them is rounding. */
const roundingReach = 1e-8;

/** Rounding in log-odds that hardly differ at all. */
const leastRounding = 1e-10;

/** The width, in log-odds, of what counts as no difference. */
export function tieTolerance(deviation: number): number {
  return Math.max(roundingReach * deviation, leastRounding);
}

/** Gives scores that differ by rounding alone the lowest of their values, so that a tie is a tie in any row order. */
export function joinTies(score: Float64Array, tolerance: number): Float64Array {
  const joined = new Float64Array(score.length);
  let [last, lowest] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of sortedOrder(score)) {
    if (score[row]! - last > tolerance) lowest = score[row]!;
    last = score[row]!;
    joined[row] = lowest;
  }
  return joined;
}

/**
 * All rows in an order drawn by lot. The lot is drawn over the rows sorted by what they hold, so that it is the same
 * in whatever order they are given, but says nothing of what they hold.
 */
export function drawnOrder(
  { data, columns }: FeatureMatrix,
  treated: Float64Array,
  outcome: Float64Array,
  random: ReturnType<typeof createRandom>,
): Int32Array {
  let order = sortedOrder(outcome);
  const sortBy = (value: (row: number) => number): void => {
    const before = order;
    order = sortedOrder(Float64Array.from(before, value)).map((place) => before[place]!);
  };
  sortBy((row) => treated[row]!);
  for (let column = 0; column < columns; column++) sortBy((row) => data[row * columns + column]!);
  return random.shuffle(order);
}
