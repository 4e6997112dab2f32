export { type ChurnFeatures, type ChurnFeaturesOptions, churnFeatures } from "./churn-features.js";
export {
  type ChurnRateColumns,
  type ChurnRatesAttributes,
  type ChurnRatesOptions,
  churnRates,
} from "./churn-rates.js";
export type { ColumnOrNumber, ContactPlan } from "./contact-plan.js";
export type { ContractColumns } from "./contract-spells.js";
export type { CoxModel } from "./cox-model.js";
export {
  type BaselineHazardColumns,
  baselineHazard,
  type HazardRatioColumns,
  hazardRatios,
  predictSurvival,
  relativeRisk,
} from "./cox-predictions.js";
export {
  type BalanceOutlook,
  type CustomerBalanceAttributes,
  type CustomerBalanceColumns,
  customerBalance,
} from "./customer-balance.js";
export type { ContractStateColumns, LapseColumns, RelationshipColumns } from "./customer-states.js";
export type { ExtraCombination, ExtraFeatures, ExtraInput } from "./extra-features.js";
export type { ChurnFeatureOptions } from "./feature-table.js";
export { type CoxOptions, fitCox } from "./fit-cox.js";
export { type KaplanMeierOptions, kaplanMeier } from "./kaplan-meier.js";
export {
  type ChurnLabels,
  type ChurnLedger,
  type LabelChurnOptions,
  type LabeledCustomerColumns,
  labelChurn,
} from "./label-churn.js";
export { checkFeatureDates, type FeatureDateOptions } from "./leakage.js";
export {
  type LeaveReasonColumns,
  type LeaveReasonsAttributes,
  type LeaveReasonsOptions,
  leaveReasons,
} from "./leave-reasons.js";
export type { EventInput, GroupInput } from "./lifetimes.js";
export { type ChiSquareTest, type LogRankColumns, type LogRankOptions, type LogRankTest, logRank } from "./log-rank.js";
export type { Ties } from "./partial-likelihood.js";
export type { PeriodOptions } from "./period-tally.js";
export {
  type ProportionalHazardsColumns,
  type ProportionalHazardsOptions,
  type ProportionalHazardsTest,
  type TimeTransform,
  testProportionalHazards,
} from "./proportional-hazards.js";
export type { PurchaseFeature } from "./purchase-features.js";
export {
  type RemainingLifetimeAttributes,
  type RemainingLifetimeColumns,
  type RemainingLifetimeOptions,
  remainingLifetime,
} from "./remaining-lifetime.js";
export type { RevenueRetention } from "./revenue-retention.js";
export {
  type ContractSummaryAttributes,
  type ContractSummaryColumns,
  type SummarizeContractsOptions,
  summarizeContracts,
} from "./summarize-contracts.js";
export type {
  GroupColumn,
  GroupedSurvivalCurve,
  GroupLabel,
  QuantileInterval,
  RestrictedMean,
  SurvivalColumns,
  SurvivalCurve,
  SurvivalSummaryColumns,
} from "./survival-curve.js";
export type { SurvivalInterval } from "./survival-steps.js";
export { type TargetRetentionColumns, type TargetRetentionOptions, targetRetention } from "./target-retention.js";
export { type WinBackColumns, type WinBackOptions, winBack } from "./win-back.js";
export { coxFormat } from "./cox-model.js";
