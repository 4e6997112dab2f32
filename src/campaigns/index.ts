/**
 * What did a campaign earn, whom should the next one reach, and what may it cost? Experiments, uplift, economics of
 * winning and keeping, contacts and funnels.
 */

export {
  type CompareSourcesOptions,
  compareSources,
  type SourceAttributes,
  type SourceColumns,
} from "./contacts/compare-sources.js";
export {
  type ContactEffectivenessColumns,
  type ContactEffectivenessOptions,
  contactEffectiveness,
} from "./contacts/contact-effectiveness.js";
export {
  type ContactPressureColumns,
  type ContactPressureOptions,
  contactPressure,
} from "./contacts/contact-pressure.js";
export {
  type Funnel,
  type FunnelAttributes,
  type FunnelColumns,
  type FunnelComparisonColumns,
  type FunnelOptions,
  funnel,
} from "./contacts/funnel.js";
export type { ProspectColumns } from "./contacts/source-sums.js";
export {
  type AcquisitionCostColumns,
  type AcquisitionCostOptions,
  acquisitionCost,
} from "./economics/acquisition-cost.js";
export {
  type CampaignRate,
  type CampaignRateColumns,
  type CampaignRatesAttributes,
  type CampaignRatesOptions,
  campaignRates,
  type RateBase,
} from "./economics/campaign-rates.js";
export {
  type CampaignReturn,
  type CampaignReturnOptions,
  campaignReturn,
  type ReturnDriverColumns,
  type ReturnSensitivityColumns,
} from "./economics/campaign-return.js";
export { type ClosingRateColumns, type ClosingRatesOptions, closingRates } from "./economics/closing-rates.js";
export {
  type RecoveryValueOptions,
  type ReferralValue,
  type ReferralValueOptions,
  recoveryValue,
  referralValue,
} from "./economics/referral-value.js";
export {
  type RetentionEconomics,
  type RetentionEconomicsOptions,
  retentionEconomics,
} from "./economics/retention-economics.js";
export {
  type DetectableEffectOptions,
  detectableEffect,
  type ExperimentSize,
  type ExperimentSizeOptions,
  experimentSize,
} from "./experiments/experiment-size.js";
export {
  type ExperimentAttributes,
  type ExperimentColumns,
  type ExperimentReading,
  type ReadExperimentOptions,
  readExperiment,
} from "./experiments/read-experiment.js";
export type { Looks } from "./experiments/sequential-level.js";
export type { BalanceColumns } from "./quasi-experiments/covariate-balance.js";
export {
  type DifferenceInDifferences,
  type DifferenceInDifferencesOptions,
  type DifferenceMeanColumns,
  type DifferencePeriodColumns,
  differenceInDifferences,
} from "./quasi-experiments/difference-in-differences.js";
export type { EstimatedChange } from "./quasi-experiments/estimated-change.js";
export {
  type MatchColumns,
  type MatchedEffect,
  type MatchedEffectOptions,
  matchedEffect,
} from "./quasi-experiments/matched-effect.js";
export type { PanelColumns } from "./quasi-experiments/treated-panel.js";
export {
  type ContactDepth,
  type ContactDepthColumns,
  contactDepth,
  type DepthEarned,
} from "./response/contact-depth.js";
export type { ContactDepthOptions, ContactMoney } from "./response/depth-options.js";
export { type FitResponseOptions, fitResponse } from "./response/fit-response.js";
export { type ResponseModel, responseFormat } from "./response/response-model.js";
export type { ResponseTest } from "./response/response-test.js";
export {
  type ResponseScoreAttributes,
  type ResponseScoreColumns,
  type ResponseScores,
  type ScoreResponseOptions,
  scoreResponse,
} from "./response/score-response.js";
export {
  type ResponseValidation,
  type TestedResponseColumns,
  type ValidateResponseOptions,
  validateResponse,
} from "./response/validate-response.js";
export { type FitUpliftOptions, fitUplift, predictUplift } from "./uplift/fit-uplift.js";
export { type QiniCurveColumns, type QiniOptions, type QiniReport, qini } from "./uplift/qini.js";
export { type UpliftByDecileOptions, type UpliftDecileColumns, upliftByDecile } from "./uplift/uplift-by-decile.js";
export { type EffectLine, type UpliftLearner, type UpliftModel, upliftFormat } from "./uplift/uplift-model.js";
