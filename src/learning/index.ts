/**
 * How likely is a yes, how good is that probability, and why? Features into numbers, logistic regression, boosted
 * trees, calibration, evaluation, gains, and reasons that add up exactly.
 */

export type { CalibrationColumns, CalibrationQuality } from "./evaluation/calibration-quality.js";
export { type ClassifierReport, type EvaluateOptions, evaluateClassifier } from "./evaluation/evaluate-classifier.js";
export { type GainsColumns, type GainsOptions, gainsTable } from "./evaluation/gains-table.js";
export {
  type EncodedFeatures,
  encodeFeatures,
  encodeFor,
  type KnownEncoderOptions,
  type MissingAdvice,
  type NewEncoderOptions,
} from "./features/encode-features.js";
export {
  type FeatureEncoder,
  featureEncoderFormat,
  featureNames,
  type MissingFeaturePolicy,
  type UnseenPolicy,
} from "./features/feature-encoder.js";
export { type FitLogisticOptions, fitLogistic } from "./logistic/fit-logistic.js";
export {
  type LogisticDiagnostics,
  type LogisticModel,
  logisticFormat,
  logisticShape,
} from "./logistic/logistic-model.js";
export type { ClassWeights } from "./outcomes/class-weights.js";
export type { Outcome } from "./outcomes/outcome.js";
export {
  type ExplainOptions,
  type Explanation,
  type ExplanationAttributes,
  type ExplanationColumns,
  explainPredictions,
} from "./reasons/explain-predictions.js";
export {
  type DriverAttributes,
  type DriverColumns,
  type DriverOptions,
  overallDrivers,
} from "./reasons/overall-drivers.js";
export { type CalibrateOptions, calibrate } from "./scoring/calibrate.js";
export { type CalibratedModel, type CalibrationMap, calibratedFormat } from "./scoring/calibrated-model.js";
export { type Classifier, classifierFeatures, predictProbability } from "./scoring/predict-probability.js";
export {
  type BoostedTreesModel,
  boostedTreesFormat,
  boostedTreesShape,
  type Tree,
} from "./trees/boosted-trees-model.js";
export { type FitBoostedTreesOptions, fitBoostedTrees } from "./trees/fit-boosted-trees.js";
export type { ColumnList, EarlyStopping, MonotoneColumns } from "./trees/tree-options.js";
