import { knownOptions } from "../errors/index.js";
import { type Vector, vectorOf } from "../table/index.js";
import { type DiscountRate, resolveRate } from "./discount-rate.js";
import type { PeriodUnit } from "./period-unit.js";
import { type Timing, timingOffset } from "./timing.js";

/** What {@link presentValue} needs to know besides the cash flows. */
export interface PresentValueOptions {
  readonly discountRate: DiscountRate;
  /** The unit of time between two cash flows; needed with an annual rate. */
  readonly unit?: PeriodUnit;
  /** When within its unit each cash flow is paid [`"end"`]. */
  readonly timing?: Timing;
}

/**
 * What a row of payments is worth today: Σ cashFlow_i · (1 + d)^−(i + o) for i = 0, 1, …, where d is the rate per unit
 * and o is 1 for payments at the end of each unit, ½ in the middle and 0 at the start.
 *
 * @param cashFlows - one amount per unit of time, the first unit first; negative amounts are costs
 * @param options - `discountRate`; `unit` (needed with an annual rate); `timing` `"end"` | `"mid"` | `"start"`
 * [`"end"`]
 * @returns the present value in the money of the cash flows; 0 for none
 * @throws ClienteleError `invalid-option` for a rate without its period; `not-a-number`, `missing-value` or
 * `not-finite` for bad cash flows
 * @example
 * ```ts
 * presentValue([100, 100, 100], { discountRate: { annual: 0.1 }, unit: "year" }); // 248.69
 * ```
 */
export function presentValue(cashFlows: Vector, options: PresentValueOptions): number {
  const caller = "presentValue";
  knownOptions(caller, options, ["discountRate", "unit", "timing"]);
  const flows = vectorOf(caller, "cashFlows", cashFlows);
  const { continuousPerUnit } = resolveRate(caller, options.discountRate, options.unit);
  const offset = timingOffset(caller, options.timing, "end");
  // Horner's scheme from the last payment: one rounding a step and no power underflows on the way.
  const factor = Math.exp(-continuousPerUnit);
  let value = 0;
  for (let i = flows.length - 1; i >= 0; i -= 1) value = flows[i]! + factor * value;
  return value * Math.exp(-continuousPerUnit * offset);
}
