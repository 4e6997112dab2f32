/**
 * How satisfied are the customers, and what should be improved first? Survey scores, weighted trees of indicators, ACSI
 * and ECSI, loyalty and complaints.
 */

export { type AcsiOptions, acsi } from "./acsi/acsi.js";
export { type EcsiOptions, ecsi } from "./acsi/ecsi.js";
export type { SatisfactionOptions } from "./acsi/satisfaction-preset.js";
export type { ComplaintColumns } from "./complaints/complaint-columns.js";
export type { ComplaintFigures } from "./complaints/complaint-figures.js";
export {
  type ComplaintCauseColumns,
  type ComplaintOptions,
  type ComplaintSummary,
  type ComplaintTrendColumns,
  complaintSummary,
} from "./complaints/complaint-summary.js";
export type { ReturnOrders } from "./complaints/return-orders.js";
export {
  type ServiceLevelAttributes,
  type ServiceLevelColumns,
  type ServiceLevelFigures,
  type ServiceLevelOptions,
  serviceLevel,
} from "./complaints/service-level.js";
export {
  type Benchmark,
  type BenchmarkAttributes,
  type BenchmarkColumns,
  type BenchmarkOptions,
  benchmarkIndex,
} from "./indicators/benchmark-index.js";
export type { MissingAnswers } from "./indicators/index-answers.js";
export type { Indicator, NormalizedWeights } from "./indicators/indicator-tree.js";
export type { RankReversalColumns } from "./indicators/rank-reversals.js";
export {
  type SensitivityOptions,
  type WeightDrawColumns,
  type WeightSensitivity,
  type WeightSensitivityColumns,
  weightSensitivity,
} from "./indicators/weight-sensitivity.js";
export {
  type IndexLedger,
  type IndexNodeColumns,
  type IndexOptions,
  type IndexResult,
  weightedIndex,
} from "./indicators/weighted-index.js";
export {
  type LoyaltyZone,
  type LoyaltyZoneColumns,
  type LoyaltyZoneOptions,
  type LoyaltyZones,
  loyaltyZones,
} from "./loyalty/loyalty-zones.js";
export type { OutcomeCurveColumns } from "./loyalty/outcome-curve.js";
export {
  type PerceivedValue,
  type PerceivedValueOptions,
  perceivedValue,
  type ValueCurveColumns,
  type ValueOutcome,
  type ValueQuestionColumns,
  type ValueRelationColumns,
} from "./loyalty/perceived-value.js";
export {
  type SatisfactionWorth,
  type SatisfactionWorthColumns,
  type SatisfactionWorthOptions,
  satisfactionWorth,
} from "./loyalty/satisfaction-worth.js";
export {
  type AlphaItemColumns,
  type AlphaOptions,
  type CronbachAlpha,
  cronbachAlpha,
} from "./surveys/cronbach-alpha.js";
export { customerEffortScore, type EffortScore, type EffortScoreOptions } from "./surveys/customer-effort-score.js";
export {
  customerSatisfactionScore,
  type SatisfactionScore,
  type SatisfactionScoreOptions,
} from "./surveys/customer-satisfaction-score.js";
export {
  type NetPromoterOptions,
  type NetPromoterScore,
  netPromoterScore,
  type PromoterCounts,
} from "./surveys/net-promoter-score.js";
export { type AnswerScale, rescale } from "./surveys/rescale.js";
export { type SampleSize, type SampleSizeOptions, surveySampleSize } from "./surveys/sample-size.js";
export { type SatisfactionRateOptions, satisfactionRate } from "./surveys/satisfaction-rate.js";
export type { ScoredColumn } from "./surveys/scored-column.js";
export type { AnswerList, AnswerOptions } from "./surveys/survey-answers.js";
export { type AhpOptions, type AhpWeights, ahpWeights } from "./weights/ahp-weights.js";
export {
  type CompareWeightsOptions,
  compareWeights,
  type WeightAgreementColumns,
  type WeightComparison,
  type WeightMethodColumns,
} from "./weights/compare-weights.js";
export type { Comparisons } from "./weights/comparison-matrix.js";
export { type CriticWeights, criticWeights } from "./weights/critic-weights.js";
export { type EntropyWeights, entropyWeights } from "./weights/entropy-weights.js";
export { equalWeights } from "./weights/equal-weights.js";
export type { JudgmentColumns } from "./weights/implied-judgments.js";
export type { ObjectiveWeightOptions } from "./weights/objective-weights.js";
export type { RandomIndexTable } from "./weights/random-index.js";
export {
  type RegressionWeightOptions,
  type RegressionWeights,
  regressionWeights,
} from "./weights/regression-weights.js";
export type { NamedWeights, WeightResult, WeightSource } from "./weights/weight-source.js";
