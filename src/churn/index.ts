export { churnFormats } from "./churn-formats.js";
export type { CoxModel } from "./cox-model.js";
export {
  type BaselineHazardColumns,
  baselineHazard,
  type HazardRatioColumns,
  hazardRatios,
  predictSurvival,
  relativeRisk,
} from "./cox-predictions.js";
export { type CoxOptions, fitCox } from "./fit-cox.js";
export { type KaplanMeierOptions, kaplanMeier } from "./kaplan-meier.js";
export type { EventInput, GroupInput, NumberInput } from "./lifetimes.js";
export { type ChiSquareTest, type LogRankColumns, type LogRankOptions, type LogRankTest, logRank } from "./log-rank.js";
export type { Ties } from "./partial-likelihood.js";
export {
  type ProportionalHazardsColumns,
  type ProportionalHazardsOptions,
  type ProportionalHazardsTest,
  type TimeTransform,
  testProportionalHazards,
} from "./proportional-hazards.js";
export {
  type RemainingLifetimeAttributes,
  type RemainingLifetimeColumns,
  type RemainingLifetimeOptions,
  remainingLifetime,
} from "./remaining-lifetime.js";
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
