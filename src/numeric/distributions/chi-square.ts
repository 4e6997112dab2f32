import { regularizedGammaQ } from "../special-functions/incomplete-gamma.js";
import { gammaQuantile } from "./gamma-distribution.js";

/** P(X > x) for a chi-square variable: the p-value of a test, relatively accurate however small. */
export function chiSquareSurvival(x: number, df: number): number {
  return x <= 0 ? 1 : regularizedGammaQ(df / 2, x / 2);
}

/** The x with P(X ≤ x) = p for a chi-square variable with `df` degrees of freedom. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}
