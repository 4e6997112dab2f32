import { normalCdf, normalQuantile, quantiles } from "../../numeric/index.js";

/** How the limits of an interval are read from resamples. */
export type BootstrapInterval = "percentile" | "bca";

/** What resamples say of one number; NaN where too few of them have it. */
export interface ResampledNumber {
  /** Resamples in which the number is known. */
  readonly draws: number;
  /** Mean of the resamples less the estimate. */
  readonly bias: number;
  /** Standard deviation of the resamples, divisor n − 1. */
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Standard error and interval of one number from its resampled values (NaN in those that lack it).
 *
 * `"percentile"`: quantiles of the resamples. `"bca"`: bias-corrected and accelerated (Efron 1987; DiCiccio and Efron
 * 1996, equation 2.3): quantiles at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))), with z₀ from the share of resamples below the
 * estimate and a from the jackknife.
 */
export function resampledNumber(
  estimate: number,
  values: Float64Array,
  leftOut: Float64Array | null,
  interval: BootstrapInterval,
  level: number,
): ResampledNumber {
  const known = values.filter((value) => !Number.isNaN(value));
  const draws = known.length;
  if (draws < 2) {
    return { draws, bias: Number.NaN, standardError: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  }
  let mean = 0;
  for (const value of known) mean += value;
  mean /= draws;
  let spread = 0;
  for (const value of known) spread += (value - mean) ** 2;
  const tail = (1 - level) / 2;
  const probabilities =
    interval === "percentile" || Number.isNaN(estimate)
      ? [tail, 1 - tail]
      : correctedTails(estimate, known, acceleration(leftOut ?? new Float64Array(0)), tail);
  const [lower, upper] = quantiles(known, probabilities);
  return {
    draws,
    bias: mean - estimate,
    standardError: Math.sqrt(spread / (draws - 1)),
    lower: lower!,
    upper: upper!,
  };
}

function correctedTails(estimate: number, values: Float64Array, a: number, tail: number): number[] {
  let below = 0;
  for (const value of values) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  // An estimate beyond all resamples has no finite correction: half a resample is taken to lie on the other side.
  const share = Math.min(Math.max(below, 0.5), values.length - 0.5) / values.length;
  const z0 = normalQuantile(share);
  return [tail, 1 - tail].map((probability) => {
    const z = z0 + normalQuantile(probability);
    return normalCdf(z0 + z / (1 - a * z));
  });
}

/** The acceleration a = Σ(m − x)³ / (6 (Σ(m − x)²)^1.5) over the estimates x of the jackknife with their mean m. */
function acceleration(leftOut: Float64Array): number {
  const known = leftOut.filter((value) => !Number.isNaN(value));
  let mean = 0;
  for (const value of known) mean += value;
  mean /= known.length;
  let square = 0;
  let cube = 0;
  for (const value of known) {
    const difference = mean - value;
    square += difference * difference;
    cube += difference ** 3;
  }
  return square > 0 ? cube / (6 * square ** 1.5) : 0;
}
