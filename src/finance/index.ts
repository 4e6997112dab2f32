/**
 * What is money at another time worth? Rates that carry their period, present value, payback, break-even, credit
 * installments and what a customer can afford.
 */

export { type Affordability, type AffordabilityTerms, affordability, affordabilityOf } from "./affordability.js";
export { type BreakEven, type BreakEvenInputs, breakEven } from "./break-even.js";
export { type DiscountRate, type ResolvedRate, resolveRate } from "./discount-rate.js";
export { type Horizon, horizonInUnits } from "./horizon.js";
export {
  type CreditRate,
  type CreditTerms,
  type Installment,
  installment,
  type ScheduleColumns,
} from "./installment.js";
export { type Payback, type PaybackOptions, paybackTime } from "./payback-time.js";
export { daysPerPeriod, type PeriodUnit, periodUnit, periodUnits } from "./period-unit.js";
export { type PresentValueOptions, presentValue } from "./present-value.js";
export { type Timing, timingOffset } from "./timing.js";
