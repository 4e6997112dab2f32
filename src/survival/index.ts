/**
 * How long until something happens, when for some it has not happened yet? Kaplan-Meier curves, the log-rank test and
 * Cox regression.
 */

export { type CoxModel, coxFormat } from "./cox/cox-model.js";
export {
  type BaselineHazardColumns,
  baselineHazard,
  type HazardRatioColumns,
  hazardRatios,
  predictSurvival,
  relativeRisk,
} from "./cox/cox-predictions.js";
export { type CoxOptions, fitCox } from "./cox/fit-cox.js";
export { logRisk } from "./cox/log-risk.js";
export type { Ties } from "./cox/partial-likelihood.js";
export {
  type ProportionalHazardsColumns,
  type ProportionalHazardsOptions,
  type ProportionalHazardsTest,
  type TimeTransform,
  testProportionalHazards,
} from "./cox/proportional-hazards.js";
export { ConditionalSurvival, type Outlook } from "./curves/conditional-survival.js";
export { type KaplanMeierOptions, kaplanMeier } from "./curves/kaplan-meier.js";
export type { EventInput, GroupInput } from "./curves/lifetimes.js";
export {
  type ChiSquareTest,
  type LogRankColumns,
  type LogRankOptions,
  type LogRankTest,
  logRank,
} from "./curves/log-rank.js";
export type {
  GroupColumn,
  GroupedSurvivalCurve,
  GroupLabel,
  QuantileInterval,
  RestrictedMean,
  SurvivalColumns,
  SurvivalCurve,
  SurvivalSummaryColumns,
} from "./curves/survival-curve.js";
export type { SurvivalInterval } from "./curves/survival-steps.js";
export { discounted } from "./curves/survival-tails.js";
