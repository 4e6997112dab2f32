/**
 * What does a result look like? Charts as SVG, drawn in Node without a browser: `plot(result)` for anything that has a
 * picture, and a function for every kind of chart.
 *
 * Needs the optional packages `@observablehq/plot` and `linkedom`, and loads them at once, so that `plot` can answer
 * without waiting: where one is not installed, importing `clientele/charts` fails with `ERR_MODULE_NOT_FOUND` (from
 * CommonJS `MODULE_NOT_FOUND`) and names it. The remedy: `npm install @observablehq/plot linkedom`.
 */

export type { Locale, Theme } from "../presentation/index.js";
export type { ClusteredPoints } from "./clusters/cluster-map.js";
export type { ClassifiedCustomers } from "./customers/class-bars.js";
export type { Migration } from "./customers/migration-flow.js";
export {
  acquisitionBars,
  balanceDots,
  campaignRateDots,
  closingDots,
  contactDots,
  depthCurve,
  differenceLines,
  experimentDots,
  funnelBars,
  pressureCurve,
  qiniCurve,
  responseBars,
  retentionGainBars,
  returnCurve,
  sourceDots,
  upliftDots,
} from "./named-campaign-charts.js";
export {
  clusterCountChart,
  clusterMap,
  clusterProfiles,
  cutBars,
  driftDots,
  gapCurve,
  lookAlikeBars,
  prototypeBars,
  silhouetteBars,
} from "./named-cluster-charts.js";
export {
  abcBars,
  assessmentBars,
  classBars,
  cohortHeatMap,
  lorenzCurve,
  lossMakerBars,
  migrationFlow,
  orderCounts,
  overdueBars,
  profileBars,
  profitBars,
  pyramidBars,
  rfmHeatMap,
  rfmScoreDots,
  segmentContrast,
  segmentTreeMap,
  tenureBars,
  upgradeCurve,
  valueMatrixGrid,
  walletBars,
  whaleCurve,
} from "./named-customer-charts.js";
export { affordableBars, breakEvenLine, paybackCurve, scheduleCurves } from "./named-money-charts.js";
export {
  balanceBars,
  baselineCurve,
  calibrationChart,
  calibrationMapCurve,
  churnRateChart,
  contactPlanCurve,
  driverBars,
  gainsChart,
  hazardBars,
  logRankDots,
  oddsDots,
  proportionalityBars,
  reasonBars,
  reasonWaterfall,
  remainingBars,
  revenueBridge,
  rocCurve,
  splitBars,
  survivalCurves,
} from "./named-outcome-charts.js";
export {
  demandStateBars,
  eventMatrix,
  habitBars,
  holdingBars,
  itemsetBars,
  lifeCycleCurve,
  lifeEventDots,
  offerBars,
  offerMethodDots,
  pageBars,
  pageMatrix,
  positioningMap,
  propensityDots,
  ruleDots,
  segmentOfferBars,
} from "./named-product-charts.js";
export {
  aliveHistory,
  aliveMatrix,
  equityBars,
  fitComparison,
  forecastChart,
  forecastComparison,
  frequencyCalibration,
  lifetimeWaterfall,
  newCustomerCurve,
  parameterDots,
  predictiveCurve,
  purchaseMatrix,
  repeatCounts,
  retentionChart,
  retentionContest,
  sensitivityTornado,
  spendCurve,
  spendingLimitBars,
  trackingCurves,
  valueTenths,
} from "./named-purchase-charts.js";
export { knowledgeBars, signalBars } from "./named-signal-charts.js";
export {
  alphaDots,
  benchmarkBars,
  comparisonBars,
  complaintBars,
  importanceMap,
  indexBars,
  indicatorBars,
  loyaltyCurve,
  pathDiagram,
  perceivedValueDots,
  predictionDots,
  promoterBar,
  reliabilityDots,
  serviceLevelDots,
  valueCurves,
  weightBars,
  weightMethodDots,
  weightRanges,
  worthBars,
} from "./named-survey-charts.js";
export {
  cubeMatrix,
  duplicateBars,
  findingBars,
  freshnessBars,
  householdBars,
  matchWaterfall,
} from "./named-table-charts.js";
export type { ScoredOutcomes } from "./outcomes/roc-curve.js";
export { type Chart, type ChartOptions, type PlotOptions, plot } from "./plot.js";
export type { CustomerHistory } from "./purchases/alive-history.js";
export type { ModeledCustomers } from "./purchases/modeled-customers.js";
