import { linearPredictor } from "../../numeric/index.js";
import { areMadeUp, type FeatureMatrix, type Features, readModelFeatures } from "../../table/index.js";
import type { LogisticModel } from "../logistic/logistic-model.js";
import type { BoostedTreesModel } from "../trees/boosted-trees-model.js";
import { treeScores } from "../trees/tree-scores.js";

/** The models that score features on the scale of log-odds. */
export type ScoringModel = LogisticModel | BoostedTreesModel;

/** The features that a model needs, in its order; missing values pass where the model is made of trees. */
export function featuresFor(caller: string, model: ScoringModel, X: Features): FeatureMatrix {
  return readModelFeatures(caller, X, model.names, {
    anonymous: areMadeUp(model.names),
    missing: model.kind === "boosted-trees" ? "keep" : "error",
  });
}

/** The log-odds of each row. */
export function logOdds(model: ScoringModel, matrix: FeatureMatrix): Float64Array {
  if (model.kind === "boosted-trees") return treeScores(model, matrix);
  const { intercept, weights } = rawWeights(model);
  const scores = new Float64Array(matrix.rows);
  linearPredictor(matrix, 0, matrix.rows, intercept, weights, scores);
  return scores;
}

/** The coefficients of a logistic model on the scale of the raw features. */
export function rawWeights({ intercept, coefficients, means, deviations }: LogisticModel) {
  const weights = Float64Array.from(coefficients);
  if (deviations === null) return { intercept, weights };
  let rawIntercept = intercept;
  for (let j = 0; j < weights.length; j++) {
    weights[j]! /= deviations[j]!;
    rawIntercept -= weights[j]! * means[j]!;
  }
  return { intercept: rawIntercept, weights };
}
