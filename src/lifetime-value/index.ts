/**
 * How often will customers buy, for how long, and what is that worth? Buy-till-you-die, contract and spend models,
 * their predictions, forecasts and holdout tests, and the economics of keeping customers.
 */

export { type BgNbdModel, bgNbdFormat, fitBgNbd } from "./beta-geometric/bg-nbd.js";
export {
  type BgCnbdKModel,
  bgCnbdKFormat,
  type CnbdOptions,
  fitBgCnbdK,
  fitMbgCnbdK,
  type MbgCnbdKModel,
  mbgCnbdKFormat,
} from "./beta-geometric/cnbd-k.js";
export { fitMbgNbd, type MbgNbdModel, mbgNbdFormat } from "./beta-geometric/mbg-nbd.js";
export {
  type BetaDiscreteWeibullModel,
  betaDiscreteWeibullFormat,
  fitBetaDiscreteWeibull,
} from "./contracts/beta-discrete-weibull.js";
export {
  compareRetentionCurves,
  type RetentionComparisonColumns,
  type RetentionComparisonData,
} from "./contracts/compare-retention-curves.js";
export type { ContractData } from "./contracts/contract-cohorts.js";
export {
  type ContractModel,
  type DiscountedLifetimeOptions,
  discountedLifetime,
  retentionRates,
  survivalCurve,
} from "./contracts/contract-model.js";
export {
  fitRetentionCurve,
  type RetentionCurveModel,
  type RetentionShape,
  retentionCurveFormat,
} from "./contracts/retention-curve.js";
export { type RetentionColumns, retentionTable } from "./contracts/retention-table.js";
export {
  fitShiftedBetaGeometric,
  type ShiftedBetaGeometricModel,
  shiftedBetaGeometricFormat,
} from "./contracts/shifted-beta-geometric.js";
export {
  type CustomerEquity,
  type CustomerEquityOptions,
  customerEquity,
  type EquityColumns,
  type FutureCustomers,
} from "./economics/customer-equity.js";
export type { LifetimeDrivers } from "./economics/lifetime-drivers.js";
export { type LifetimeSensitivityColumns, lifetimeSensitivity } from "./economics/lifetime-sensitivity.js";
export {
  type LifetimeParts,
  type SimpleLifetimeValue,
  simpleLifetimeValue,
} from "./economics/simple-lifetime-value.js";
export { type Offers, type SpendingLimits, worthSpending } from "./economics/worth-spending.js";
export type { CovariateEffect } from "./fitting/covariate-effects.js";
export type { CovariateColumns, CovariateFitOptions } from "./fitting/fit-covariates.js";
export type { FitOptions } from "./fitting/fit-purchases.js";
export type { FitStatus, LifetimeModel } from "./fitting/lifetime-model.js";
export type { ModelParameters } from "./fitting/model-parameters.js";
export {
  type EstimatedModel,
  type ParameterIntervalColumns,
  parameterIntervals,
} from "./fitting/parameter-intervals.js";
export {
  type ActualOrderOptions,
  type ActualTotals,
  compareForecast,
  type ForecastAlarm,
  type ForecastComparison,
  type ForecastComparisonAttributes,
  type ForecastComparisonColumns,
} from "./forecasts/compare-forecast.js";
export {
  type Forecast,
  type ForecastAttributes,
  type ForecastColumns,
  type ForecastOptions,
  forecastOrders,
} from "./forecasts/forecast-orders.js";
export type { ForecastStep } from "./forecasts/forecast-periods.js";
export { type TotalPurchases, totalPurchases } from "./forecasts/total-purchases.js";
export type { Accuracy, FrequencyCalibrationColumns, LiftColumns } from "./holdout/holdout-accuracy.js";
export type { TrackingColumns, TrackingOrders } from "./holdout/holdout-tracking.js";
export {
  type HoldoutData,
  type HoldoutReport,
  type HoldoutSummaryColumns,
  type ModelValidation,
  type ValidateHoldoutOptions,
  validateHoldout,
} from "./holdout/validate-holdout.js";
export type { LifetimeKind } from "./lifetime-definitions.js";
export { logLikelihood } from "./log-likelihood.js";
export {
  type CustomerLifetimeValueOptions,
  customerLifetimeValue,
  type LifetimeValueAttributes,
  type LifetimeValueColumns,
  type LifetimeValues,
} from "./predictions/customer-lifetime-value.js";
export { discountedExpectedPurchases } from "./predictions/discounted-purchases.js";
export { expectedPurchases } from "./predictions/expected-purchases.js";
export { expectedPurchasesNewCustomer, type NewCustomerOptions } from "./predictions/new-customer.js";
export { type PredictiveColumns, predictiveIntervals } from "./predictions/predictive-intervals.js";
export { probabilityAlive } from "./predictions/probability-alive.js";
export { type PurchaseDistribution, purchaseDistribution } from "./predictions/purchase-distribution.js";
export { type BgBbModel, bgBbFormat, fitBgBb } from "./purchases/bg-bb.js";
export {
  compareFits,
  type FitComparisonColumns,
  type FittedPurchases,
  type LikelihoodRatioTest,
  likelihoodRatioTest,
} from "./purchases/compare-fits.js";
export { fitNbd, type NbdModel, nbdFormat } from "./purchases/nbd.js";
export { fitParetoNbd, type ParetoNbdModel, paretoNbdFormat } from "./purchases/pareto-nbd.js";
export type { PurchaseKind, PurchaseModel } from "./purchases/purchase-model.js";
export {
  type SimulateCustomersOptions,
  type SimulatedColumns,
  type SimulatedCustomers,
  simulateCustomers,
} from "./simulation/simulate-customers.js";
export {
  type SimulatedOrderColumns,
  type SimulateOrdersOptions,
  simulateOrders,
} from "./simulation/simulate-orders.js";
export { expectedSpend, type SpendModel } from "./spend/expected-spend.js";
export { fitGammaGamma, type GammaGammaModel, gammaGammaFormat } from "./spend/gamma-gamma.js";
