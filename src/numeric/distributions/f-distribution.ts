import { incompleteBeta } from "../special-functions/incomplete-beta.js";

/** P(F > f) for the F distribution with `df1` and `df2` degrees of freedom: the p-value of an F test. */
export function fSurvival(f: number, df1: number, df2: number): number {
  if (f <= 0) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  const ratio = (df1 / df2) * f;
  return incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), df2 / 2, df1 / 2);
}
