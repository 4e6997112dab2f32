import { studentTQuantile } from "../distributions/student-t.js";

/** A mean with its standard error; both null where there is nothing to compute them from. */
export interface MeanEstimate {
  readonly respondents: number;
  readonly mean: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The weighted mean of the values that are not missing, with its standard error by linearization, n/(n−1) · Σ w²(x −
 * x̄)² / (Σ w)² (Särndal, Swensson and Wretman 1992, section 5.7), and an interval by Student's t. With equal weights
 * this is the usual s/√n.
 */
export function weightedMeanEstimate(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  confidence: number,
): MeanEstimate {
  let respondents = 0;
  let total = 0;
  let weight = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!) || weights[row] === 0) continue;
    respondents++;
    weight += weights[row]!;
    total += weights[row]! * values[row]!;
  }
  if (respondents === 0) return { respondents, mean: null, standardError: null, lower: null, upper: null };
  const mean = total / weight;
  if (respondents < 2) return { respondents, mean, standardError: null, lower: null, upper: null };
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    const deviation = weights[row]! * (values[row]! - mean);
    if (!Number.isNaN(deviation)) squares += deviation * deviation;
  }
  const standardError = Math.sqrt((squares * respondents) / (respondents - 1)) / weight;
  const reach = standardError * studentTQuantile((1 + confidence) / 2, respondents - 1);
  return { respondents, mean, standardError, lower: mean - reach, upper: mean + reach };
}

/** The bounds of many means by Student's t, NaN where there is no standard error. */
export function meanBounds(
  means: { readonly score: Float64Array; readonly standardError: Float64Array; readonly respondents: Float64Array },
  confidence: number,
): { lower: Float64Array; upper: Float64Array } {
  const reach = means.standardError.map((error, at) => {
    if (Number.isNaN(error)) return Number.NaN;
    return error * studentTQuantile((1 + confidence) / 2, means.respondents[at]! - 1);
  });
  return {
    lower: means.score.map((score, at) => score - reach[at]!),
    upper: means.score.map((score, at) => score + reach[at]!),
  };
}
