
export {
  compareFits,
  type FitComparisonColumns,
  type FittedPurchases,
  type LikelihoodRatioTest,
  likelihoodRatioTest,
} from "./compare-fits.js";
export type { CovariateEffect } from "./covariate-effects.js";
export { discountedExpectedPurchases } from "./discounted-purchases.js";
export { expectedPurchases } from "./expected-purchases.js";
export { expectedSpend, type SpendModel } from "./expected-spend.js";
export { type BgBbModel, fitBgBb } from "./fit-bg-bb.js";
export { type BgNbdModel, fitBgNbd } from "./fit-bg-nbd.js";
export { type BgCnbdKModel, type CnbdOptions, fitBgCnbdK, fitMbgCnbdK, type MbgCnbdKModel } from "./fit-cnbd-k.js";
export type { CovariateColumns, CovariateFitOptions } from "./fit-covariates.js";
export { fitGammaGamma, type GammaGammaModel } from "./fit-gamma-gamma.js";
export { fitMbgNbd, type MbgNbdModel } from "./fit-mbg-nbd.js";
export { fitNbd, type NbdModel } from "./fit-nbd.js";
export { fitParetoNbd, type ParetoNbdModel } from "./fit-pareto-nbd.js";
export type { FitOptions } from "./fit-purchases.js";
export { logLikelihood } from "./log-likelihood.js";
export type { FitStatus, LifetimeKind, LifetimeModel } from "./model.js";
export { expectedPurchasesNewCustomer, type NewCustomerOptions } from "./new-customer.js";
export { type EstimatedModel, type ParameterIntervalColumns, parameterIntervals } from "./parameter-intervals.js";
export { type PredictiveColumns, predictiveIntervals } from "./predictive-intervals.js";
export { probabilityAlive } from "./probability-alive.js";
export { type PurchaseDistribution, purchaseDistribution } from "./purchase-distribution.js";
export type { ModelParameters, PurchaseKind, PurchaseModel } from "./purchase-model.js";
export {
  type SimulateCustomersOptions,
  type SimulatedColumns,
  type SimulatedCustomers,
  simulateCustomers,
} from "./simulate-customers.js";
export { type SimulatedOrderColumns, type SimulateOrdersOptions, simulateOrders } from "./simulate-orders.js";
export { type TotalPurchases, totalPurchases } from "./total-purchases.js";

export { type BetaDiscreteWeibullModel, fitBetaDiscreteWeibull } from "./beta-discrete-weibull.js";
export {
  type ActualOrderOptions,
  type ActualTotals,
  compareForecast,
  type ForecastAlarm,
  type ForecastComparison,
  type ForecastComparisonAttributes,
  type ForecastComparisonColumns,
} from "./compare-forecast.js";
export {
  compareRetentionCurves,
  type RetentionComparisonColumns,
  type RetentionComparisonData,
} from "./compare-retention-curves.js";
export type { ContractData } from "./contract-cohorts.js";
export {
  type ContractModel,
  type DiscountedLifetimeOptions,
  discountedLifetime,
  retentionRates,
  survivalCurve,
} from "./contract-model.js";
export {
  type CustomerEquity,
  type CustomerEquityOptions,
  customerEquity,
  type EquityColumns,
  type FutureCustomers,
} from "./customer-equity.js";
export {
  type CustomerLifetimeValueOptions,
  customerLifetimeValue,
  type LifetimeValueAttributes,
  type LifetimeValueColumns,
  type LifetimeValues,
} from "./customer-lifetime-value.js";
export {
  type Forecast,
  type ForecastAttributes,
  type ForecastColumns,
  type ForecastOptions,
  forecastOrders,
} from "./forecast-orders.js";
export type { ForecastStep } from "./forecast-periods.js";
export type { Accuracy, FrequencyCalibrationColumns, LiftColumns } from "./holdout-accuracy.js";
export type { TrackingColumns, TrackingOrders } from "./holdout-tracking.js";
export type { LifetimeDrivers } from "./lifetime-drivers.js";
export { type LifetimeSensitivityColumns, lifetimeSensitivity } from "./lifetime-sensitivity.js";
export { fitRetentionCurve, type RetentionCurveModel, type RetentionShape } from "./retention-curve.js";
export { type RetentionColumns, retentionTable } from "./retention-table.js";
export { fitShiftedBetaGeometric, type ShiftedBetaGeometricModel } from "./shifted-beta-geometric.js";
export { type LifetimeParts, type SimpleLifetimeValue, simpleLifetimeValue } from "./simple-lifetime-value.js";
export {
  type HoldoutData,
  type HoldoutReport,
  type HoldoutSummaryColumns,
  type ModelValidation,
  type ValidateHoldoutOptions,
  validateHoldout,
} from "./validate-holdout.js";
export { type Offers, type SpendingLimits, worthSpending } from "./worth-spending.js";
export { bgBbFormat } from "./fit-bg-bb.js";
export { bgNbdFormat } from "./fit-bg-nbd.js";
export { bgCnbdKFormat, mbgCnbdKFormat } from "./fit-cnbd-k.js";
export { gammaGammaFormat } from "./fit-gamma-gamma.js";
export { mbgNbdFormat } from "./fit-mbg-nbd.js";
export { nbdFormat } from "./fit-nbd.js";
export { paretoNbdFormat } from "./fit-pareto-nbd.js";
export { shiftedBetaGeometricFormat } from "./shifted-beta-geometric.js";
export { betaDiscreteWeibullFormat } from "./beta-discrete-weibull.js";
export { retentionCurveFormat } from "./retention-curve.js";
