import { log1pMinus } from "./log-arithmetic.js";
import { logBeta } from "./log-beta.js";
import { logGamma, stirlingError } from "./log-gamma.js";

/** 1/√(2π). */
export const inverseSqrtTwoPi = 0.3989422804014327;

/**
 * Deviance x ln(x/mean) + mean − x for x, mean > 0, without cancellation when they are close (Loader 2000, `bd0`).
 */
export function deviance(x: number, mean: number): number {
  const u = (mean - x) / x;
  if (u < -0.4 || u > 0.7) {
    const ratio = x / mean;
    const log = ratio > 0 && ratio < Number.POSITIVE_INFINITY ? Math.log(ratio) : Math.log(x) - Math.log(mean);
    return x * log + mean - x;
  }
  return -x * log1pMinus(u);
}

/** x^a e^{−x} / Γ(a) for a > 0, x ≥ 0: the factor before every expansion of the incomplete gamma function. */
export function gammaFactor(a: number, x: number): number {
  if (x === 0) return 0;
  if (a < 1) return Math.exp(a * Math.log(x) - x - logGamma(a));
  return Math.sqrt(a) * inverseSqrtTwoPi * Math.exp(-stirlingError(a) - deviance(a, x));
}

/** x^a y^b / B(a, b) for a, b > 0 and y = 1 − x, both given so that neither loses digits. */
export function betaFactor(x: number, y: number, a: number, b: number): number {
  if (x === 0 || y === 0) return 0;
  if (Math.min(a, b) < 1) return Math.exp(a * logOf(x, y) + b * logOf(y, x) - logBeta(a, b));
  const total = a + b;
  return (
    Math.sqrt((a / total) * b) *
    inverseSqrtTwoPi *
    Math.exp(
      stirlingError(total) - stirlingError(a) - stirlingError(b) - deviance(a, total * x) - deviance(b, total * y),
    )
  );
}

/** ln x where 1 − x = y is known. */
function logOf(x: number, y: number): number {
  return x > 0.5 ? Math.log1p(-y) : Math.log(x);
}
