import { sortedOrder } from "../../numeric/index.js";

/** A value this small against the largest is zero: what is left of a customer whose refunds cancel the purchases. */
export const roundingShare = 1e-9;

/** Values from the largest to the smallest, with what has been added up so far. */
export interface RankedValues {
  /** The rows of the values, those of equal values in their order. */
  readonly order: Int32Array;
  readonly descending: Float64Array;
  /** The sum of the values up to and including each one. */
  readonly cumulative: Float64Array;
  readonly total: number;
  readonly positive: number;
  readonly zero: number;
  readonly negative: number;
}

/**
 * Ranks values. Running sums are compensated (Neumaier 1974), so the last digits do not drift over a million customers.
 */
export function rankValues(values: Float64Array): RankedValues {
  const n = values.length;
  const order = sortedOrder(values.map((value) => -value));
  const descending = new Float64Array(n);
  const cumulative = new Float64Array(n);
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(values[i]!));
  const least = largest * roundingShare;
  let sum = 0;
  let lost = 0;
  let positive = 0;
  let negative = 0;
  for (let i = 0; i < n; i++) {
    const value = values[order[i]!]!;
    descending[i] = value;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    cumulative[i] = sum + lost;
    if (value > least) positive++;
    else if (value < -least) negative++;
  }
  return {
    order,
    descending,
    cumulative,
    total: cumulative[n - 1] ?? 0,
    positive,
    zero: n - positive - negative,
    negative,
  };
}

/** How many items are the top share p: ⌈p n⌉, where p n is not a whole number but for rounding. */
export function topCount(p: number, n: number): number {
  return Math.min(n, Math.ceil(p * n * (1 - 1e-12)));
}
