import { contrastOfMeans, type MeanOfGroup } from "./contrast-of-means.js";
import type { ShareDifference } from "./difference-of-shares.js";

/** A mean less that of the control, with the interval and test of Welch (1947); NaN where a variance is not known. */
export function differenceOfMeans(group: MeanOfGroup, control: MeanOfGroup, level: number): ShareDifference {
  const groups = [
    { ...group, factor: 1 },
    { ...control, factor: -1 },
  ];
  const { estimate, lower, upper, pValue } = contrastOfMeans(groups, level);
  return { difference: estimate, lower, upper, pValue };
}
