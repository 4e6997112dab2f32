import { ClienteleError, numberOption, showValue } from "../errors/index.js";
import { daysPerPeriod, type PeriodUnit, periodUnit, periodUnits } from "./period-unit.js";

/**
 * A discount rate that says for which period it holds, as a fraction (0.1 is 10 %): `annual`, `monthly` (a month is a
 * twelfth of a year) and `perUnit` are effective rates, `continuousPerUnit` is a force of interest δ (one unit later
 * counts e^−δ).
 */
export type DiscountRate =
  | { readonly annual: number }
  | { readonly monthly: number }
  | { readonly perUnit: number }
  | { readonly continuousPerUnit: number };

/** One discount rate in all its forms: what results echo back, so that nobody has to guess which one was meant. */
export interface ResolvedRate {
  /** The unit of `perUnit` and `continuousPerUnit`; null when none was given. */
  readonly unit: PeriodUnit | null;
  /** Effective rate per year of 365.25 days; null without a unit. */
  readonly annual: number | null;
  /** Effective rate per unit. */
  readonly perUnit: number;
  /** ln(1 + perUnit). */
  readonly continuousPerUnit: number;
}

/**
 * Restates a discount rate per unit of time, in every form. Errors, which name the caller and its option:
 * `invalid-option` for a bare number, an unknown form, a negative rate, or `annual` or `monthly` without a
 * unit.
 */
export function resolveRate(
  caller: string,
  rate: DiscountRate,
  unit: string | null | undefined,
  option = "discountRate",
): ResolvedRate {
  const per = periodUnit(caller, unit);
  const years = per === null ? null : daysPerPeriod(per) / daysPerPeriod("year");
  const continuous = continuousRate(caller, option, rate, years);
  return {
    unit: per,
    annual: years === null ? null : Math.expm1(continuous / years),
    perUnit: Math.expm1(continuous),
    continuousPerUnit: continuous,
  };
}

function continuousRate(caller: string, option: string, rate: DiscountRate, years: number | null): number {
  const forms = typeof rate === "object" && rate !== null ? Object.keys(rate) : [];
  if (forms.length === 1) {
    const yearly = "annual" in rate || "monthly" in rate;
    if (yearly) {
      const perYear =
        "annual" in rate
          ? Math.log1p(numberOption(caller, `${option}.annual`, rate.annual, { min: 0 }))
          : 12 * Math.log1p(numberOption(caller, `${option}.monthly`, rate.monthly, { min: 0 }));
      if (years !== null) return perYear * years;
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: rate },
        `${"annual" in rate ? "an annual" : "a monthly"} rate needs a "unit" of time (${periodUnits.join(", ")}) ` +
          "to be applied to; or give { perUnit }",
      );
    }
    if ("perUnit" in rate) return Math.log1p(numberOption(caller, `${option}.perUnit`, rate.perUnit, { min: 0 }));
    if ("continuousPerUnit" in rate) {
      return numberOption(caller, `${option}.continuousPerUnit`, rate.continuousPerUnit, { min: 0 });
    }
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: rate },
    `${showValue(option)} must say its period: { annual }, { monthly }, { perUnit } or { continuousPerUnit }, got ` +
      `${showValue(rate)}`,
  );
}
