import { gammaQuantile, normalQuantile } from "../../numeric/index.js";

/**
 * An interval of a total that cannot be negative, from its mean and variance: quantiles of the gamma distribution that
 * has them, which is skewed where totals are small and normal where they are large. Of counts the limits are whole
 * numbers, rounded outwards.
 */
export function totalInterval(mean: number, variance: number, level: number, whole: boolean): [number, number] {
  if (Number.isNaN(variance)) return [Number.NaN, Number.NaN];
  const [low, high] = limits(mean, variance, 0.5 - level / 2, 0.5 + level / 2);
  return whole ? [Math.floor(low + 1e-9), Math.ceil(high - 1e-9)] : [low, high];
}

function limits(mean: number, variance: number, lower: number, upper: number): [number, number] {
  if (!(mean > 0) || variance === 0) return [mean, mean];
  const shape = (mean * mean) / variance;
  if (shape > 1e7) {
    const deviation = Math.sqrt(variance);
    return [mean + normalQuantile(lower) * deviation, mean + normalQuantile(upper) * deviation];
  }
  const scale = variance / mean;
  return [gammaQuantile(lower, shape) * scale, gammaQuantile(upper, shape) * scale];
}
