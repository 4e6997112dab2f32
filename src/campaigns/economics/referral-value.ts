import { finiteFigures, knownOptions, numberOption } from "../../errors/index.js";

/** What one customer sets in motion by word of mouth. */
export interface ReferralValueOptions {
  /** How many people a customer recommends the firm to. */
  readonly referrals: number;
  /** The share of them who become customers [1]. */
  readonly success?: number;
  /** How many generations of referrals count [all that follow]. */
  readonly generations?: number;
  /** What a customer won is worth. */
  readonly value?: number;
  /** How many people a dissatisfied customer tells [0]. */
  readonly told?: number;
  /** The share of these who are put off [0]. */
  readonly deterred?: number;
  /** What a prospect who is put off would have been worth [0]. */
  readonly prospectValue?: number;
}

/** What word of mouth brings and costs. */
export interface ReferralValue {
  /** Customers won in these generations, Σ mᵏ with m = referrals · success; null where there is no end to them. */
  readonly reached: number | null;
  /**
   * Customers won in all generations, m / (1 − m); null from m = 1 on, where every generation is as large as the
   * last.
   */
  readonly limit: number | null;
  /** reached · value; null without a value or an end. */
  readonly value: number | null;
  /** What a dissatisfied customer costs by those put off: told · deterred · prospectValue. */
  readonly lost: number;
  /** Why something is null, or null. */
  readonly reason: string | null;
}

/**
 * What are recommendations worth, generation after generation? And what does it cost when customers talk badly?
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * referralValue({ referrals: 2, success: 0.4, generations: 12, value: 100 }).reached; // 3.725
 * ```
 */
export function referralValue(options: ReferralValueOptions): ReferralValue {
  const caller = "referralValue";
  const names = ["referrals", "success", "generations", "value", "told", "deterred", "prospectValue"];
  knownOptions(caller, options, names);
  const atLeastNone = { min: 0 };
  const share = { min: 0, max: 1 };
  const m =
    numberOption(caller, "referrals", options.referrals, atLeastNone) *
    numberOption(caller, "success", options.success ?? 1, share);
  const lost =
    numberOption(caller, "told", options.told ?? 0, atLeastNone) *
    numberOption(caller, "deterred", options.deterred ?? 0, share) *
    numberOption(caller, "prospectValue", options.prospectValue ?? 0);
  const limit = m < 1 ? m / (1 - m) : null;
  const reached = options.generations === undefined ? limit : reachedIn(caller, m, options.generations);
  const each = options.value === undefined ? null : numberOption(caller, "value", options.value);
  const result = Object.freeze({
    reached,
    limit,
    value: reached === null || each === null ? null : reached * each,
    lost,
    reason: limit === null ? `each customer wins ${m}, so that the generations never die out` : null,
  });
  return finiteFigures(caller, result);
}

/** Σ mᵏ over the generations 1 to n: m (1 − mⁿ) / (1 − m), or n where m is 1. */
function reachedIn(caller: string, m: number, generations: number): number | null {
  const n = numberOption(caller, "generations", generations, { min: 0, max: 1e6, integer: true });
  const reached = m === 1 ? n : (m * (1 - m ** n)) / (1 - m);
  return Number.isFinite(reached) ? reached : null;
}

/** What is known of complaints. */
export interface RecoveryValueOptions {
  readonly complaints: number;
  /** The share of those whose complaint is put right who stay. */
  readonly stayRecovered: number;
  /** The share of the others who stay. */
  readonly stayOtherwise: number;
  /** What a customer who stays is worth. */
  readonly value: number;
  /** How many people a lost customer tells [0], the share of them who are put off [0], and their worth [0]. */
  readonly told?: number;
  readonly deterred?: number;
  readonly prospectValue?: number;
  /** What it costs to put one complaint right [0]. */
  readonly cost?: number;
}

/**
 * What is it worth to put complaints right? n · ((s₁ − s₀) (value + told · deterred · prospectValue) − cost): customers
 * kept, bad words not spread, less what it costs.
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * recoveryValue({ complaints: 100, stayRecovered: 0.7, stayOtherwise: 0.3, value: 900, cost: 40 }); // 32000
 * ```
 */
export function recoveryValue(options: RecoveryValueOptions): number {
  const caller = "recoveryValue";
  const optional = ["told", "deterred", "prospectValue", "cost"];
  knownOptions(caller, options, ["complaints", "stayRecovered", "stayOtherwise", "value", ...optional]);
  const share = { min: 0, max: 1 };
  const complaints = numberOption(caller, "complaints", options.complaints, { min: 0 });
  const stayRecovered = numberOption(caller, "stayRecovered", options.stayRecovered, share);
  const stayOtherwise = numberOption(caller, "stayOtherwise", options.stayOtherwise, share);
  const value = numberOption(caller, "value", options.value);
  const spread =
    numberOption(caller, "told", options.told ?? 0, { min: 0 }) *
    numberOption(caller, "deterred", options.deterred ?? 0, share) *
    numberOption(caller, "prospectValue", options.prospectValue ?? 0);
  const cost = numberOption(caller, "cost", options.cost ?? 0, { min: 0 });
  return finiteFigures(caller, complaints * ((stayRecovered - stayOtherwise) * (value + spread) - cost));
}
