import { incompleteBeta } from "../special-functions/incomplete-beta.js";
import { betaQuantilePair } from "./beta-distribution.js";
import { normalQuantile, normalSurvival } from "./normal.js";

/** P(|T| > |t|) for Student's t with `df` > 0 degrees of freedom (Infinity: normal): the two-sided p-value. */
export function studentTTwoSided(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return 2 * normalSurvival(Math.abs(t));
  const size = Math.abs(t);
  if (size > 1e150) return size === Number.POSITIVE_INFINITY ? 0 : incompleteBeta(df / size / size, 1, df / 2, 0.5);
  const square = size * size;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5);
}

/** P(T ≤ t), relatively accurate in the lower tail. */
export function studentTCdf(t: number, df: number): number {
  const tail = 0.5 * studentTTwoSided(t, df);
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p for 0 ≤ p ≤ 1 (±Infinity at the ends, NaN outside or for df ≤ 0). */
export function studentTQuantile(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const twoTails = 2 * Math.min(p, 1 - p);
  if (twoTails === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // x = df / (df + t²) has the distribution beta(df/2, 1/2).
  const { x, y } = betaQuantilePair(twoTails, 2 * Math.abs(p - 0.5), df / 2, 0.5);
  const size = Math.sqrt(df) * Math.sqrt(y / x);
  return p < 0.5 ? -size : size;
}
