import { ClienteleError, finiteFigures, knownOptions, numberOption, oneOf } from "../errors/index.js";
import { createTable, type Present, type Table } from "../table/index.js";
import { type DiscountRate, type ResolvedRate, resolveRate } from "./discount-rate.js";
import { daysPerPeriod, type PeriodUnit, periodUnits } from "./period-unit.js";

/**
 * The interest of a credit: a {@link DiscountRate}, or `{ nominalAnnual }`, a yearly rate paid in equal parts with
 * every installment.
 */
export type CreditRate = DiscountRate | { readonly nominalAnnual: number };

/** What is financed, and how. */
export interface CreditTerms {
  readonly price: number;
  readonly rate: CreditRate;
  /** Number of installments. */
  readonly term: number;
  /** Time between installments [`"month"`]. */
  readonly unit?: PeriodUnit;
  /** Paid at once, not financed [0]. */
  readonly downPayment?: number;
  /** Still owed after the installments and paid at the end of the last unit (balloon, residual value) [0]. */
  readonly finalPayment?: number;
  /** When within its unit each installment is due [`"end"`]. */
  readonly timing?: "end" | "start";
}

/** The columns of the schedule of an {@link Installment}. */
export type ScheduleColumns = {
  /** 1 for the first installment. */
  payment: Present<number>;
  /** What is paid; a final payment has a row of its own. */
  amount: Present<number>;
  interest: Present<number>;
  principal: Present<number>;
  /** Still owed afterwards. */
  balance: Present<number>;
};

/** What a credit costs, installment by installment. */
export interface Installment {
  /** Each installment. */
  readonly installment: number;
  /** price − downPayment. */
  readonly financed: number;
  readonly term: number;
  readonly unit: PeriodUnit;
  /** Everything paid, down payment and final payment included. */
  readonly totalPaid: number;
  /** totalPaid − price. */
  readonly interest: number;
  /** The rate in all its forms. */
  readonly rate: ResolvedRate;
  /** The rate per installment times the installments in a year. */
  readonly nominalAnnual: number;
  readonly schedule: Table<ScheduleColumns, object>;
}

export const creditOptions = ["price", "rate", "term", "unit", "downPayment", "finalPayment", "timing"];

/**
 * What has to be paid each month (or other unit) for something bought on credit: the annuity
 * A = (P − F·(1+i)^−n) · i / (1 − (1+i)^−n) for an amount P financed at i per unit over n units with F left at the end;
 * A/(1+i) when due in advance.
 *
 * @param terms - `price`; `rate` (`{ annual }`, `{ monthly }`, `{ perUnit }`, `{ continuousPerUnit }` or `{
 * nominalAnnual }`); `term`, the number of installments; `unit` [`"month"`];
 *   `downPayment` [0]; `finalPayment` [0]; `timing` `"end"` | `"start"` [`"end"`]
 * @returns the `installment`, what is `financed`, `totalPaid`, `interest`, the `rate` in all forms and the `schedule`
 * @throws ClienteleError `invalid-option` for amounts below 0, a term that is not a whole number from 1 to 100,000, or
 * a down payment above the price
 * @example
 * ```ts
 * installment({ price: 12000, rate: { nominalAnnual: 0.06 }, term: 48 }).installment; // 281.82
 * ```
 */
export function installment(terms: CreditTerms): Installment {
  knownOptions("installment", terms, creditOptions);
  return finiteFigures("installment", creditInstallment("installment", terms));
}

/** {@link installment} with errors that name the caller. */
export function creditInstallment(caller: string, terms: CreditTerms): Installment {
  const unit = oneOf(caller, "unit", terms.unit, periodUnits, "month");
  const timing = oneOf(caller, "timing", terms.timing, ["end", "start"], "end");
  const price = numberOption(caller, "price", terms.price, { min: 0 });
  const term = numberOption(caller, "term", terms.term, { min: 1, max: 100_000, integer: true });
  const downPayment = numberOption(caller, "downPayment", terms.downPayment ?? 0, { min: 0 });
  const finalPayment = numberOption(caller, "finalPayment", terms.finalPayment ?? 0, { min: 0 });
  const financed = price - downPayment;
  const rate = creditRate(caller, terms.rate, unit);
  const unfinanced = (problem: string): ClienteleError =>
    new ClienteleError("invalid-option", { function: caller, value: terms.price }, problem);
  if (financed < 0) throw unfinanced(`a down payment of ${downPayment} is above the price of ${price}`);
  const amount =
    annuityFactor(rate, term, timing) * (financed - finalPayment * Math.exp(-rate.continuousPerUnit * term));
  if (amount < 0) {
    throw unfinanced(`a final payment of ${finalPayment} is more than the ${financed} financed grow to with interest`);
  }
  const totalPaid = downPayment + amount * term + finalPayment;
  return {
    installment: amount,
    financed,
    term,
    unit,
    totalPaid,
    interest: totalPaid - price,
    rate,
    nominalAnnual: (rate.perUnit * daysPerPeriod("year")) / daysPerPeriod(unit),
    schedule: scheduleOf(financed, amount, finalPayment, rate, term, timing),
  };
}

/**
 * What each of `term` installments is for 1 financed: i / (1 − (1+i)^−n), less one unit's interest when due in advance.
 */
export function annuityFactor(rate: ResolvedRate, term: number, timing: "end" | "start"): number {
  const { continuousPerUnit, perUnit } = rate;
  const share = -Math.expm1(-continuousPerUnit * term);
  // Without interest, or with so little that the discount over the whole term rounds to 0, the limit 1/n.
  const atEnd = share === 0 ? 1 / term : perUnit / share;
  return timing === "start" ? atEnd / (1 + perUnit) : atEnd;
}

/** The rate of a credit per installment. */
function creditRate(caller: string, rate: CreditRate, unit: PeriodUnit): ResolvedRate {
  if (typeof rate !== "object" || rate === null || !("nominalAnnual" in rate) || Object.keys(rate).length !== 1) {
    return resolveRate(caller, rate as DiscountRate, unit, "rate");
  }
  const nominal = numberOption(caller, "rate.nominalAnnual", rate.nominalAnnual, { min: 0 });
  return resolveRate(caller, { perUnit: (nominal * daysPerPeriod(unit)) / daysPerPeriod("year") }, unit, "rate");
}

function scheduleOf(
  financed: number,
  amount: number,
  finalPayment: number,
  rate: ResolvedRate,
  term: number,
  timing: "end" | "start",
): Table<ScheduleColumns, object> {
  const rows = term + (finalPayment > 0 ? 1 : 0);
  const columns = {
    payment: Float64Array.from({ length: rows }, (_, i) => i + 1),
    amount: new Float64Array(rows),
    interest: new Float64Array(rows),
    principal: new Float64Array(rows),
    balance: new Float64Array(rows),
  };
  // What is owed is what the coming payments are worth: carrying the debt forward instead would multiply each rounding
  // by (1+i)^n.
  const untilFinal = timing === "end" ? 0 : 1;
  let owed = financed;
  for (let i = 0; i < rows; i += 1) {
    const left = term - 1 - i;
    const coming = left > 0 ? amount / annuityFactor(rate, left, "end") : 0;
    const later = left >= 0 ? finalPayment * Math.exp(-rate.continuousPerUnit * (left + untilFinal)) : 0;
    const balance = i === rows - 1 ? 0 : coming + later;
    const paid = left >= 0 ? amount : finalPayment;
    columns.amount[i] = paid;
    columns.principal[i] = owed - balance;
    columns.interest[i] = paid - columns.principal[i]!;
    columns.balance[i] = balance;
    owed = balance;
  }
  return createTable<ScheduleColumns>(columns);
}
