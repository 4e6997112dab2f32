import { type ModelFormat, requireModel } from "../../errors/index.js";
import type { FeatureMatrix, Features } from "../../table/index.js";
import { type LogisticModel, logisticFormat } from "../logistic/logistic-model.js";
import { type BoostedTreesModel, boostedTreesFormat } from "../trees/boosted-trees-model.js";
import { type CalibratedModel, type CalibrationMap, calibratedFormat } from "./calibrated-model.js";
import { heightAt } from "./isotonic.js";
import { featuresFor, logOdds } from "./log-odds.js";

/** The models that give a probability. */
export type Classifier = LogisticModel | BoostedTreesModel | CalibratedModel;

/** The formats of {@link Classifier}. */
export const classifierFormats: readonly ModelFormat<Classifier>[] = [
  logisticFormat,
  boostedTreesFormat,
  calibratedFormat,
];

/**
 * The probability of the outcome for every row of X, in its order, from 0 to 1.
 *
 * A table gives its columns by the names of the model and may have more; a matrix or rows of numbers give them by
 * position. A model with standardized features takes them as they are. NaN is allowed where the model is made of trees.
 *
 * Errors: `unusable-model`, `unknown-column`, `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`.
 *
 * @example
 * ```ts
 * const model = fitLogistic([[1], [2], [3], [4]], [0, 1, 0, 1]);
 * predictProbability(model, [[1.5], [3.5]]); // Float64Array [0.31…, 0.68…]
 * ```
 */
export function predictProbability(model: Classifier, X: Features): Float64Array {
  const matrix = classifierFeatures("predictProbability", model, X);
  return probabilitiesOf(model, logOdds(model.kind === "calibrated" ? model.base : model, matrix));
}

/** The columns that a model needs, in its order. Errors: as {@link predictProbability}. */
export function classifierFeatures(caller: string, model: Classifier, X: Features): FeatureMatrix {
  requireModel<Classifier>(caller, model, classifierFormats);
  return featuresFor(caller, model.kind === "calibrated" ? model.base : model, X);
}

/** The probabilities that a model gives to log-odds of its base. */
export function probabilitiesOf(model: Classifier, scores: Float64Array): Float64Array {
  return model.kind === "calibrated" ? calibratedProbabilities(model.map, scores) : scores.map(logistic);
}

function calibratedProbabilities(map: CalibrationMap, scores: Float64Array): Float64Array {
  if (map.method === "platt") return scores.map((score) => logistic(map.intercept + map.slope * score));
  const x = Float64Array.from(map.logOdds);
  const y = Float64Array.from(map.probabilities);
  return scores.map((score) => heightAt(x, y, score));
}

/** 1 / (1 + e^−x). */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
