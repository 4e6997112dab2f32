import { finiteFigures, knownOptions, numberOption } from "../errors/index.js";
import { annuityFactor, type CreditTerms, creditInstallment, creditOptions, type Installment } from "./installment.js";

/** What is to be bought, and what part of an income may go into it. */
export interface AffordabilityTerms extends CreditTerms {
  /** Share of income that installments, these and all others, may take, 0..1 [0.3]. */
  readonly shareOfIncome?: number;
  /** Installments already owed elsewhere, per unit [0]. */
  readonly otherPayments?: number;
  /** Income per unit, to be told whether it is enough. */
  readonly income?: number;
}

/** Who can pay for it. */
export interface Affordability extends Installment {
  /** Income per unit that the installment asks for. */
  readonly incomeRequired: number;
  readonly shareOfIncome: number;
  /** Share of the given income that all installments take; null without an income. */
  readonly share: number | null;
  /** Whether the given income is enough; null without an income. */
  readonly affordable: boolean | null;
  /** The highest price that the given income pays for on the same terms; null without an income. */
  readonly highestPrice: number | null;
}

/**
 * What income somebody needs to pay for something on credit: (installment + other payments) / share of income. With an
 * income it also says whether that is enough, and what price would be.
 *
 * @param terms - those of {@link installment}, and `shareOfIncome` 0..1 [0.3], `otherPayments` per unit [0], `income`
 * per unit
 * @returns the installment with `incomeRequired`, and `share`, `affordable` and `highestPrice` (null without an income)
 * @throws ClienteleError `invalid-option` as {@link installment}; a share outside 0..1 (0 excluded)
 * @example
 * ```ts
 * const car = affordability({ price: 12000, rate: { nominalAnnual: 0.06 }, term: 48, income: 1100 });
 * car.incomeRequired; // 939.40
 * car.affordable; // true
 * ```
 */
export function affordability(terms: AffordabilityTerms): Affordability {
  return affordabilityOf("affordability", terms);
}

/** {@link affordability} with errors that name the caller. */
export function affordabilityOf(caller: string, terms: AffordabilityTerms): Affordability {
  knownOptions(caller, terms, [...creditOptions, "shareOfIncome", "otherPayments", "income"]);
  const credit = creditInstallment(caller, terms);
  const shareOfIncome = numberOption(caller, "shareOfIncome", terms.shareOfIncome ?? 0.3, { min: 0, max: 1 });
  if (shareOfIncome === 0) numberOption(caller, "shareOfIncome", 0, { min: 0, exclusive: true });
  const otherPayments = numberOption(caller, "otherPayments", terms.otherPayments ?? 0, { min: 0 });
  const burden = credit.installment + otherPayments;
  const required = { ...credit, incomeRequired: burden / shareOfIncome, shareOfIncome };
  if (terms.income === undefined) {
    return finiteFigures(caller, { ...required, share: null, affordable: null, highestPrice: null });
  }
  const income = numberOption(caller, "income", terms.income, { min: 0 });
  const left = Math.max(0, shareOfIncome * income - otherPayments);
  const later = (terms.finalPayment ?? 0) * Math.exp(-credit.rate.continuousPerUnit * credit.term);
  return finiteFigures(caller, {
    ...required,
    share: income === 0 ? null : burden / income,
    affordable: burden <= shareOfIncome * income,
    highestPrice:
      (terms.downPayment ?? 0) + later + left / annuityFactor(credit.rate, credit.term, terms.timing ?? "end"),
  });
}
