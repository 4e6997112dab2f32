import { studentTQuantile, studentTTwoSided } from "../../numeric/index.js";
import type { ShareDifference } from "./difference-of-shares.js";

/** What is needed of the values of a group. */
export interface MeanOfGroup {
  readonly n: number;
  readonly mean: number;
  /** With n − 1. */
  readonly variance: number;
}

/** A mean less that of the control, with the interval and test of Welch (1947); NaN where a variance is not known. */
export function differenceOfMeans(group: MeanOfGroup, control: MeanOfGroup, level: number): ShareDifference {
  const difference = group.mean - control.mean;
  const a = group.variance / group.n;
  const b = control.variance / control.n;
  const error = Math.sqrt(a + b);
  if (group.n < 2 || control.n < 2) return { difference, lower: Number.NaN, upper: Number.NaN, pValue: Number.NaN };
  if (error === 0) return { difference, lower: difference, upper: difference, pValue: difference === 0 ? 1 : 0 };
  const degrees = (a + b) ** 2 / (a ** 2 / (group.n - 1) + b ** 2 / (control.n - 1));
  const reach = error * studentTQuantile((1 + level) / 2, degrees);
  return {
    difference,
    lower: difference - reach,
    upper: difference + reach,
    pValue: studentTTwoSided(difference / error, degrees),
  };
}
