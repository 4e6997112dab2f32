import { normalSurvival } from "../distributions/normal.js";
import { median } from "./quantile.js";

/** Whether a series rises or falls, and how fast. */
export interface TrendTest {
  /** Kendall's S: pairs that rise less pairs that fall. */
  readonly s: number;
  /** Two-sided; NaN below four values. */
  readonly pValue: number;
  /** The median slope between two values, per step (Sen 1968); NaN below two values. */
  readonly slope: number;
}

/**
 * The test of a monotone trend of Mann (1945) and Kendall (1975), with the variance for ties and the correction for
 * continuity, and the slope of Sen (1968). `times` are the moments of the values, ascending [0, 1, 2, …].
 *
 * Var S = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18, t the sizes of the groups of equal values.
 */
export function mannKendall(values: Float64Array, times?: Float64Array): TrendTest {
  const n = values.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let s = 0;
  let pair = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const rise = values[j]! - values[i]!;
      s += Math.sign(rise);
      slopes[pair++] = rise / (times === undefined ? j - i : times[j]! - times[i]!);
    }
  }
  const variance = (n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18;
  const z = s === 0 || variance <= 0 ? 0 : (Math.abs(s) - 1) / Math.sqrt(variance);
  return {
    s,
    pValue: n < 4 ? Number.NaN : Math.min(1, 2 * normalSurvival(z)),
    slope: pair === 0 ? Number.NaN : median(slopes),
  };
}

/** Σ t(t − 1)(2t + 5) over the groups of t equal values. */
function tieTerm(values: Float64Array): number {
  const sorted = values.slice().sort();
  let term = 0;
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    const t = i - start;
    term += t * (t - 1) * (2 * t + 5);
    start = i;
  }
  return term;
}
