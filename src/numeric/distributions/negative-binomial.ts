import { regularizedBeta } from "../special-functions/incomplete-beta.js";

/**
 * Writes the probabilities of 0, …, max events in a time of τ·(rate parameter), for events whose rate is gamma
 * distributed with the given shape: P(n) = (shape)ₙ/n! · zⁿ (1−z)^shape with z = τ/(1+τ). Starts from logarithms where
 * the first probabilities underflow.
 */
export function negativeBinomial(shape: number, tau: number, max: number, out: Float64Array): void {
  const z = tau / (1 + tau);
  let log = -shape * Math.log1p(tau);
  let n = 0;
  for (; log < -690 && n < max; n++) {
    out[n] = Math.exp(log);
    log += Math.log(((shape + n) / (n + 1)) * z);
  }
  let probability = Math.exp(log);
  out[n] = probability;
  for (; n < max; n++) {
    probability *= ((shape + n) / (n + 1)) * z;
    out[n + 1] = probability;
  }
}

/** P(N > n) for the same distribution. */
export function negativeBinomialAbove(shape: number, tau: number, n: number): number {
  if (tau === 0) return 0;
  return regularizedBeta(tau / (1 + tau), n + 1, shape);
}
