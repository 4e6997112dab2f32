import { normalQuantile } from "../distributions/normal.js";

/** A share with its interval, all 0..1. */
export interface ShareEstimate {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * A share of `count` (which may be an effective number of answers) with Wilson's score interval (Wilson 1927), which
 * stays within 0..1 and holds its level where the share is near an end.
 */
export function wilsonInterval(share: number, count: number, confidence: number): ShareEstimate {
  const z = normalQuantile((1 + confidence) / 2);
  const spread = (z * z) / count;
  const center = (share + spread / 2) / (1 + spread);
  const reach = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return {
    share,
    lower: share === 0 ? 0 : Math.max(0, center - reach),
    upper: share === 1 ? 1 : Math.min(1, center + reach),
  };
}

/** Kish's effective number of answers under unequal weights, (Σ w)² / Σ w². */
export function effectiveCount(weights: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row]!;
    squares += weights[row]! * weights[row]!;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
