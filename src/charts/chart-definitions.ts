import { acquisitionBars } from "./campaigns/acquisition-bars.js";
import { balanceDots } from "./campaigns/balance-dots.js";
import { campaignRateDots } from "./campaigns/campaign-rate-dots.js";
import { closingDots } from "./campaigns/closing-dots.js";
import { contactDots } from "./campaigns/contact-dots.js";
import { depthCurve } from "./campaigns/depth-curve.js";
import { differenceLines } from "./campaigns/difference-lines.js";
import { experimentDots } from "./campaigns/experiment-dots.js";
import { funnelBars } from "./campaigns/funnel-bars.js";
import { pressureCurve } from "./campaigns/pressure-curve.js";
import { qiniCurve } from "./campaigns/qini-curve.js";
import { responseBars } from "./campaigns/response-bars.js";
import { retentionGainBars } from "./campaigns/retention-gain-bars.js";
import { returnCurve } from "./campaigns/return-curve.js";
import { sourceDots } from "./campaigns/source-dots.js";
import { upliftDots } from "./campaigns/uplift-dots.js";
import { clusterCountChart } from "./clusters/cluster-count-chart.js";
import { clusterMap } from "./clusters/cluster-map.js";
import { clusterProfiles } from "./clusters/cluster-profiles.js";
import { cutBars } from "./clusters/cut-bars.js";
import { driftDots } from "./clusters/drift-dots.js";
import { gapCurve } from "./clusters/gap-curve.js";
import { lookAlikeBars } from "./clusters/look-alike-bars.js";
import { prototypeBars } from "./clusters/prototype-bars.js";
import { silhouetteBars } from "./clusters/silhouette-bars.js";
import { abcBars } from "./customers/abc-bars.js";
import { assessmentBars } from "./customers/assessment-bars.js";
import { classBars } from "./customers/class-bars.js";
import { cohortHeatMap } from "./customers/cohort-heat-map.js";
import { lorenzCurve } from "./customers/lorenz-curve.js";
import { lossMakerBars } from "./customers/loss-maker-bars.js";
import { migrationFlow } from "./customers/migration-flow.js";
import { orderCounts } from "./customers/order-counts.js";
import { overdueBars } from "./customers/overdue-bars.js";
import { profileBars } from "./customers/profile-bars.js";
import { profitBars } from "./customers/profit-bars.js";
import { pyramidBars } from "./customers/pyramid-bars.js";
import { rfmHeatMap } from "./customers/rfm-heat-map.js";
import { rfmScoreDots } from "./customers/rfm-score-dots.js";
import { segmentContrast } from "./customers/segment-contrast.js";
import { segmentTreeMap } from "./customers/segment-tree-map.js";
import { tenureBars } from "./customers/tenure-bars.js";
import { upgradeCurve } from "./customers/upgrade-curve.js";
import { valueMatrixGrid } from "./customers/value-matrix-grid.js";
import { walletBars } from "./customers/wallet-bars.js";
import { whaleCurve } from "./customers/whale-curve.js";
import type { ChartDefinition } from "./drawing/drawing.js";
import { affordableBars } from "./money/affordable-bars.js";
import { breakEvenLine } from "./money/break-even-line.js";
import { paybackCurve } from "./money/payback-curve.js";
import { scheduleCurves } from "./money/schedule-curves.js";
import { balanceBars } from "./outcomes/balance-bars.js";
import { baselineCurve } from "./outcomes/baseline-curve.js";
import { calibrationChart } from "./outcomes/calibration-chart.js";
import { calibrationMapCurve } from "./outcomes/calibration-map-curve.js";
import { churnRateChart } from "./outcomes/churn-rate-chart.js";
import { contactPlanCurve } from "./outcomes/contact-plan-curve.js";
import { driverBars } from "./outcomes/driver-bars.js";
import { gainsChart } from "./outcomes/gains-chart.js";
import { hazardBars } from "./outcomes/hazard-bars.js";
import { logRankDots } from "./outcomes/log-rank-dots.js";
import { oddsDots } from "./outcomes/odds-dots.js";
import { proportionalityBars } from "./outcomes/proportionality-bars.js";
import { reasonBars } from "./outcomes/reason-bars.js";
import { reasonWaterfall } from "./outcomes/reason-waterfall.js";
import { remainingBars } from "./outcomes/remaining-bars.js";
import { revenueBridge } from "./outcomes/revenue-bridge.js";
import { rocCurve } from "./outcomes/roc-curve.js";
import { splitBars } from "./outcomes/split-bars.js";
import { survivalCurves } from "./outcomes/survival-curves.js";
import { demandStateBars } from "./products/demand-state-bars.js";
import { eventMatrix } from "./products/event-matrix.js";
import { habitBars } from "./products/habit-bars.js";
import { holdingBars } from "./products/holding-bars.js";
import { itemsetBars } from "./products/itemset-bars.js";
import { lifeCycleCurve } from "./products/life-cycle-curve.js";
import { lifeEventDots } from "./products/life-event-dots.js";
import { offerBars } from "./products/offer-bars.js";
import { offerMethodDots } from "./products/offer-method-dots.js";
import { pageBars } from "./products/page-bars.js";
import { pageMatrix } from "./products/page-matrix.js";
import { positioningMap } from "./products/positioning-map.js";
import { propensityDots } from "./products/propensity-dots.js";
import { ruleDots } from "./products/rule-dots.js";
import { segmentOfferBars } from "./products/segment-offer-bars.js";
import { aliveHistory } from "./purchases/alive-history.js";
import { equityBars } from "./purchases/equity-bars.js";
import { fitComparison } from "./purchases/fit-comparison.js";
import { forecastChart, forecastComparison } from "./purchases/forecast-chart.js";
import { frequencyCalibration } from "./purchases/frequency-calibration.js";
import { lifetimeWaterfall } from "./purchases/lifetime-waterfall.js";
import { newCustomerCurve } from "./purchases/new-customer-curve.js";
import { parameterDots } from "./purchases/parameter-dots.js";
import { predictiveCurve } from "./purchases/predictive-curve.js";
import { aliveMatrix, purchaseMatrix } from "./purchases/purchase-matrix.js";
import { repeatCounts } from "./purchases/repeat-counts.js";
import { retentionChart } from "./purchases/retention-chart.js";
import { retentionContest } from "./purchases/retention-contest.js";
import { sensitivityTornado } from "./purchases/sensitivity-tornado.js";
import { spendCurve } from "./purchases/spend-curve.js";
import { spendingLimitBars } from "./purchases/spending-limit-bars.js";
import { trackingCurves } from "./purchases/tracking-curves.js";
import { valueTenths } from "./purchases/value-tenths.js";
import { knowledgeBars } from "./signals/knowledge-bars.js";
import { signalBars } from "./signals/signal-bars.js";
import { alphaDots } from "./surveys/alpha-dots.js";
import { benchmarkBars } from "./surveys/benchmark-bars.js";
import { comparisonBars } from "./surveys/comparison-bars.js";
import { complaintBars } from "./surveys/complaint-bars.js";
import { importanceMap } from "./surveys/importance-map.js";
import { indexBars } from "./surveys/index-bars.js";
import { indicatorBars } from "./surveys/indicator-bars.js";
import { loyaltyCurve } from "./surveys/loyalty-curve.js";
import { pathDiagram } from "./surveys/path-diagram.js";
import { perceivedValueDots } from "./surveys/perceived-value-dots.js";
import { predictionDots } from "./surveys/prediction-dots.js";
import { promoterBar } from "./surveys/promoter-bar.js";
import { reliabilityDots } from "./surveys/reliability-dots.js";
import { serviceLevelDots } from "./surveys/service-level-dots.js";
import { valueCurves } from "./surveys/value-curves.js";
import { weightBars } from "./surveys/weight-bars.js";
import { weightMethodDots } from "./surveys/weight-method-dots.js";
import { weightRanges } from "./surveys/weight-ranges.js";
import { worthBars } from "./surveys/worth-bars.js";
import { cubeMatrix } from "./tables/cube-matrix.js";
import { duplicateBars } from "./tables/duplicate-bars.js";
import { findingBars } from "./tables/finding-bars.js";
import { freshnessBars } from "./tables/freshness-bars.js";
import { householdBars } from "./tables/household-bars.js";
import { matchWaterfall } from "./tables/match-waterfall.js";

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
  lossMakerBars,
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
  propensityDots,
  lifeEventDots,
  itemsetBars,
  demandStateBars,
  lifeCycleCurve,
  assessmentBars,
  rfmScoreDots,
  segmentContrast,
  tenureBars,
  upgradeCurve,
  walletBars,
  cutBars,
  driftDots,
  gapCurve,
  lookAlikeBars,
  prototypeBars,
  silhouetteBars,
  lifetimeWaterfall,
  newCustomerCurve,
  parameterDots,
  predictiveCurve,
  retentionContest,
  spendCurve,
  spendingLimitBars,
  baselineCurve,
  calibrationMapCurve,
  logRankDots,
  oddsDots,
  proportionalityBars,
  reasonWaterfall,
  remainingBars,
  splitBars,
  alphaDots,
  benchmarkBars,
  perceivedValueDots,
  predictionDots,
  reliabilityDots,
  serviceLevelDots,
  valueCurves,
  weightMethodDots,
  weightRanges,
  eventMatrix,
  holdingBars,
  offerBars,
  offerMethodDots,
  acquisitionBars,
  closingDots,
  contactDots,
  experimentDots,
  funnelBars,
  pressureCurve,
  qiniCurve,
  retentionGainBars,
  returnCurve,
  upliftDots,
  affordableBars,
  breakEvenLine,
  paybackCurve,
  scheduleCurves,
  cubeMatrix,
  findingBars,
  depthCurve,
  responseBars,
  habitBars,
  pageBars,
  pageMatrix,
  segmentOfferBars,
  balanceDots,
  differenceLines,
  knowledgeBars,
  signalBars,
  duplicateBars,
  freshnessBars,
  householdBars,
  matchWaterfall,
  campaignRateDots,
  sourceDots,
];
