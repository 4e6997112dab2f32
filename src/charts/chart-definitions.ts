import { abcBars } from "./customers/abc-bars.js";
import { classBars } from "./customers/class-bars.js";
import { clusterCountChart } from "./customers/cluster-count-chart.js";
import { clusterMap } from "./customers/cluster-map.js";
import { clusterProfiles } from "./customers/cluster-profiles.js";
import { cohortHeatMap } from "./customers/cohort-heat-map.js";
import { lorenzCurve } from "./customers/lorenz-curve.js";
import { migrationFlow } from "./customers/migration-flow.js";
import { orderCounts } from "./customers/order-counts.js";
import { overdueBars } from "./customers/overdue-bars.js";
import { profileBars } from "./customers/profile-bars.js";
import { profitBars } from "./customers/profit-bars.js";
import { pyramidBars } from "./customers/pyramid-bars.js";
import { rfmHeatMap } from "./customers/rfm-heat-map.js";
import { segmentTreeMap } from "./customers/segment-tree-map.js";
import { valueMatrixGrid } from "./customers/value-matrix-grid.js";
import { whaleCurve } from "./customers/whale-curve.js";
import type { ChartDefinition } from "./drawing/drawing.js";
import { balanceBars } from "./outcomes/balance-bars.js";
import { calibrationChart } from "./outcomes/calibration-chart.js";
import { churnRateChart } from "./outcomes/churn-rate-chart.js";
import { contactPlanCurve } from "./outcomes/contact-plan-curve.js";
import { driverBars } from "./outcomes/driver-bars.js";
import { gainsChart } from "./outcomes/gains-chart.js";
import { hazardBars } from "./outcomes/hazard-bars.js";
import { reasonBars } from "./outcomes/reason-bars.js";
import { revenueBridge } from "./outcomes/revenue-bridge.js";
import { rocCurve } from "./outcomes/roc-curve.js";
import { survivalCurves } from "./outcomes/survival-curves.js";
import { demandStateBars } from "./products/demand-state-bars.js";
import { itemsetBars } from "./products/itemset-bars.js";
import { lifeCycleCurve } from "./products/life-cycle-curve.js";
import { positioningMap } from "./products/positioning-map.js";
import { ruleDots } from "./products/rule-dots.js";
import { aliveHistory } from "./purchases/alive-history.js";
import { equityBars } from "./purchases/equity-bars.js";
import { fitComparison } from "./purchases/fit-comparison.js";
import { forecastChart, forecastComparison } from "./purchases/forecast-chart.js";
import { frequencyCalibration } from "./purchases/frequency-calibration.js";
import { aliveMatrix, purchaseMatrix } from "./purchases/purchase-matrix.js";
import { repeatCounts } from "./purchases/repeat-counts.js";
import { retentionChart } from "./purchases/retention-chart.js";
import { sensitivityTornado } from "./purchases/sensitivity-tornado.js";
import { trackingCurves } from "./purchases/tracking-curves.js";
import { valueTenths } from "./purchases/value-tenths.js";
import { comparisonBars } from "./surveys/comparison-bars.js";
import { complaintBars } from "./surveys/complaint-bars.js";
import { importanceMap } from "./surveys/importance-map.js";
import { indexBars } from "./surveys/index-bars.js";
import { indicatorBars } from "./surveys/indicator-bars.js";
import { loyaltyCurve } from "./surveys/loyalty-curve.js";
import { pathDiagram } from "./surveys/path-diagram.js";
import { promoterBar } from "./surveys/promoter-bar.js";
import { weightBars } from "./surveys/weight-bars.js";
import { worthBars } from "./surveys/worth-bars.js";

/** Every chart there is; where several fit a result, the first is the one drawn. */
export const chartDefinitions: readonly ChartDefinition<never>[] = [
  pyramidBars,
  valueMatrixGrid,
  lorenzCurve,
  whaleCurve,
  abcBars,
  rfmHeatMap,
  segmentTreeMap,
  cohortHeatMap,
  orderCounts,
  overdueBars,
  profitBars,
  profileBars,
  clusterProfiles,
  clusterMap,
  clusterCountChart,
  purchaseMatrix,
  aliveMatrix,
  repeatCounts,
  trackingCurves,
  frequencyCalibration,
  aliveHistory,
  forecastChart,
  forecastComparison,
  valueTenths,
  equityBars,
  retentionChart,
  sensitivityTornado,
  fitComparison,
  gainsChart,
  rocCurve,
  calibrationChart,
  driverBars,
  hazardBars,
  survivalCurves,
  churnRateChart,
  balanceBars,
  reasonBars,
  contactPlanCurve,
  revenueBridge,
  pathDiagram,
  indexBars,
  importanceMap,
  loyaltyCurve,
  indicatorBars,
  complaintBars,
  promoterBar,
  weightBars,
  comparisonBars,
  worthBars,
  classBars,
  migrationFlow,
  positioningMap,
  ruleDots,
  itemsetBars,
  demandStateBars,
  lifeCycleCurve,
];
