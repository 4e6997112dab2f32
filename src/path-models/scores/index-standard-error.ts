import type { PathModel } from "../model/path-model.js";

/**
 * Standard error of an index with its weights taken as known: that of a weighted sum of means, from the covariances of
 * the items and the effective number of respondents.
 */
export function fixedWeightError(model: PathModel, construct: string): number {
  const weights = model.indexWeights[construct];
  const { statistics, specification } = model;
  if (weights === null || weights === undefined || model.indices[construct] === null) return Number.NaN;
  let range = 0;
  let variance = 0;
  for (const [item, weight] of Object.entries(weights)) {
    const scale = specification.ranges.find((one) => one.item === item);
    if (scale === undefined) return Number.NaN;
    range += weight * (scale.maximum - scale.minimum);
    const row = statistics.covariance[statistics.items.indexOf(item)]!;
    for (const [other, otherWeight] of Object.entries(weights)) {
      variance += weight * otherWeight * row[statistics.items.indexOf(other)]!;
    }
  }
  return (100 * Math.sqrt(variance / statistics.effectiveRespondents)) / range;
}
