import { logGamma, stirlingError } from "./log-gamma.js";
import { logSqrtTwoPi } from "./log-gamma-series.js";

/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for a, b > 0. Large arguments go through Stirling's errors, so that the
 * three logarithms do not cancel (as in Didonato & Morris 1992, algorithm 708).
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (!(small >= 0)) return Number.NaN;
  if (small === 0) return Number.POSITIVE_INFINITY;
  if (large === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  if (small < 10) return logGamma(small) - logGammaGrowth(large, small);
  const total = small + large;
  return (
    logSqrtTwoPi -
    0.5 * Math.log(large) +
    (small - 0.5) * Math.log(small / total) +
    large * Math.log1p(-small / total) +
    stirlingError(small) +
    stirlingError(large) -
    stirlingError(total)
  );
}

/** ln Γ(x + step) − ln Γ(x) for x ≥ 10 and step ≥ 0, without the cancellation of the two. */
function logGammaGrowth(x: number, step: number): number {
  return (
    (x - 0.5) * Math.log1p(step / x) + step * (Math.log(x + step) - 1) + (stirlingError(x + step) - stirlingError(x))
  );
}
