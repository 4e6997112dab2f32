import { balanceBars as balanceBarsDefinition } from "./outcomes/balance-bars.js";
import { baselineCurve as baselineCurveDefinition } from "./outcomes/baseline-curve.js";
import { calibrationChart as calibrationChartDefinition } from "./outcomes/calibration-chart.js";
import { calibrationMapCurve as calibrationMapCurveDefinition } from "./outcomes/calibration-map-curve.js";
import { churnRateChart as churnRateChartDefinition } from "./outcomes/churn-rate-chart.js";
import { contactPlanCurve as contactPlanCurveDefinition } from "./outcomes/contact-plan-curve.js";
import { driverBars as driverBarsDefinition } from "./outcomes/driver-bars.js";
import { gainsChart as gainsChartDefinition } from "./outcomes/gains-chart.js";
import { hazardBars as hazardBarsDefinition } from "./outcomes/hazard-bars.js";
import { logRankDots as logRankDotsDefinition } from "./outcomes/log-rank-dots.js";
import { oddsDots as oddsDotsDefinition } from "./outcomes/odds-dots.js";
import { proportionalityBars as proportionalityBarsDefinition } from "./outcomes/proportionality-bars.js";
import { reasonBars as reasonBarsDefinition } from "./outcomes/reason-bars.js";
import { reasonWaterfall as reasonWaterfallDefinition } from "./outcomes/reason-waterfall.js";
import { remainingBars as remainingBarsDefinition } from "./outcomes/remaining-bars.js";
import { revenueBridge as revenueBridgeDefinition } from "./outcomes/revenue-bridge.js";
import { rocCurve as rocCurveDefinition } from "./outcomes/roc-curve.js";
import { splitBars as splitBarsDefinition } from "./outcomes/split-bars.js";
import { survivalCurves as survivalCurvesDefinition } from "./outcomes/survival-curves.js";
import { named } from "./plot.js";

/**
 * What it helps to begin with the highest scores: the share of all positives found by the share of rows looked at. Of
 * the results of gainsTable, evaluateClassifier, validateResponse; {@link plot} with `kind: "gains"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const gainsChart = /* @__PURE__ */ named("gainsChart", gainsChartDefinition);

/**
 * How well scores rank: cases found against false alarms, at every threshold. Of the results of evaluateClassifier, {
 * y, p }; {@link plot} with `kind: "roc"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const rocCurve = /* @__PURE__ */ named("rocCurve", rocCurveDefinition);

/**
 * Whether probabilities are what they say: how often it happened where they said so. Of the results of
 * evaluateClassifier; {@link plot} with `kind: "calibration"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const calibrationChart = /* @__PURE__ */ named("calibrationChart", calibrationChartDefinition);

/**
 * What a prediction rests on: the share of each feature in the differences between customers. Of the results of
 * overallDrivers; {@link plot} with `kind: "drivers"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const driverBars = /* @__PURE__ */ named("driverBars", driverBarsDefinition);

/**
 * What makes customers leave sooner: hazard ratios with their intervals. Of the results of fitCox, hazardRatios;
 * {@link plot} with `kind: "hazards"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const hazardBars = /* @__PURE__ */ named("hazardBars", hazardBarsDefinition);

/**
 * How long customers stay: the share still there at each age, by group where there are groups. Of the results of
 * kaplanMeier; {@link plot} with `kind: "survival"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const survivalCurves = /* @__PURE__ */ named("survivalCurves", survivalCurvesDefinition);

/**
 * Whether more customers leave than usual: the loss of each period with its limit. Of the results of churnRates;
 * {@link plot} with `kind: "churn-rates"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const churnRateChart = /* @__PURE__ */ named("churnRateChart", churnRateChartDefinition);

/**
 * Whether the base grows: customers won, returned and lost in each period. Of the results of customerBalance; {@link
 * plot} with `kind: "balance"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const balanceBars = /* @__PURE__ */ named("balanceBars", balanceBarsDefinition);

/**
 * Why customers leave: the few reasons behind most of the losses. Of the results of leaveReasons; {@link plot} with
 * `kind: "reasons"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const reasonBars = /* @__PURE__ */ named("reasonBars", reasonBarsDefinition);

/**
 * Whom to contact: the gain to expect as more customers are contacted, the most worthwhile first. Of the results of
 * targetRetention, winBack; {@link plot} with `kind: "contact-plan"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const contactPlanCurve = /* @__PURE__ */ named("contactPlanCurve", contactPlanCurveDefinition);

/**
 * Where recurring revenue went: from the fees at the beginning to those at the end. Of the results of
 * summarizeContracts; {@link plot} with `kind: "bridge"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const revenueBridge = /* @__PURE__ */ named("revenueBridge", revenueBridgeDefinition);

/**
 * How long a customer of the baseline stays, by a Cox model. Of the results of baselineHazard; {@link plot} with
 * `kind: "baseline"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const baselineCurve = /* @__PURE__ */ named("baselineCurve", baselineCurveDefinition);

/**
 * What calibration does to probabilities: those of the model and those that came true. Of the results of calibrate;
 * {@link plot} with `kind: "calibration-map"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const calibrationMapCurve = /* @__PURE__ */ named("calibrationMapCurve", calibrationMapCurveDefinition);

/**
 * Whether groups leave at different rates: the departures of each group, and those to expect if all were alike. Of the
 * results of logRank; {@link plot} with `kind: "log-rank"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const logRankDots = /* @__PURE__ */ named("logRankDots", logRankDotsDefinition);

/**
 * What makes an outcome likelier: odds ratios with their intervals. Of the results of fitLogistic, fitResponse; {@link
 * plot} with `kind: "odds"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const oddsDots = /* @__PURE__ */ named("oddsDots", oddsDotsDefinition);

/**
 * Whether the effects of a Cox model stay the same over time. Of the results of testProportionalHazards; {@link plot}
 * with `kind: "proportionality"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const proportionalityBars = /* @__PURE__ */ named("proportionalityBars", proportionalityBarsDefinition);

/**
 * Why a prediction is what it is: what each feature adds to the score of the row with the highest probability. Of the
 * results of explainPredictions; {@link plot} with `kind: "explanation"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const reasonWaterfall = /* @__PURE__ */ named("reasonWaterfall", reasonWaterfallDefinition);

/**
 * How long customers will stay: how many have so much time left. Of the results of remainingLifetime; {@link plot}
 * with `kind: "remaining"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const remainingBars = /* @__PURE__ */ named("remainingBars", remainingBarsDefinition);

/**
 * Which features boosted trees look at: how often each divides customers. Of the results of fitBoostedTrees,
 * fitResponse; {@link plot} with `kind: "splits"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const splitBars = /* @__PURE__ */ named("splitBars", splitBarsDefinition);
