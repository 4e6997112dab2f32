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
import { findRoot } from "../../numeric/index.js";
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

/** The columns of `drivers`. */
export type ReturnDriverColumns = {
  driver: "cash flows" | "investment" | "discount rate";
  /** So much higher than it is, as a share; the others stay as they are. */
  change: number;
  netPresentValue: number;
  /** Missing without an investment. */
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
  /**
   * The effective rate a unit of time, from 0 on, at which nothing is earned; null with `internalRateReason` where
   * there is no such rate, or no single one.
   */
  readonly internalRate: number | null;
  readonly internalRateReason: string | null;
  /** What other cash flows would make of it. */
  readonly sensitivity: Table<ReturnSensitivityColumns>;
  /** What each of the inputs would make of it, one at a time. */
  readonly drivers: Table<ReturnDriverColumns>;
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
  const { perUnit } = resolveRate(caller, discountRate, unit);
  timingOffset(caller, timing, "end");
  const value = presentValue(flows, { discountRate, unit, timing });
  const payback = paybackTime(flows, { investment, discountRate, unit, timing });
  const after = (change: number): number => value * (1 + change) - investment;
  const valueAt = (rate: number): number => presentValue(flows, { discountRate: { perUnit: rate }, unit, timing });
  const internal = internalRateOf(paymentsInTurn(flows, investment, timing), (rate) => valueAt(rate) - investment);
  return finiteFigures(
    caller,
    Object.freeze({
      presentValue: value,
      netPresentValue: value - investment,
      returnOnInvestment: investment === 0 ? null : (value - investment) / investment,
      paybackTime: payback.time,
      paybackReason: payback.reason,
      breakEvenChange: value > 0 ? investment / value - 1 : null,
      internalRate: internal.rate,
      internalRateReason: internal.reason,
      sensitivity: createTable<ReturnSensitivityColumns>({
        change: steps,
        netPresentValue: steps.map(after),
        returnOnInvestment: steps.map((change) => (investment === 0 ? Number.NaN : after(change) / investment)),
      }),
      drivers: driverTable(steps, { value, investment, rate: perUnit }, valueAt),
    }),
  );
}

/** One input at a time, so much higher. */
function driverTable(
  changes: Float64Array,
  { value, investment, rate }: { readonly value: number; readonly investment: number; readonly rate: number },
  valueAt: (rate: number) => number,
): Table<ReturnDriverColumns> {
  const rows = [...changes].flatMap((change): { driver: string; change: number; spent: number; net: number }[] => {
    const spent = investment * (1 + change);
    return [
      { driver: "cash flows", change, spent: investment, net: value * (1 + change) - investment },
      { driver: "investment", change, spent, net: value - spent },
      { driver: "discount rate", change, spent: investment, net: valueAt(rate * Math.max(0, 1 + change)) - investment },
    ];
  });
  const order = ["cash flows", "investment", "discount rate"];
  rows.sort((a, b) => order.indexOf(a.driver) - order.indexOf(b.driver) || a.change - b.change);
  return createTable<ReturnDriverColumns>({
    driver: rows.map(({ driver }) => driver as ReturnDriverColumns["driver"]),
    change: rows.map(({ change }) => change),
    netPresentValue: rows.map(({ net }) => net),
    returnOnInvestment: rows.map(({ net, spent }) => (spent === 0 ? null : net / spent)),
  });
}

/** The highest internal rate that is looked for: money that doubles twenty times a unit. */
const highestRate = 1e6;

/** The investment and the cash flows in the order of time; what is paid at the very start is one payment with it. */
function paymentsInTurn(flows: Float64Array, investment: number, timing: Timing): number[] {
  const [first = 0, ...later] = flows;
  return timing === "start" ? [first - investment, ...later] : [-investment, ...flows];
}

/**
 * The rate from 0 on at which the net present value is 0. With one change of sign in the whole row of payments there is
 * one at most (Descartes' rule of signs), and it is below 0 where all payments together have the sign of the first.
 */
function internalRateOf(
  payments: readonly number[],
  netValueAt: (rate: number) => number,
): { readonly rate: number | null; readonly reason: string | null } {
  const signs = payments.filter((amount) => amount !== 0).map(Math.sign);
  const turns = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
  const none = (reason: string) => ({ rate: null, reason });
  if (turns === 0) return none("nothing is earned back, or nothing is spent");
  if (turns > 1) return none("payments change their direction more than once, so that several rates may do");
  if (Math.sign(netValueAt(0)) === signs[0]) {
    const [less, more] = signs[0]! < 0 ? ["comes in", "goes out"] : ["goes out", "comes in"];
    return none(`less ${less} than ${more}, even without discounting`);
  }
  const rate = findRoot(netValueAt, 0, highestRate);
  return Number.isNaN(rate) ? none(`it is above ${highestRate}`) : { rate, reason: null };
}
