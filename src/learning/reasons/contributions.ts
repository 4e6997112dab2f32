import type { FeatureMatrix } from "../../table/index.js";
import type { LogisticModel } from "../logistic/logistic-model.js";
import type { CalibratedModel } from "../scoring/calibrated-model.js";
import { rawWeights, type ScoringModel } from "../scoring/log-odds.js";
import { type Contributions, treeContributions } from "./tree-shap.js";

/**
 * What each feature adds to the log-odds of each row: for a logistic model coefficient · (value − mean of the fit),
 * exact Shapley values of a sum; for trees those of TreeSHAP. A Platt line stretches them all; an isotonic curve is not
 * a sum, so that they explain the log-odds before it.
 */
export function contributionsOf(model: ScoringModel | CalibratedModel, matrix: FeatureMatrix): Contributions {
  if (model.kind === "logistic") return logisticContributions(model, matrix);
  if (model.kind === "boosted-trees") return treeContributions(model, matrix);
  const base = contributionsOf(model.base, matrix);
  if (model.map.method === "isotonic") return base;
  const { intercept, slope } = model.map;
  return { baseline: intercept + slope * base.baseline, data: base.data.map((value) => slope * value) };
}

function logisticContributions(model: LogisticModel, { data, rows, columns }: FeatureMatrix): Contributions {
  const { intercept, weights } = rawWeights(model);
  const { means } = model;
  const result = new Float64Array(rows * columns);
  let baseline = intercept;
  for (let j = 0; j < columns; j++) baseline += weights[j]! * means[j]!;
  for (let row = 0; row < rows; row++) {
    const at = row * columns;
    for (let j = 0; j < columns; j++) result[at + j] = weights[j]! * (data[at + j]! - means[j]!);
  }
  return { baseline, data: result };
}
