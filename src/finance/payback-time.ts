import { counted, knownOptions, numberOption } from "../errors/index.js";
import { type Vector, vectorOf } from "../table/index.js";
import { type DiscountRate, type ResolvedRate, resolveRate } from "./discount-rate.js";
import type { PeriodUnit } from "./period-unit.js";
import { type Timing, timingOffset } from "./timing.js";

/** What {@link paybackTime} needs to know besides the cash flows. */
export interface PaybackOptions {
  /** What was spent at time 0, as a positive number [0]. */
  readonly investment?: number;
  /** [no discounting] */
  readonly discountRate?: DiscountRate;
  /** The unit of time between two cash flows; needed with an annual rate. */
  readonly unit?: PeriodUnit;
  /** When within its unit each cash flow is paid, for discounting [`"end"`]. */
  readonly timing?: Timing;
}

/** When an investment is earned back. */
export interface Payback {
  /** Units of time until the balance first reaches zero, the last unit in proportion; null if it never does. */
  readonly time: number | null;
  /** Whole cash flows needed; null if the balance never reaches zero. */
  readonly cashFlows: number | null;
  /** Why `time` is null, or null. */
  readonly reason: string | null;
  /** The discounted balance after each cash flow, the investment taken off. */
  readonly balances: Float64Array;
  /** The last balance: the net present value. */
  readonly netPresentValue: number;
  readonly discountRate: ResolvedRate;
}

/**
 * How long it takes until payments have earned back what was spent for them, e.g. the margins of a customer what it
 * cost to win her. Within the unit in which the balance crosses zero the payment is taken to come in evenly.
 *
 * @param cashFlows - one amount per unit of time, the first unit first
 * @param options - `investment` [0]; `discountRate` [none]; `unit` (needed with an annual rate); `timing` [`"end"`]
 * @returns `time` in units (null with a `reason` if it is never earned back), `cashFlows`, the `balances`,
 * `netPresentValue` and the rate
 * @throws ClienteleError `invalid-option`; `not-a-number`, `missing-value` or `not-finite` for bad cash flows
 * @example
 * ```ts
 * paybackTime([40, 40, 40, 40], { investment: 100, unit: "month" }).time; // 2.5
 * ```
 */
export function paybackTime(cashFlows: Vector, options: PaybackOptions = {}): Payback {
  const caller = "paybackTime";
  knownOptions(caller, options, ["investment", "discountRate", "unit", "timing"]);
  const flows = vectorOf(caller, "cashFlows", cashFlows);
  const investment = numberOption(caller, "investment", options.investment ?? 0, { min: 0 });
  const rate = resolveRate(caller, options.discountRate ?? { perUnit: 0 }, options.unit);
  const offset = timingOffset(caller, options.timing, "end");
  const balances = new Float64Array(flows.length);
  let balance = -investment;
  let time: number | null = balance >= 0 ? 0 : null;
  let needed: number | null = balance >= 0 ? 0 : null;
  for (let i = 0; i < flows.length; i += 1) {
    const discounted = flows[i]! * Math.exp(-rate.continuousPerUnit * (i + offset));
    // Ten payments of 0.1 earn back 1, although their sum in binary falls short of it by a rounding.
    if (time === null && balance + discounted >= -1e-12 * investment) {
      time = i + Math.min(1, -balance / discounted);
      needed = i + 1;
    }
    balance += discounted;
    balances[i] = balance;
  }
  const reason =
    time === null
      ? `after ${counted(flows.length, "cash flow")} ${-balance} of the investment is still to be earned back`
      : null;
  return { time, cashFlows: needed, reason, balances, netPresentValue: balance, discountRate: rate };
}
