import { inverseSqrtTwoPi } from "../special-functions/density-core.js";
import { erf, expMinusSquare, scaledErfc } from "../special-functions/error-function.js";

const sqrtTwoPi = 2.5066282746310007;

/** The density of the standard normal distribution. */
function normalDensity(x: number): number {
  return inverseSqrtTwoPi * expMinusSquare(x, 0.5);
}

/** P(Z ≤ x) for a standard normal Z, relatively accurate in the lower tail. */
export function normalCdf(x: number): number {
  return normalSurvival(-x);
}

/** P(Z > x) for a standard normal Z, relatively accurate in the upper tail. */
export function normalSurvival(x: number): number {
  if (Math.abs(x) < 0.7) return 0.5 - 0.5 * erf(x * Math.SQRT1_2);
  const tail = 0.5 * expMinusSquare(x, 0.5) * scaledErfc(Math.abs(x) * Math.SQRT1_2);
  return x > 0 ? tail : 1 - tail;
}

/**
 * The x with P(Z ≤ x) = p for 0 ≤ p ≤ 1 (±Infinity at the ends, NaN outside): a rational start (Abramowitz & Stegun
 * 26.2.23) and Halley steps on the accurate tail.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (Math.abs(p - 0.5) < 0.25) return centralQuantile(p - 0.5);
  const tail = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(tail));
  let x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 3; step++) {
    // Newton on ln Q(x) = ln tail; in the tail it converges as fast as Halley does in the middle.
    const survival = normalSurvival(x);
    const hazard = normalDensity(x) / survival;
    const error = Math.log(survival / tail);
    const newton = error / hazard;
    x += newton / (1 + 0.5 * newton * (hazard - x));
    if (Math.abs(newton) < 1e-6 * x) break;
  }
  return p < 0.5 ? -x : x;
}

function centralQuantile(offset: number): number {
  let x = offset * sqrtTwoPi;
  x *= 1 + (x * x) / 6;
  for (let step = 0; step < 4; step++) {
    const newton = (0.5 * erf(x * Math.SQRT1_2) - offset) / normalDensity(x);
    x -= newton / (1 + 0.5 * newton * x);
    if (Math.abs(newton) < 1e-6 * Math.abs(x)) break;
  }
  return x;
}
