export type { BoostedTreesModel, Tree } from "./boosted-trees-model.js";
export { type CalibrateOptions, calibrate } from "./calibrate.js";
export type { CalibratedModel, CalibrationMap } from "./calibrated-model.js";
export type { CalibrationColumns, CalibrationQuality } from "./calibration-quality.js";
export type { ClassWeights } from "./class-weights.js";
export {
  type EncodedFeatures,
  encodeFeatures,
  type KnownEncoderOptions,
  type NewEncoderOptions,
} from "./encode-features.js";
export { type ClassifierReport, type EvaluateOptions, evaluateClassifier } from "./evaluate-classifier.js";
export {
  type ExplainOptions,
  type Explanation,
  type ExplanationAttributes,
  type ExplanationColumns,
  explainPredictions,
} from "./explain-predictions.js";
export type {
  FeatureEncoder,
  MissingFeaturePolicy,
  UnseenPolicy,
} from "./feature-encoder.js";
export { areMadeUp, type FeatureMatrix, type Features, readFeatures, readModelFeatures } from "./features.js";
export { type FitBoostedTreesOptions, fitBoostedTrees } from "./fit-boosted-trees.js";
export { type FitLogisticOptions, fitLogistic } from "./fit-logistic.js";
export { type GainsColumns, type GainsOptions, gainsTable } from "./gains-table.js";
export type { LogisticDiagnostics, LogisticModel } from "./logistic-model.js";
export type { Outcome } from "./outcome.js";
export {
  type DriverAttributes,
  type DriverColumns,
  type DriverOptions,
  overallDrivers,
} from "./overall-drivers.js";
export { type Classifier, predictProbability } from "./predict-probability.js";
export type { ColumnList, EarlyStopping, MonotoneColumns } from "./tree-options.js";
export { logisticFormat } from "./logistic-model.js";
export { boostedTreesFormat } from "./boosted-trees-model.js";
export { calibratedFormat } from "./calibrated-model.js";
export { featureEncoderFormat } from "./feature-encoder.js";
