import { addBlockSums, type Numbers, sum, sumBlock } from "../arrays/sum.js";

/** Whether a spread divides by n − 1 (a sample, the default) or by n (a whole population). */
export interface SpreadOptions {
  readonly sample?: boolean;
}

/** The arithmetic mean; NaN for no values. */
export function mean(values: Numbers): number {
  return sum(values) / values.length;
}

/** Σ w x / Σ w; NaN when the weights sum to 0. */
export function weightedMean(values: Numbers, weights: Numbers): number {
  return blockwise(values.length, (i) => values[i]! * weights[i]!) / sum(weights);
}

/**
 * The mean squared deviation from the mean, over n − 1 (`sample: true`, the default) or n. NaN where that is not
 * positive.
 */
export function variance(values: Numbers, { sample = true }: SpreadOptions = {}): number {
  const n = values.length;
  const center = mean(values);
  const squares = blockwise(n, (i) => (values[i]! - center) ** 2);
  // What rounding of the mean adds (Chan, Golub & LeVeque 1983, the corrected two-pass formula).
  const drift = blockwise(n, (i) => values[i]! - center);
  const denominator = sample ? n - 1 : n;
  return denominator > 0 ? Math.max(0, squares - (drift * drift) / n) / denominator : Number.NaN;
}

/** The square root of {@link variance}. */
export function standardDeviation(values: Numbers, options: SpreadOptions = {}): number {
  return Math.sqrt(variance(values, options));
}

/**
 * Pearson's correlation of two lists of the same length; NaN when one of them is constant or has fewer than two values.
 */
export function correlation(a: Numbers, b: Numbers): number {
  const n = a.length;
  const meanA = mean(a);
  const meanB = mean(b);
  const cross = blockwise(n, (i) => (a[i]! - meanA) * (b[i]! - meanB));
  const squaresA = blockwise(n, (i) => (a[i]! - meanA) ** 2);
  const squaresB = blockwise(n, (i) => (b[i]! - meanB) ** 2);
  const r = cross / (Math.sqrt(squaresA) * Math.sqrt(squaresB));
  return Math.max(-1, Math.min(1, r));
}

/** Σ term(i) for i < n in the fixed blocks of {@link sum}. */
function blockwise(n: number, term: (i: number) => number): number {
  const sums = new Float64Array(Math.ceil(n / sumBlock));
  for (let block = 0; block < sums.length; block++) {
    const end = Math.min((block + 1) * sumBlock, n);
    let total = 0;
    for (let i = block * sumBlock; i < end; i++) total += term(i);
    sums[block] = total;
  }
  return addBlockSums(sums);
}
