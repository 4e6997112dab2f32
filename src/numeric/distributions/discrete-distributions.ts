import { incompleteBeta } from "../special-functions/incomplete-beta.js";

/** P(X ≤ k) for the number of successes in `n` trials of probability `p`. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n) return 1;
  return incompleteBeta(1 - p, p, n - whole, whole + 1);
}
