
export { type AcsiOptions, acsi } from "./acsi.js";
export { type AhpOptions, type AhpWeights, ahpWeights } from "./ahp-weights.js";
export { type Benchmark, type BenchmarkColumns, type BenchmarkOptions, benchmarkIndex } from "./benchmark-index.js";
export type { BootstrapInterval } from "./bootstrap-intervals.js";
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
} from "./bootstrap-path-model.js";
export {
  type CompareOptions,
  compareIndices,
  type IndexComparison,
  type IndexDifferenceColumns,
  type PathDifferenceColumns,
} from "./compare-indices.js";
export {
  type CompareWeightsOptions,
  compareWeights,
  type WeightAgreementColumns,
  type WeightComparison,
  type WeightMethodColumns,
} from "./compare-weights.js";
export type { Comparisons } from "./comparison-matrix.js";
export type { ComplaintColumns, ReturnOrders } from "./complaint-columns.js";
export type { ComplaintFigures } from "./complaint-figures.js";
export {
  type ComplaintCauseColumns,
  type ComplaintOptions,
  type ComplaintSummary,
  type ComplaintTrendColumns,
  complaintSummary,
} from "./complaint-summary.js";
export { constructScores, type ScoreOptions } from "./construct-scores.js";
export { type CriticWeights, criticWeights } from "./critic-weights.js";
export { type AlphaItemColumns, type AlphaOptions, type CronbachAlpha, cronbachAlpha } from "./cronbach-alpha.js";
export { customerEffortScore, type EffortScore, type EffortScoreOptions } from "./customer-effort-score.js";
export {
  customerSatisfactionScore,
  type SatisfactionScore,
  type SatisfactionScoreOptions,
} from "./customer-satisfaction-score.js";
export { type EcsiOptions, ecsi } from "./ecsi.js";
export { type EntropyWeights, entropyWeights } from "./entropy-weights.js";
export { equalWeights } from "./equal-weights.js";
export { fitPathModel } from "./fit-path-model.js";
export type { JudgmentColumns } from "./implied-judgments.js";
export {
  type ImportanceAdvice,
  type ImportanceColumns,
  type ImportanceMap,
  type ImportanceOptions,
  type ItemImportanceColumns,
  importancePerformance,
} from "./importance-performance.js";
export type { MissingAnswers } from "./index-answers.js";
export type { Indicator, NormalizedWeights } from "./indicator-tree.js";
export type { InformationCriteria } from "./information-criteria.js";
export {
  type LoyaltyZone,
  type LoyaltyZoneColumns,
  type LoyaltyZoneOptions,
  type LoyaltyZones,
  loyaltyZones,
} from "./loyalty-zones.js";
export type { MissingAnswerPolicy, MissingReport } from "./missing-policy.js";
export type { ModelResidual } from "./model-residual.js";
export {
  type NetPromoterOptions,
  type NetPromoterScore,
  netPromoterScore,
  type PromoterCounts,
} from "./net-promoter-score.js";
export type { ObjectiveWeightOptions } from "./objective-weights.js";
export type { OutcomeCurveColumns } from "./outcome-curve.js";
export { bootstrapRunner, type JobMemory, type PathBootstrapState } from "./path-bootstrap-job.js";
export type { DropCause, DropCounts } from "./path-draws.js";
export type { ItemValues, PathModel, PathModelStatus, PathPreset, PathValue } from "./path-model.js";
export type { PathParameter } from "./path-parameters.js";
export type {
  AnswerRange,
  ConstructSpecification,
  HigherOrderConstruct,
  MeasuredConstruct,
  PathModelOptions,
  PathSpecification,
} from "./path-specification.js";
export { type PathStatistics, type PathStatisticsOptions, pathStatistics } from "./path-statistics.js";
export { type PathWeightOptions, type PathWeights, pathWeights } from "./path-weights.js";
export {
  type PerceivedValue,
  type PerceivedValueOptions,
  perceivedValue,
  type ValueCurveColumns,
  type ValueOutcome,
  type ValueQuestionColumns,
  type ValueRelationColumns,
} from "./perceived-value.js";
export { type PredictOptions, predictPathModel } from "./predict-path-model.js";
export type { PredictionColumns, PredictionReport, PredictionTestColumns } from "./prediction-errors.js";
export type { RandomIndexTable } from "./random-index.js";
export type { RankReversalColumns } from "./rank-reversals.js";
export { type RegressionWeightOptions, type RegressionWeights, regressionWeights } from "./regression-weights.js";
export {
  type FornellLarckerColumns,
  type HtmtColumns,
  type ItemReliabilityColumns,
  type ReliabilityColumns,
  type ReliabilityOptions,
  type ReliabilityReport,
  reliability,
} from "./reliability.js";
export { type AnswerScale, rescale } from "./rescale.js";
export type { SlopeEstimate } from "./robust-slope.js";
export { type SampleSize, type SampleSizeOptions, surveySampleSize } from "./sample-size.js";
export type { SatisfactionOptions } from "./satisfaction-preset.js";
export { type SatisfactionRateOptions, satisfactionRate } from "./satisfaction-rate.js";
export {
  type SatisfactionWorth,
  type SatisfactionWorthColumns,
  type SatisfactionWorthOptions,
  satisfactionWorth,
} from "./satisfaction-worth.js";
export type { ScoredColumn } from "./scored-column.js";
export type { InnerScheme, WeightMode } from "./stage-plan.js";
export type { AnswerOptions } from "./survey-answers.js";
export type { SurveyWeights } from "./survey-weights.js";
export {
  type SensitivityOptions,
  type WeightDrawColumns,
  type WeightSensitivity,
  type WeightSensitivityColumns,
  weightSensitivity,
} from "./weight-sensitivity.js";
export type { NamedWeights, WeightResult, WeightSource } from "./weight-source.js";
export {
  type IndexLedger,
  type IndexNodeColumns,
  type IndexOptions,
  type IndexResult,
  weightedIndex,
} from "./weighted-index.js";
export type { MeanEstimate } from "./weighted-mean.js";
export { pathModelFormat, pathStatisticsFormat } from "./path-model-format.js";
