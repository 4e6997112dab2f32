/**
 * What does a result look like? Charts as SVG, drawn in Node without a browser: `plot(result)` for anything that has a
 * picture, and a function for every kind of chart.
 */

export type { Locale, Theme } from "../presentation/index.js";
export type { ClusteredPoints } from "./customers/cluster-map.js";
export {
  abcBars,
  aliveHistory,
  aliveMatrix,
  balanceBars,
  calibrationChart,
  churnRateChart,
  clusterCountChart,
  clusterMap,
  clusterProfiles,
  cohortHeatMap,
  comparisonBars,
  complaintBars,
  contactPlanCurve,
  driverBars,
  equityBars,
  fitComparison,
  forecastChart,
  forecastComparison,
  frequencyCalibration,
  gainsChart,
  hazardBars,
  importanceMap,
  indexBars,
  indicatorBars,
  lorenzCurve,
  loyaltyCurve,
  orderCounts,
  overdueBars,
  pathDiagram,
  profileBars,
  profitBars,
  promoterBar,
  purchaseMatrix,
  reasonBars,
  repeatCounts,
  retentionChart,
  revenueBridge,
  rfmHeatMap,
  rocCurve,
  segmentTreeMap,
  sensitivityTornado,
  survivalCurves,
  trackingCurves,
  valueTenths,
  weightBars,
  whaleCurve,
  worthBars,
} from "./named-charts.js";
export type { ScoredOutcomes } from "./outcomes/roc-curve.js";
export { type Chart, type ChartOptions, type PlotOptions, plot } from "./plot.js";
export type { CustomerHistory } from "./purchases/alive-history.js";
export type { ModeledCustomers } from "./purchases/modeled-customers.js";
