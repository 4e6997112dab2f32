import { finiteFigures } from "../../errors/index.js";
import type { ResolvedRate } from "../../finance/index.js";
import { driftingPayments, geometricSum } from "./drifting-payments.js";
import { type CheckedDrivers, checkDrivers, type LifetimeDrivers } from "./lifetime-drivers.js";

/** What each driver adds to the value of a customer; the parts sum to the value. */
export interface LifetimeParts {
  /** Margins after direct costs, as if everybody paid. */
  readonly margin: number;
  readonly crossSelling: number;
  readonly referrals: number;
  /** Payments that fail. */
  readonly defaults: number;
  readonly retentionCost: number;
  readonly acquisitionCost: number;
}

/** What a customer is worth, and why. */
export interface SimpleLifetimeValue {
  /** Present value of everything still to come from a new customer, less what it costs to win them. */
  readonly value: number;
  readonly parts: LifetimeParts;
  /** What an active customer leaves in the first unit, all drivers but acquisition cost considered. */
  readonly marginPerUnit: number;
  /** Probability that an active customer is still one in the next unit: retention · (1 − default probability). */
  readonly survivalPerUnit: number;
  /** Units of time that the customer is expected to be active within the horizon. */
  readonly expectedUnits: number;
  /**
   * The same, each unit discounted: value before acquisition = marginPerUnit · discountedUnits where nothing drifts.
   */
  readonly discountedUnits: number;
  /**
   * What may at most be spent without losing money. See {@link worthSpending} for offers that do not always succeed.
   */
  readonly worthSpending: {
    /** To win one such customer. */
    readonly toWin: number;
    /** At a renewal, to keep one who would otherwise leave. */
    readonly toKeep: number;
    /** To bring one back who has left, and who then is like a new customer. */
    readonly toReactivate: number;
  };
  /** Units until the expected margins have earned back the acquisition cost; null if they never do. */
  readonly paybackTime: number | null;
  readonly discountRate: ResolvedRate;
  /** Units of time that count; null for all. */
  readonly horizon: number | null;
}

/**
 * What is a customer worth? The expected margins of all units of time, each weighed with the probability that the
 * customer is still there and discounted: value = Σ_{i ≥ 0} M · s^i · (1 + d)^−(i + o) − acquisition cost, where M is
 * what an active customer leaves per unit, s = retention · (1 − default probability), and o is 1, ½ or 0 for money that
 * moves at the end, in the middle or at the start of a unit. The first unit is certain. With money at the end of a
 * unit, and no horizon, this is M / (1 + d − s). Margins that grow and retention costs that fall from unit to unit, or
 * lists of them, change M from unit to unit (`marginGrowth` g: M / (1 + d − s(1 + g))).
 *
 * Sources: Berger & Nasr, "Customer Lifetime Value: Marketing Models and Applications", Journal of Interactive
 * Marketing 12 (1998); Gupta & Lehmann, "Customers as Assets", the same 17 (2003); for the conventions of timing Fader
 * & Hardie, "Reconciling and Clarifying CLV Formulas" (2012).
 *
 * @param drivers - `margin` per unit, or `revenue`, `directCost` and `purchaseFrequency`; `marginGrowth`,
 * `retentionCostDecline` [0]; `retention`, or `relationshipLength`; `discountRate` and `unit`; `crossSelling`,
 * `referrals`,
 *   `acquisitionCost`, `retentionCost`, `defaultProbability` [all 0]; `horizon` in units or `{ months }` [all time];
 * `timing` [`"end"`]
 * @returns the `value` in the currency of the drivers, its `parts`, what is worth spending to win, keep and reactivate
 * the customer, payback time and the rate in all forms
 * @throws ClienteleError `invalid-option` for a driver that is missing, given twice or out of range, and where the
 * value would be infinite
 * @example
 * ```ts
 * const customer = simpleLifetimeValue({ margin: 120, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year",
 * acquisitionCost: 90 }); customer.value; // 310 = 120 / (1 + 0.1 − 0.8) − 90 customer.worthSpending.toWin; // 400
 * ```
 */
export function simpleLifetimeValue(drivers: LifetimeDrivers): SimpleLifetimeValue {
  const caller = "simpleLifetimeValue";
  const value = lifetimeValueOf(checkDrivers(caller, drivers));
  // A customer who never leaves stays infinitely long, and is worth a finite amount all the same.
  finiteFigures(caller, { ...value, expectedUnits: null });
  return value;
}

/** {@link simpleLifetimeValue} of drivers already checked. */
export function lifetimeValueOf(drivers: CheckedDrivers): SimpleLifetimeValue {
  const { margin, owed, crossSelling, retentionCost, defaultProbability, acquisitionCost, rate, horizon } = drivers;
  const survivalPerUnit = drivers.retention * (1 - defaultProbability);
  const units = (count: number, delta: number): number =>
    annuity(drivers.retention, defaultProbability, delta, count) * Math.exp(-delta * drivers.offset);
  const discountedUnits = units(horizon, rate.continuousPerUnit);
  const perUnit = {
    margin,
    crossSelling,
    defaults: -defaultProbability * (owed + crossSelling) || 0,
    retentionCost: -retentionCost || 0,
  };
  const ownMargin = margin + crossSelling + perUnit.defaults + perUnit.retentionCost;
  const ownWorth = ownWorthOf(drivers, perUnit, (count) => units(count, rate.continuousPerUnit));
  const own = ownWorth(horizon);
  const referralValue = drivers.referralValue ?? Math.max(0, own.total);
  const referrals = drivers.referralsPerUnit * referralValue;
  const marginPerUnit = ownMargin + referrals;
  const earned = (count: number): number =>
    drivers.drift === null
      ? marginPerUnit * units(count, rate.continuousPerUnit)
      : ownWorth(count).total + referrals * units(count, rate.continuousPerUnit);
  const worth = earned(horizon);
  const spend = Math.max(0, worth);
  const endless = horizon === Number.POSITIVE_INFINITY && survivalPerUnit > 0;
  return {
    value: worth - acquisitionCost,
    parts: { ...own.parts, referrals: referrals * discountedUnits, acquisitionCost: -acquisitionCost || 0 },
    marginPerUnit,
    survivalPerUnit,
    expectedUnits: units(horizon, 0),
    discountedUnits,
    worthSpending: { toWin: spend, toKeep: spend, toReactivate: spend },
    paybackTime:
      drivers.drift === null
        ? payback(acquisitionCost, earned, horizon, endless)
        : firstPayback(acquisitionCost, earned, horizon),
    discountRate: rate,
    horizon: horizon === Number.POSITIVE_INFINITY ? null : horizon,
  };
}

/** What a customer leaves in the first `count` units but for referrals, with its parts. */
function ownWorthOf(
  drivers: CheckedDrivers,
  perUnit: Record<"margin" | "crossSelling" | "defaults" | "retentionCost", number>,
  discounted: (count: number) => number,
): (count: number) => { readonly total: number; readonly parts: Omit<LifetimeParts, "referrals" | "acquisitionCost"> } {
  const { margin, crossSelling, defaults, retentionCost } = perUnit;
  if (drivers.drift === null) {
    return (count) => {
      const units = discounted(count);
      return {
        total: (margin + crossSelling + defaults + retentionCost) * units,
        parts: {
          margin: margin * units,
          crossSelling: crossSelling * units,
          defaults: defaults * units,
          retentionCost: retentionCost * units,
        },
      };
    };
  }
  const payments = driftingPayments(drivers, drivers.drift);
  const lost = drivers.defaultProbability;
  return (count) => {
    const parts = {
      margin: payments.margin(count),
      crossSelling: crossSelling * discounted(count),
      defaults: -lost * (payments.owed(count) + crossSelling * discounted(count)) || 0,
      retentionCost: -payments.retentionCost(count) || 0,
    };
    return { total: parts.margin + parts.crossSelling + parts.defaults + parts.retentionCost, parts };
  };
}

/** Σ_{i < count} (r (1 − q) e^−δ)^i. */
function annuity(retention: number, defaultProbability: number, delta: number, count: number): number {
  return geometricSum(Math.log(retention) + Math.log1p(-defaultProbability) - delta, count);
}

/** The most units looked through for a payback of payments that drift. */
const mostUnits = 10_000;

/** The first time at which payments that drift, and may fall, have earned an investment back; null if none is found. */
function firstPayback(investment: number, earned: (units: number) => number, horizon: number): number | null {
  if (investment === 0) return 0;
  let before = 0;
  for (let unit = 1; unit <= Math.min(horizon, mostUnits); unit++) {
    const after = earned(unit);
    if (after >= investment * (1 - 1e-12)) return unit - 1 + Math.min(1, (investment - before) / (after - before));
    before = after;
  }
  return null;
}

/**
 * The number of units, the last in proportion, in which `earned` reaches the investment.
 *
 * @param endless - margins come forever, so that their sum is only approached: an investment equal to it is never
 * earned back
 */
function payback(
  investment: number,
  earned: (units: number) => number,
  horizon: number,
  endless: boolean,
): number | null {
  if (investment === 0) return 0;
  if (endless && !(earned(horizon) > investment * (1 + 1e-12))) return null;
  const enough = investment * (1 - 1e-12);
  if (!(earned(horizon) >= enough)) return null;
  let after = 1;
  while (earned(Math.min(after, horizon)) < enough) after *= 2;
  after = Math.min(after, horizon);
  let before = 0;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (earned(middle) >= enough) after = middle;
    else before = middle;
  }
  const already = before === 0 ? 0 : earned(before);
  return before + Math.min(1, (investment - already) / (earned(after) - already));
}
