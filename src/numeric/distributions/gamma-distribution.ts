import { gammaFactor } from "../special-functions/density-core.js";
import { regularizedGammaP, regularizedGammaQ } from "../special-functions/incomplete-gamma.js";
import { logGamma } from "../special-functions/log-gamma.js";
import { invertTails } from "./inverse-cdf.js";
import { normalQuantile } from "./normal.js";

/**
 * The x with P(X ≤ x) = p for a gamma variable of the given shape and scale 1 (NaN for p outside [0, 1] or shape ≤ 0).
 * Solved in ln x, where the tails are nearly straight, so that quantiles of 1e-300 are found as surely as those near
 * the mean.
 */
export function gammaQuantile(p: number, shape: number): number {
  return gammaQuantileOfTails(p, 1 - p, shape);
}

/** The same with both tail probabilities given, for a p near 1 whose complement is known better than 1 − p. */
export function gammaQuantileOfTails(p: number, q: number, shape: number): number {
  if (!(p >= 0 && q >= 0 && shape > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (q === 0) return Number.POSITIVE_INFINITY;
  const log = invertTails(
    {
      lower: (u) => regularizedGammaP(shape, Math.exp(u)),
      upper: (u) => regularizedGammaQ(shape, Math.exp(u)),
      density: (u) => gammaFactor(shape, Math.exp(u)),
    },
    p,
    q,
    startingLog(p, q, shape),
  );
  return polish(Math.exp(log), p, q, shape);
}

/** Wilson and Hilferty's cube for large shapes, the first term of the series of P in the lower tail. */
function startingLog(p: number, q: number, shape: number): number {
  const lowerTail = (Math.log(p) + logGamma(shape + 1)) / shape;
  const z = p <= q ? normalQuantile(p) : -normalQuantile(q);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (cube > 0.2 && shape > 0.5) return Math.log(shape) + 3 * Math.log(cube);
  if (lowerTail < -1 || p <= q) return Math.min(lowerTail, Math.log(shape + 1));
  return Math.log(Math.max(-Math.log(q), 0.1));
}

/** One Newton step in x itself: the logarithm of a large quantile cannot hold its last digits. */
function polish(x: number, p: number, q: number, shape: number): number {
  const density = gammaFactor(shape, x) / x;
  if (!(density > 0) || !Number.isFinite(density)) return x;
  const error = p <= q ? regularizedGammaP(shape, x) - p : q - regularizedGammaQ(shape, x);
  const step = error / density;
  return Math.abs(step) < 1e-6 * x ? x - step : x;
}
