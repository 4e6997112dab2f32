/**
 * What does a result look like? Charts as SVG, drawn in Node without a browser: `plot(result)` for anything that has a
 * picture, and a function for every kind of chart.
 */

export type { Locale, Theme } from "../presentation/index.js";
export type { ClassifiedCustomers } from "./customers/class-bars.js";
export type { ClusteredPoints } from "./customers/cluster-map.js";
export type { Migration } from "./customers/migration-flow.js";
export {
  abcBars,
  aliveHistory,
  aliveMatrix,
  balanceBars,
  calibrationChart,
  churnRateChart,
  classBars,
  clusterCountChart,
  clusterMap,
  clusterProfiles,
  cohortHeatMap,
  comparisonBars,
  complaintBars,
  contactPlanCurve,
  demandStateBars,
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
  itemsetBars,
  lifeCycleCurve,
  lorenzCurve,
  loyaltyCurve,
  migrationFlow,
  orderCounts,
  overdueBars,
  pathDiagram,
  positioningMap,
  profileBars,
  profitBars,
  promoterBar,
  purchaseMatrix,
  pyramidBars,
  reasonBars,
  repeatCounts,
  retentionChart,
  revenueBridge,
  rfmHeatMap,
  rocCurve,
  ruleDots,
  segmentTreeMap,
  sensitivityTornado,
  survivalCurves,
  trackingCurves,
  valueMatrixGrid,
  valueTenths,
  weightBars,
  whaleCurve,
  worthBars,
} from "./named-charts.js";
export type { ScoredOutcomes } from "./outcomes/roc-curve.js";
export { type Chart, type ChartOptions, type PlotOptions, plot } from "./plot.js";
export type { CustomerHistory } from "./purchases/alive-history.js";
export type { ModeledCustomers } from "./purchases/modeled-customers.js";
