import { named } from "./plot.js";
import { alphaDots as alphaDotsDefinition } from "./surveys/alpha-dots.js";
import { benchmarkBars as benchmarkBarsDefinition } from "./surveys/benchmark-bars.js";
import { comparisonBars as comparisonBarsDefinition } from "./surveys/comparison-bars.js";
import { complaintBars as complaintBarsDefinition } from "./surveys/complaint-bars.js";
import { importanceMap as importanceMapDefinition } from "./surveys/importance-map.js";
import { indexBars as indexBarsDefinition } from "./surveys/index-bars.js";
import { indicatorBars as indicatorBarsDefinition } from "./surveys/indicator-bars.js";
import { loyaltyCurve as loyaltyCurveDefinition } from "./surveys/loyalty-curve.js";
import { pathDiagram as pathDiagramDefinition } from "./surveys/path-diagram.js";
import { perceivedValueDots as perceivedValueDotsDefinition } from "./surveys/perceived-value-dots.js";
import { predictionDots as predictionDotsDefinition } from "./surveys/prediction-dots.js";
import { promoterBar as promoterBarDefinition } from "./surveys/promoter-bar.js";
import { reliabilityDots as reliabilityDotsDefinition } from "./surveys/reliability-dots.js";
import { serviceLevelDots as serviceLevelDotsDefinition } from "./surveys/service-level-dots.js";
import { valueCurves as valueCurvesDefinition } from "./surveys/value-curves.js";
import { weightBars as weightBarsDefinition } from "./surveys/weight-bars.js";
import { weightMethodDots as weightMethodDotsDefinition } from "./surveys/weight-method-dots.js";
import { weightRanges as weightRangesDefinition } from "./surveys/weight-ranges.js";
import { worthBars as worthBarsDefinition } from "./surveys/worth-bars.js";

/**
 * What drives satisfaction: constructs with their indices, and the effects between them. Of the results of
 * fitPathModel, acsi, ecsi, bootstrapPathModel; {@link plot} with `kind: "paths"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const pathDiagram = /* @__PURE__ */ named("pathDiagram", pathDiagramDefinition);

/**
 * How satisfied customers are: the index of every construct, with its interval where it was resampled. Of the results
 * of fitPathModel, acsi, ecsi, bootstrapPathModel; {@link plot} with `kind: "indices"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const indexBars = /* @__PURE__ */ named("indexBars", indexBarsDefinition);

/**
 * What to improve first: what matters much and performs badly. Of the results of importancePerformance; {@link plot}
 * with `kind: "importance"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const importanceMap = /* @__PURE__ */ named("importanceMap", importanceMapDefinition);

/**
 * Where satisfaction turns into loyalty: loyalty by satisfaction, with the zones of defection and affection. Of the
 * results of loyaltyZones; {@link plot} with `kind: "loyalty"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const loyaltyCurve = /* @__PURE__ */ named("loyaltyCurve", loyaltyCurveDefinition);

/**
 * What an index is made of: the score of every indicator, the whole first. Of the results of weightedIndex; {@link
 * plot} with `kind: "indicators"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const indicatorBars = /* @__PURE__ */ named("indicatorBars", indicatorBarsDefinition);

/**
 * What customers complain about, the most frequent first. Of the results of complaintSummary; {@link plot} with `kind:
 * "complaints"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const complaintBars = /* @__PURE__ */ named("complaintBars", complaintBarsDefinition);

/**
 * How many would recommend: promoters, passives and detractors. Of the results of netPromoterScore; {@link plot} with
 * `kind: "promoters"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const promoterBar = /* @__PURE__ */ named("promoterBar", promoterBarDefinition);

/**
 * How much each item counts. Of the results of ahpWeights, entropyWeights, criticWeights, regressionWeights,
 * pathWeights; {@link plot} with `kind: "weights"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const weightBars = /* @__PURE__ */ named("weightBars", weightBarsDefinition);

/**
 * Whether two groups differ: the difference of each index with its interval. Of the results of compareIndices; {@link
 * plot} with `kind: "comparison"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const comparisonBars = /* @__PURE__ */ named("comparisonBars", comparisonBarsDefinition);

/**
 * What a point of satisfaction goes along with, in each zone. Of the results of satisfactionWorth; {@link plot} with
 * `kind: "worth"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const worthBars = /* @__PURE__ */ named("worthBars", worthBarsDefinition);

/**
 * Which question does not belong to the others: Cronbach's alpha without each of them. Of the results of
 * cronbachAlpha; {@link plot} with `kind: "alpha"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const alphaDots = /* @__PURE__ */ named("alphaDots", alphaDotsDefinition);

/**
 * Where one stands beside the benchmark: the gap of every indicator, with its interval. Of the results of
 * benchmarkIndex; {@link plot} with `kind: "benchmark"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const benchmarkBars = /* @__PURE__ */ named("benchmarkBars", benchmarkBarsDefinition);

/**
 * Whether customers find it worth the price: the score of both questions, with their intervals. Of the results of
 * perceivedValue; {@link plot} with `kind: "perceived-value"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const perceivedValueDots = /* @__PURE__ */ named("perceivedValueDots", perceivedValueDotsDefinition);

/**
 * Whether a path model foretells answers: its error out of sample beside that of a plain regression. Of the results of
 * predictPathModel; {@link plot} with `kind: "prediction"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const predictionDots = /* @__PURE__ */ named("predictionDots", predictionDotsDefinition);

/**
 * Whether questions measure one thing together: reliability and extracted variance of every construct. Of the results
 * of reliability; {@link plot} with `kind: "reliability"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const reliabilityDots = /* @__PURE__ */ named("reliabilityDots", reliabilityDotsDefinition);

/**
 * Whether answers come in the time that was promised: the share in time, of all cases and of each group, with its
 * interval. Of the results of serviceLevel; {@link plot} with `kind: "service-level"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const serviceLevelDots = /* @__PURE__ */ named("serviceLevelDots", serviceLevelDotsDefinition);

/**
 * What goes along with perceived value: the outcomes of those who find it worth more. Of the results of
 * perceivedValue; {@link plot} with `kind: "value-curves"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const valueCurves = /* @__PURE__ */ named("valueCurves", valueCurvesDefinition);

/**
 * Whether methods of weighting agree: the weight of every item by each of them. Of the results of compareWeights;
 * {@link plot} with `kind: "weight-methods"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const weightMethodDots = /* @__PURE__ */ named("weightMethodDots", weightMethodDotsDefinition);

/**
 * How far an index hangs on its weights: where it goes when each weight shrinks or grows, the largest swing first. Of
 * the results of weightSensitivity; {@link plot} with `kind: "weight-ranges"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const weightRanges = /* @__PURE__ */ named("weightRanges", weightRangesDefinition);
