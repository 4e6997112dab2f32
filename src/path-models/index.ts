/**
 * How do constructs that only several questions together measure, such as quality, value and loyalty, affect each
 * other? Path models by partial least squares, with their reliability, bootstrap, comparison and prediction.
 */

export type { BootstrapInterval } from "./inference/bootstrap-intervals.js";
export {
  type BootstrapOptions,
  bootstrapPathModel,
  type PathBootstrap,
  type PathBootstrapJob,
  preparePathBootstrap,
  type ResampledColumns,
  type ResampledConstructColumns,
  type ResampledItemColumns,
  type ResampledPairColumns,
  type ResampledPathColumns,
  type ResampledReliabilityColumns,
} from "./inference/bootstrap-path-model.js";
export {
  type CompareOptions,
  compareIndices,
  type IndexComparison,
  type IndexDifferenceColumns,
  type PathDifferenceColumns,
} from "./inference/compare-indices.js";
export {
  type ImportanceAdvice,
  type ImportanceColumns,
  type ImportanceMap,
  type ImportanceOptions,
  type ItemImportanceColumns,
  importancePerformance,
} from "./inference/importance-performance.js";
export { bootstrapRunner, type PathBootstrapState } from "./inference/path-bootstrap-job.js";
export type { DropCause, DropCounts } from "./inference/path-draws.js";
export { type PredictOptions, predictPathModel } from "./inference/predict-path-model.js";
export type { PredictionColumns, PredictionReport, PredictionTestColumns } from "./inference/prediction-errors.js";
export {
  type FornellLarckerColumns,
  type HtmtColumns,
  type ItemReliabilityColumns,
  type ReliabilityColumns,
  type ReliabilityOptions,
  type ReliabilityReport,
  reliability,
} from "./inference/reliability.js";
export { estimatePathModel, fitPathModel } from "./model/fit-path-model.js";
export type { InformationCriteria } from "./model/information-criteria.js";
export type { ModelResidual } from "./model/model-residual.js";
export type { ItemValues, PathModel, PathModelStatus, PathPreset, PathValue } from "./model/path-model.js";
export { pathModelFormat, pathStatisticsFormat } from "./model/path-model-format.js";
export type { PathParameter } from "./model/path-parameters.js";
export type {
  AnswerRange,
  ConstructSpecification,
  HigherOrderConstruct,
  MeasuredConstruct,
  PathModelOptions,
  PathSpecification,
} from "./model/path-specification.js";
export { pathModelOptionNames, readSpecification } from "./model/read-specification.js";
export { readAnswers } from "./moments/item-answers.js";
export { type MissingAnswerPolicy, type MissingReport, missingPolicies } from "./moments/missing-policy.js";
export {
  isPathStatistics,
  type PathStatistics,
  type PathStatisticsOptions,
  pathStatistics,
  reduceAnswers,
} from "./moments/path-statistics.js";
export { constructScores, type ScoreOptions } from "./scores/construct-scores.js";
export { type PathWeightOptions, type PathWeights, pathWeights } from "./scores/path-weights.js";
export { type CorrelationRegression, correlationRegression } from "./solver/correlation-regression.js";
export type { InnerScheme, WeightMode } from "./solver/pls-plan.js";
