import { ClienteleError, finiteFigures, knownOptions, numberOption } from "../../errors/index.js";
import { checkDrivers, type LifetimeDrivers } from "./lifetime-drivers.js";
import { lifetimeValueOf } from "./simple-lifetime-value.js";

/** What is done to win, keep or bring back customers, and how often it succeeds. */
export interface Offers {
  readonly win?: {
    /** Share of those addressed who become customers [1]. */
    readonly successRate?: number;
  };
  readonly keep?: {
    /** Probability, with the offer, that an active customer renews [1]. Without it, it is `retention`. */
    readonly retentionWith?: number;
  };
  readonly reactivate?: {
    /** Share of the lapsed customers addressed who come back [1]. */
    readonly successRate?: number;
    /** Share who would come back by themselves [0]. */
    readonly returnsAnyway?: number;
    /** Retention of those who come back [that of other customers]. */
    readonly retention?: number;
    /** Their margin, as a multiple of what other customers leave [1]. */
    readonly marginFactor?: number;
  };
}

/** The most that may be spent without losing money. */
export interface SpendingLimits {
  readonly toWin: {
    /** For one customer won. */
    readonly perCustomer: number;
    /** For each person addressed. */
    readonly perContact: number;
  };
  readonly toKeep: {
    /** At a renewal, for one customer kept who would have left. */
    readonly perCustomer: number;
    /** At a renewal, for each customer addressed. */
    readonly perContact: number;
    /** In every unit for each active customer, if it lifts retention to that of the offer for good. */
    readonly perUnit: number;
  };
  readonly toReactivate: {
    /** For one customer who comes back and would not have done so without the offer. */
    readonly perCustomer: number;
    /** For each lapsed customer addressed. */
    readonly perContact: number;
  };
}

/**
 * How much may I spend to win, to keep and to bring back a customer? The most at which an offer loses no money, given
 * how often it succeeds.
 *
 * Winning is worth the value of a new customer. Keeping is worth, at a renewal, what a customer who stays is still
 * worth, times the rise in the probability that they stay and can pay. Bringing back is worth the value of a customer
 * who has come back, times the share who come back only because of the offer.
 *
 * @param drivers - as for {@link simpleLifetimeValue}; `acquisitionCost` plays no part
 * @param offers - `win: { successRate }`, `keep: { retentionWith }`, `reactivate: { successRate, returnsAnyway,
 * retention, marginFactor }`; everything succeeds unless said otherwise
 * @returns limits per customer and per contact, 0 where nothing is worth spending
 * @throws ClienteleError `invalid-option` for shares outside 0..1, and for drivers as {@link simpleLifetimeValue}
 * @example
 * ```ts
 * const limits = worthSpending(
 *   { margin: 120, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" },
 *   { keep: { retentionWith: 0.85 }, reactivate: { successRate: 0.1, returnsAnyway: 0.02, retention: 0.7 } },
 * );
 * limits.toKeep.perContact; // 20 = (0.85 − 0.8) · 400
 * limits.toReactivate.perContact; // 24 = (0.1 − 0.02) · 300
 * ```
 */
export function worthSpending(drivers: LifetimeDrivers, offers: Offers = {}): SpendingLimits {
  const caller = "worthSpending";
  const checked = checkDrivers(caller, drivers);
  if (checked.drift !== null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      "margins and costs that change from unit to unit are for simpleLifetimeValue; give the margin of a usual " +
        "unit here",
    );
  }
  knownOptions(caller, offers, ["win", "keep", "reactivate"]);
  const { win = {}, keep = {}, reactivate = {} } = offers;
  knownOptions(caller, win, ["successRate"]);
  knownOptions(caller, keep, ["retentionWith"]);
  knownOptions(caller, reactivate, ["successRate", "returnsAnyway", "retention", "marginFactor"]);
  const share = (name: string, value: number): number => numberOption(caller, name, value, { min: 0, max: 1 });
  const winRate = share("win.successRate", win.successRate ?? 1);
  const retentionWith = share("keep.retentionWith", keep.retentionWith ?? 1);
  const returnRate = share("reactivate.successRate", reactivate.successRate ?? 1);
  const anyway = share("reactivate.returnsAnyway", reactivate.returnsAnyway ?? 0);
  const retentionAfter = share("reactivate.retention", reactivate.retention ?? checked.retention);
  const marginFactor = numberOption(caller, "reactivate.marginFactor", reactivate.marginFactor ?? 1, { min: 0 });

  const worth = lifetimeValueOf(checked).worthSpending.toWin;
  const returned = lifetimeValueOf({
    ...checked,
    retention: retentionAfter,
    margin: checked.margin * marginFactor,
    owed: checked.owed * marginFactor,
    crossSelling: checked.crossSelling * marginFactor,
  }).worthSpending.toReactivate;
  return finiteFigures(caller, {
    toWin: { perCustomer: worth, perContact: winRate * worth },
    toKeep: {
      perCustomer: worth,
      perContact: Math.max(0, retentionWith - checked.retention) * (1 - checked.defaultProbability) * worth,
      perUnit: Math.max(0, lastingLimit(checked, retentionWith)),
    },
    toReactivate: { perCustomer: returned, perContact: Math.max(0, returnRate - anyway) * returned },
  });
}

/**
 * The further retention cost per unit at which a higher retention leaves the value where it was. The value is linear in
 * that cost.
 */
function lastingLimit(drivers: ReturnType<typeof checkDrivers>, retention: number): number {
  const worthAt = (extra: number, rate: number): number =>
    valueBeforeAcquisition({ ...drivers, retention: rate, retentionCost: drivers.retentionCost + extra });
  const now = worthAt(0, drivers.retention);
  const higher = worthAt(0, retention);
  if (!(higher > now)) return 0;
  if (higher === Number.POSITIVE_INFINITY) return lifetimeValueOf(drivers).marginPerUnit;
  // Referrals are worth nothing below a margin of 0, so the slope is taken over a step that stays above it.
  const step = 0.5 * lifetimeValueOf({ ...drivers, retention, referralsPerUnit: 0 }).marginPerUnit;
  return (step * (higher - now)) / (higher - worthAt(step, retention));
}

function valueBeforeAcquisition(drivers: ReturnType<typeof checkDrivers>): number {
  return lifetimeValueOf({ ...drivers, acquisitionCost: 0 }).value;
}
