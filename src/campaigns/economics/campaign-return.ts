import { finiteFigures, knownOptions, numberOption } from "../../errors/index.js";
import {
  type DiscountRate,
  type PeriodUnit,
  paybackTime,
  presentValue,
  resolveRate,
  type Timing,
  timingOffset,
} from "../../finance/index.js";
import { createTable, type Present, type Table, type Vector, vectorOf } from "../../table/index.js";

/** Options of {@link campaignReturn}. */
export interface CampaignReturnOptions {
  /** What is spent at the start, as a positive number. */
  readonly investment: number;
  /** What comes in less what goes out, one amount a unit of time, the first first. */
  readonly cashFlows: Vector;
  readonly discountRate: DiscountRate;
  /** The unit of time between two cash flows [`"year"`]. */
  readonly unit?: PeriodUnit;
  /** When within its unit each cash flow is paid [`"end"`]. */
  readonly timing?: Timing;
  /** How much better or worse the cash flows may turn out, for `sensitivity` [±10, 20, 30 %]. */
  readonly changes?: readonly number[];
}

/** The columns of `sensitivity`. */
export type ReturnSensitivityColumns = {
  /** All cash flows so much higher, as a share. */
  change: Present<number>;
  netPresentValue: number;
  /** Net present value / investment; missing without an investment. */
  returnOnInvestment: number;
};

/** Whether an investment in customers pays. */
export interface CampaignReturn {
  /** Of the cash flows, before the investment is taken off. */
  readonly presentValue: number;
  readonly netPresentValue: number;
  /** Net present value / investment; null without an investment. */
  readonly returnOnInvestment: number | null;
  /** Units of time until it is earned back; null with `paybackReason` where it never is. */
  readonly paybackTime: number | null;
  readonly paybackReason: string | null;
  /** By which share all cash flows may fall until nothing is earned; null where they are worth nothing. */
  readonly breakEvenChange: number | null;
  readonly sensitivity: Table<ReturnSensitivityColumns>;
}

const usualChanges = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3];

/**
 * Is the campaign, or the whole CRM program, worth its cost? Present value, return, payback, and how much may go wrong
 * before it does not pay.
 *
 * Errors: `invalid-option`, `empty-table`, `missing-value`, those of `presentValue`.
 *
 * @example
 * ```ts
 * campaignReturn({ investment: 100, cashFlows: [60, 60], discountRate: { annual: 0.1 } }).netPresentValue; // 4.13
 * ```
 */
export function campaignReturn(options: CampaignReturnOptions): CampaignReturn {
  const caller = "campaignReturn";
  knownOptions(caller, options, ["investment", "cashFlows", "discountRate", "unit", "timing", "changes"]);
  const investment = numberOption(caller, "investment", options.investment, { min: 0 });
  const flows = vectorOf(caller, "cashFlows", options.cashFlows);
  const { discountRate, unit = "year", timing = "end", changes = usualChanges } = options;
  const steps = vectorOf(caller, "changes", changes);
  // Checked here, so that what is refused is refused in the name of this function.
  resolveRate(caller, discountRate, unit);
  timingOffset(caller, timing, "end");
  const value = presentValue(flows, { discountRate, unit, timing });
  const payback = paybackTime(flows, { investment, discountRate, unit, timing });
  const after = (change: number): number => value * (1 + change) - investment;
  return finiteFigures(
    caller,
    Object.freeze({
      presentValue: value,
      netPresentValue: value - investment,
      returnOnInvestment: investment === 0 ? null : (value - investment) / investment,
      paybackTime: payback.time,
      paybackReason: payback.reason,
      breakEvenChange: value > 0 ? investment / value - 1 : null,
      sensitivity: createTable<ReturnSensitivityColumns>({
        change: steps,
        netPresentValue: steps.map(after),
        returnOnInvestment: steps.map((change) => (investment === 0 ? Number.NaN : after(change) / investment)),
      }),
    }),
  );
}
