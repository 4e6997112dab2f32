import { abcBars as abcBarsDefinition } from "./customers/abc-bars.js";
import { assessmentBars as assessmentBarsDefinition } from "./customers/assessment-bars.js";
import { classBars as classBarsDefinition } from "./customers/class-bars.js";
import { cohortHeatMap as cohortHeatMapDefinition } from "./customers/cohort-heat-map.js";
import { lorenzCurve as lorenzCurveDefinition } from "./customers/lorenz-curve.js";
import { lossMakerBars as lossMakerBarsDefinition } from "./customers/loss-maker-bars.js";
import { migrationFlow as migrationFlowDefinition } from "./customers/migration-flow.js";
import { orderCounts as orderCountsDefinition } from "./customers/order-counts.js";
import { overdueBars as overdueBarsDefinition } from "./customers/overdue-bars.js";
import { profileBars as profileBarsDefinition } from "./customers/profile-bars.js";
import { profitBars as profitBarsDefinition } from "./customers/profit-bars.js";
import { pyramidBars as pyramidBarsDefinition } from "./customers/pyramid-bars.js";
import { rfmHeatMap as rfmHeatMapDefinition } from "./customers/rfm-heat-map.js";
import { rfmScoreDots as rfmScoreDotsDefinition } from "./customers/rfm-score-dots.js";
import { segmentContrast as segmentContrastDefinition } from "./customers/segment-contrast.js";
import { segmentTreeMap as segmentTreeMapDefinition } from "./customers/segment-tree-map.js";
import { tenureBars as tenureBarsDefinition } from "./customers/tenure-bars.js";
import { upgradeCurve as upgradeCurveDefinition } from "./customers/upgrade-curve.js";
import { valueMatrixGrid as valueMatrixGridDefinition } from "./customers/value-matrix-grid.js";
import { walletBars as walletBarsDefinition } from "./customers/wallet-bars.js";
import { whaleCurve as whaleCurveDefinition } from "./customers/whale-curve.js";
import { named } from "./plot.js";

/**
 * How few bring how much: the tiers of the customers with their share of customers and of value. Of the results of
 * customerPyramid; {@link plot} with `kind: "pyramid"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const pyramidBars = /* @__PURE__ */ named("pyramidBars", pyramidBarsDefinition);

/**
 * Which customers to develop, keep, serve cheaply, let go: the cells of two axes with their customers and advice. Of
 * the results of valueMatrix; {@link plot} with `kind: "matrix"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const valueMatrixGrid = /* @__PURE__ */ named("valueMatrixGrid", valueMatrixGridDefinition);

/**
 * How equal: the share of the total that the customers hold, from the smallest up. Of the results of analyzePareto;
 * {@link plot} with `kind: "lorenz"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lorenzCurve = /* @__PURE__ */ named("lorenzCurve", lorenzCurveDefinition);

/**
 * What the best bring, and what the worst take away again: cumulated value, from the largest down. Of the results of
 * analyzePareto; {@link plot} with `kind: "whale"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const whaleCurve = /* @__PURE__ */ named("whaleCurve", whaleCurveDefinition);

/**
 * How much of the number and of the value each class holds. Of the results of abcClasses; {@link plot} with `kind:
 * "abc"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const abcBars = /* @__PURE__ */ named("abcBars", abcBarsDefinition);

/**
 * Where customers and their money are among recency and frequency. Of the results of scoreRfm; {@link plot} with
 * `kind: "heat-map"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const rfmHeatMap = /* @__PURE__ */ named("rfmHeatMap", rfmHeatMapDefinition);

/**
 * How large each segment is, and what it brings. Of the results of scoreRfm, segmentSummary; {@link plot} with `kind:
 * "tree-map"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const segmentTreeMap = /* @__PURE__ */ named("segmentTreeMap", segmentTreeMapDefinition);

/**
 * Do the customers of a period come back: the share of each cohort in the periods after its first. Of the results of
 * cohorts; {@link plot} with `kind: "cohorts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const cohortHeatMap = /* @__PURE__ */ named("cohortHeatMap", cohortHeatMapDefinition);

/**
 * How many customers ordered once, twice, more often. Of the results of summarizeCustomers, customersFrom; {@link
 * plot} with `kind: "order-counts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const orderCounts = /* @__PURE__ */ named("orderCounts", orderCountsDefinition);

/**
 * How many customers are later than their own rhythm lets expect. Of the results of purchaseCycles; {@link plot} with
 * `kind: "overdue"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const overdueBars = /* @__PURE__ */ named("overdueBars", overdueBarsDefinition);

/**
 * What it would take to mend loss makers: the change of price at which each breaks even, the largest loss first. Of
 * the results of mendLossMakers; {@link plot} with `kind: "loss-makers"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lossMakerBars = /* @__PURE__ */ named("lossMakerBars", lossMakerBarsDefinition);

/**
 * Who costs and who earns: cost and profit of each tenth of the customers, the most profitable first. Of the results
 * of customerProfit; {@link plot} with `kind: "profit"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const profitBars = /* @__PURE__ */ named("profitBars", profitBarsDefinition);

/**
 * What sets groups apart most: effect sizes against the rest. Of the results of profileGroups; {@link plot} with
 * `kind: "profile"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const profileBars = /* @__PURE__ */ named("profileBars", profileBarsDefinition);

/**
 * How many customers each class has, and what they bring. Of the results of segmentByRules, valueMatrix,
 * customerPyramid, lifecycleStages, gradeCustomers, bankClasses, channelPreference, relationshipStates,
 * relationshipStrength, selectCustomers, transactionalRelational; {@link plot} with `kind: "classes"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const classBars = /* @__PURE__ */ named("classBars", classBarsDefinition);

/**
 * Who moved up, who moved down: customers before on the left, and where they are now. Of the results of
 * rfmTransitions, tierMigration; {@link plot} with `kind: "migration"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const migrationFlow = /* @__PURE__ */ named("migrationFlow", migrationFlowDefinition);

/**
 * Which segments are worth it: the score of each, the best first. Of the results of assessSegments; {@link plot} with
 * `kind: "assessment"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const assessmentBars = /* @__PURE__ */ named("assessmentBars", assessmentBarsDefinition);

/**
 * How a model of scores cuts customers: how many have each score of recency, frequency and money. Of the results of
 * fitRfm; {@link plot} with `kind: "scores"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const rfmScoreDots = /* @__PURE__ */ named("rfmScoreDots", rfmScoreDotsDefinition);

/**
 * What tells two segments apart: the effect size of every difference, the largest first. Of the results of
 * compareSegments; {@link plot} with `kind: "contrast"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const segmentContrast = /* @__PURE__ */ named("segmentContrast", segmentContrastDefinition);

/**
 * Whether customers become more profitable with the years. Of the results of profitByTenure; {@link plot} with `kind:
 * "tenure"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const tenureBars = /* @__PURE__ */ named("tenureBars", tenureBarsDefinition);

/**
 * Whom to move up: the gain to expect as more customers are upgraded, the most worthwhile first. Of the results of
 * upgradeCandidates; {@link plot} with `kind: "upgrade"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const upgradeCurve = /* @__PURE__ */ named("upgradeCurve", upgradeCurveDefinition);

/**
 * Where there is more to win: what the customers spend elsewhere, the most first. Of the results of walletShare;
 * {@link plot} with `kind: "wallet"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const walletBars = /* @__PURE__ */ named("walletBars", walletBarsDefinition);
