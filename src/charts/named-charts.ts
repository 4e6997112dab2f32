import { abcBars as abcBarsDefinition } from "./customers/abc-bars.js";
import { classBars as classBarsDefinition } from "./customers/class-bars.js";
import { clusterCountChart as clusterCountChartDefinition } from "./customers/cluster-count-chart.js";
import { clusterMap as clusterMapDefinition } from "./customers/cluster-map.js";
import { clusterProfiles as clusterProfilesDefinition } from "./customers/cluster-profiles.js";
import { cohortHeatMap as cohortHeatMapDefinition } from "./customers/cohort-heat-map.js";
import { lorenzCurve as lorenzCurveDefinition } from "./customers/lorenz-curve.js";
import { migrationFlow as migrationFlowDefinition } from "./customers/migration-flow.js";
import { orderCounts as orderCountsDefinition } from "./customers/order-counts.js";
import { overdueBars as overdueBarsDefinition } from "./customers/overdue-bars.js";
import { profileBars as profileBarsDefinition } from "./customers/profile-bars.js";
import { profitBars as profitBarsDefinition } from "./customers/profit-bars.js";
import { pyramidBars as pyramidBarsDefinition } from "./customers/pyramid-bars.js";
import { rfmHeatMap as rfmHeatMapDefinition } from "./customers/rfm-heat-map.js";
import { segmentTreeMap as segmentTreeMapDefinition } from "./customers/segment-tree-map.js";
import { valueMatrixGrid as valueMatrixGridDefinition } from "./customers/value-matrix-grid.js";
import { whaleCurve as whaleCurveDefinition } from "./customers/whale-curve.js";
import { balanceBars as balanceBarsDefinition } from "./outcomes/balance-bars.js";
import { calibrationChart as calibrationChartDefinition } from "./outcomes/calibration-chart.js";
import { churnRateChart as churnRateChartDefinition } from "./outcomes/churn-rate-chart.js";
import { contactPlanCurve as contactPlanCurveDefinition } from "./outcomes/contact-plan-curve.js";
import { driverBars as driverBarsDefinition } from "./outcomes/driver-bars.js";
import { gainsChart as gainsChartDefinition } from "./outcomes/gains-chart.js";
import { hazardBars as hazardBarsDefinition } from "./outcomes/hazard-bars.js";
import { reasonBars as reasonBarsDefinition } from "./outcomes/reason-bars.js";
import { revenueBridge as revenueBridgeDefinition } from "./outcomes/revenue-bridge.js";
import { rocCurve as rocCurveDefinition } from "./outcomes/roc-curve.js";
import { survivalCurves as survivalCurvesDefinition } from "./outcomes/survival-curves.js";
import { named } from "./plot.js";
import { demandStateBars as demandStateBarsDefinition } from "./products/demand-state-bars.js";
import { itemsetBars as itemsetBarsDefinition } from "./products/itemset-bars.js";
import { lifeCycleCurve as lifeCycleCurveDefinition } from "./products/life-cycle-curve.js";
import { positioningMap as positioningMapDefinition } from "./products/positioning-map.js";
import { ruleDots as ruleDotsDefinition } from "./products/rule-dots.js";
import { aliveHistory as aliveHistoryDefinition } from "./purchases/alive-history.js";
import { equityBars as equityBarsDefinition } from "./purchases/equity-bars.js";
import { fitComparison as fitComparisonDefinition } from "./purchases/fit-comparison.js";
import {
  forecastChart as forecastChartDefinition,
  forecastComparison as forecastComparisonDefinition,
} from "./purchases/forecast-chart.js";
import { frequencyCalibration as frequencyCalibrationDefinition } from "./purchases/frequency-calibration.js";
import {
  aliveMatrix as aliveMatrixDefinition,
  purchaseMatrix as purchaseMatrixDefinition,
} from "./purchases/purchase-matrix.js";
import { repeatCounts as repeatCountsDefinition } from "./purchases/repeat-counts.js";
import { retentionChart as retentionChartDefinition } from "./purchases/retention-chart.js";
import { sensitivityTornado as sensitivityTornadoDefinition } from "./purchases/sensitivity-tornado.js";
import { trackingCurves as trackingCurvesDefinition } from "./purchases/tracking-curves.js";
import { valueTenths as valueTenthsDefinition } from "./purchases/value-tenths.js";
import { comparisonBars as comparisonBarsDefinition } from "./surveys/comparison-bars.js";
import { complaintBars as complaintBarsDefinition } from "./surveys/complaint-bars.js";
import { importanceMap as importanceMapDefinition } from "./surveys/importance-map.js";
import { indexBars as indexBarsDefinition } from "./surveys/index-bars.js";
import { indicatorBars as indicatorBarsDefinition } from "./surveys/indicator-bars.js";
import { loyaltyCurve as loyaltyCurveDefinition } from "./surveys/loyalty-curve.js";
import { pathDiagram as pathDiagramDefinition } from "./surveys/path-diagram.js";
import { promoterBar as promoterBarDefinition } from "./surveys/promoter-bar.js";
import { weightBars as weightBarsDefinition } from "./surveys/weight-bars.js";
import { worthBars as worthBarsDefinition } from "./surveys/worth-bars.js";

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
 * How many customers ordered once, twice, more often. Of the results of summarizeCustomers; {@link plot} with `kind:
 * "order-counts"` gives the same.
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
 * What sets clusters apart: each center against the mean of all customers. Of the results of clusterCustomers, kMeans;
 * {@link plot} with `kind: "profiles"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterProfiles = /* @__PURE__ */ named("clusterProfiles", clusterProfilesDefinition);

/**
 * How far apart clusters are: customers on the plane of the first two principal components. Of the results of
 * clusterCustomers, { clusters, points }; {@link plot} with `kind: "map"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterMap = /* @__PURE__ */ named("clusterMap", clusterMapDefinition);

/**
 * How many clusters: every criterion by k, with the k that it recommends. Of the results of chooseClusterCount; {@link
 * plot} with `kind: "choose-k"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterCountChart = /* @__PURE__ */ named("clusterCountChart", clusterCountChartDefinition);

/**
 * What a model expects of a customer by the number of repeat purchases and the time of the last one. Of the results of
 * fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgCnbdK, fitMbgCnbdK, { model, customers }; {@link plot} with `kind:
 * "purchase-matrix"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const purchaseMatrix = /* @__PURE__ */ named("purchaseMatrix", purchaseMatrixDefinition);

/**
 * Who is still there, says a model, by the number of repeat purchases and the time of the last one. Of the results of
 * fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgCnbdK, fitMbgCnbdK, { model, customers }; {@link plot} with `kind: "alive-
 * matrix"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const aliveMatrix = /* @__PURE__ */ named("aliveMatrix", aliveMatrixDefinition);

/**
 * How well a model fits: customers by their number of repeat purchases, as they are and as the model expects them. Of
 * the results of { model, customers }; {@link plot} with `kind: "repeat-counts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const repeatCounts = /* @__PURE__ */ named("repeatCounts", repeatCountsDefinition);

/**
 * Whether a forecast came true: purchases added up period by period, as they came and as models expected them. Of the
 * results of validateHoldout; {@link plot} with `kind: "tracking"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const trackingCurves = /* @__PURE__ */ named("trackingCurves", trackingCurvesDefinition);

/**
 * Whether the right customers were expected to buy: purchases in the holdout by repeat purchases before it. Of the
 * results of validateHoldout; {@link plot} with `kind: "frequency-calibration"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const frequencyCalibration = /* @__PURE__ */ named("frequencyCalibration", frequencyCalibrationDefinition);

/**
 * When silence became alarming: a customer's probability of being alive, day by day. Of the results of { model, dates
 * }; {@link plot} with `kind: "alive-history"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const aliveHistory = /* @__PURE__ */ named("aliveHistory", aliveHistoryDefinition);

/**
 * How many orders to expect in each period, and within what range. Of the results of forecastOrders; {@link plot} with
 * `kind: "forecast"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const forecastChart = /* @__PURE__ */ named("forecastChart", forecastChartDefinition);

/**
 * Whether orders run as expected: what came, period by period, against the range of the forecast. Of the results of
 * compareForecast; {@link plot} with `kind: "forecast-comparison"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const forecastComparison = /* @__PURE__ */ named("forecastComparison", forecastComparisonDefinition);

/**
 * What the customers are worth, and where that value lies. Of the results of customerLifetimeValue; {@link plot} with
 * `kind: "value"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const valueTenths = /* @__PURE__ */ named("valueTenths", valueTenthsDefinition);

/**
 * What all customers together are worth, by group. Of the results of customerEquity; {@link plot} with `kind:
 * "equity"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const equityBars = /* @__PURE__ */ named("equityBars", equityBarsDefinition);

/**
 * How many customers of a contract stay: survival and retention by period, counted or by a model. Of the results of
 * retentionTable, fitShiftedBetaGeometric, fitBetaDiscreteWeibull, fitRetentionCurve; {@link plot} with `kind:
 * "retention"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const retentionChart = /* @__PURE__ */ named("retentionChart", retentionChartDefinition);

/**
 * Which driver moves the value of a customer most. Of the results of lifetimeSensitivity; {@link plot} with `kind:
 * "sensitivity"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const sensitivityTornado = /* @__PURE__ */ named("sensitivityTornado", sensitivityTornadoDefinition);

/**
 * Which model fits best: how much worse the others are by AIC. Of the results of compareFits; {@link plot} with `kind:
 * "fits"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const fitComparison = /* @__PURE__ */ named("fitComparison", fitComparisonDefinition);

/**
 * What it helps to begin with the highest scores: the share of all positives found by the share of rows looked at. Of
 * the results of gainsTable, evaluateClassifier; {@link plot} with `kind: "gains"` gives the same.
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
 * How much each item counts. Of the results of ahpWeights, entropyWeights, criticWeights; {@link plot} with `kind:
 * "weights"` gives the same.
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
 * How many customers each class has, and what they bring. Of the results of segmentByRules, valueMatrix,
 * customerPyramid, lifecycleStages, gradeCustomers; {@link plot} with `kind: "classes"` gives the same.
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
 * What sets brands apart: brands and attributes on two common axes. Of the results of positioning; {@link plot} with
 * `kind: "positioning"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const positioningMap = /* @__PURE__ */ named("positioningMap", positioningMapDefinition);

/**
 * Which rules are both frequent and strong: confidence by support, larger where the lift is higher. Of the results of
 * associationRules; {@link plot} with `kind: "rules"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const ruleDots = /* @__PURE__ */ named("ruleDots", ruleDotsDefinition);

/**
 * What is bought together most often. Of the results of frequentItemsets; {@link plot} with `kind: "itemsets"` gives
 * the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const itemsetBars = /* @__PURE__ */ named("itemsetBars", itemsetBarsDefinition);

/**
 * In which state the demand for the products is. Of the results of demandStates; {@link plot} with `kind: "demand"`
 * gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const demandStateBars = /* @__PURE__ */ named("demandStateBars", demandStateBarsDefinition);

/**
 * Where a product stands in its life: sales and profit by period, with the stages. Of the results of productLifeCycle;
 * {@link plot} with `kind: "life-cycle"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lifeCycleCurve = /* @__PURE__ */ named("lifeCycleCurve", lifeCycleCurveDefinition);
