import { ClienteleError, counted, knownOptions, numberOption, showValue } from "../../errors/index.js";
import {
  type DiscountRate,
  type Horizon,
  horizonInUnits,
  type PeriodUnit,
  type ResolvedRate,
  resolveRate,
  type Timing,
  timingOffset,
} from "../../finance/index.js";

/** What drives the value of a customer. All amounts are in one currency, all rates per `unit` of time. */
export interface LifetimeDrivers {
  /**
   * What an active customer leaves per unit after direct costs; or a list of it, unit by unit, which ends the horizon.
   * Give this, or `revenue`.
   */
  readonly margin?: number | readonly number[];
  /** By which share the margin (or the revenue of a unit) grows from unit to unit [0]. */
  readonly marginGrowth?: number;
  /** Revenue of one purchase. */
  readonly revenue?: number;
  /** Direct variable cost of one purchase [0]. Only with `revenue`. */
  readonly directCost?: number;
  /** Purchases of an active customer per unit [1]. Only with `revenue`. */
  readonly purchaseFrequency?: number;
  /** Probability that an active customer is still one in the next unit. Give this, or `relationshipLength`. */
  readonly retention?: number;
  /** Expected length of the relationship in units, at least 1: retention = 1 − 1/length. */
  readonly relationshipLength?: number;
  readonly discountRate: DiscountRate;
  /** The unit of time; needed with an annual rate. */
  readonly unit?: PeriodUnit;
  /** Margin per unit from selling other products to the customer [0]. */
  readonly crossSelling?: number;
  /**
   * Customers whom an active customer brings per unit [0]. Each is worth as much as the customer would be
   * without referrals, and comes without acquisition cost; those whom they bring in turn are not counted. `{ perUnit,
   * value }` puts another value on each.
   */
  readonly referrals?: number | { readonly perUnit: number; readonly value: number };
  /** Spent once to win the customer [0]. */
  readonly acquisitionCost?: number;
  /** Spent per unit to keep an active customer [0]; or a list of it, unit by unit, which ends the horizon. */
  readonly retentionCost?: number | readonly number[];
  /** By which share the retention cost falls from unit to unit [0]. */
  readonly retentionCostDecline?: number;
  /**
   * Probability, per unit, that the customer does not pay; what was bought is then lost with its direct cost, and so is
   * the customer [0].
   */
  readonly defaultProbability?: number;
  /** Units of time that count, the first included [all]. */
  readonly horizon?: Horizon;
  /** When within each unit money moves [`"end"`]. */
  readonly timing?: Timing;
}

export const driverNames = [
  "margin",
  "marginGrowth",
  "revenue",
  "directCost",
  "purchaseFrequency",
  "retention",
  "relationshipLength",
  "discountRate",
  "unit",
  "crossSelling",
  "referrals",
  "acquisitionCost",
  "retentionCost",
  "retentionCostDecline",
  "defaultProbability",
  "horizon",
  "timing",
];

/** How margin and retention cost change from unit to unit: by a constant factor, or as listed. */
export interface Drift {
  /** 1 + growth. */
  readonly marginFactor: number;
  /** 1 − decline. */
  readonly costFactor: number;
  /** The margins unit by unit; null where they follow the factor. */
  readonly margins: Float64Array | null;
  readonly retentionCosts: Float64Array | null;
}

/** The drivers, checked, with all defaults filled in. */
export interface CheckedDrivers {
  /** Null where every unit is like the first. */
  readonly drift: Drift | null;
  /** Margin per unit after direct costs, if the customer pays. */
  readonly margin: number;
  /** What a customer who does not pay leaves unpaid per unit. */
  readonly owed: number;
  readonly retention: number;
  readonly rate: ResolvedRate;
  readonly crossSelling: number;
  readonly referralsPerUnit: number;
  /** What each referred customer is worth; null: as much as this one without referrals. */
  readonly referralValue: number | null;
  readonly acquisitionCost: number;
  readonly retentionCost: number;
  readonly defaultProbability: number;
  /** Infinity when all time counts. */
  readonly horizon: number;
  /** How far into its unit money moves. */
  readonly offset: number;
}

/** Checks the drivers. Errors: `invalid-option`. */
export function checkDrivers(caller: string, drivers: LifetimeDrivers): CheckedDrivers {
  knownOptions(caller, drivers, driverNames);
  const amount = (name: "crossSelling" | "acquisitionCost"): number =>
    numberOption(caller, name, drivers[name] ?? 0, name === "crossSelling" ? {} : { min: 0 });
  const drift = driftOf(caller, drivers);
  const listed = drift?.margins?.length ?? drift?.retentionCosts?.length ?? null;
  const rate = resolveRate(caller, drivers.discountRate, drivers.unit);
  const retention = retentionOf(caller, drivers);
  const defaultProbability = numberOption(caller, "defaultProbability", drivers.defaultProbability ?? 0, {
    min: 0,
    max: 1,
  });
  const horizon =
    drivers.horizon === undefined || drivers.horizon === Number.POSITIVE_INFINITY
      ? (listed ?? Number.POSITIVE_INFINITY)
      : numberOption(caller, "horizon", horizonInUnits(caller, "horizon", drivers.horizon, drivers.unit), {
          min: 1,
          integer: true,
        });
  if (listed !== null && horizon > listed) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: horizon },
      `the horizon is ${counted(horizon, "unit")}, and the lists of margins or costs end after ${listed}`,
    );
  }
  if (horizon === Number.POSITIVE_INFINITY) {
    requireFiniteWorth(caller, retention * (1 - defaultProbability), rate, drift?.marginFactor ?? 1);
  }
  const referrals = drivers.referrals ?? 0;
  const asObject = typeof referrals === "object" && referrals !== null;
  if (asObject) knownOptions(caller, referrals, ["perUnit", "value"]);
  return {
    drift,
    ...marginOf(caller, drivers, drift),
    retention,
    rate,
    crossSelling: amount("crossSelling"),
    referralsPerUnit: numberOption(caller, "referrals", asObject ? referrals.perUnit : referrals, { min: 0 }),
    referralValue: asObject ? numberOption(caller, "referrals.value", referrals.value) : null,
    acquisitionCost: amount("acquisitionCost"),
    retentionCost:
      drift?.retentionCosts?.[0] ?? numberOption(caller, "retentionCost", drivers.retentionCost ?? 0, { min: 0 }),
    defaultProbability,
    horizon,
    offset: timingOffset(caller, drivers.timing, "end"),
  };
}

/** Payments whose chance shrinks no faster than they grow add up without end. */
function requireFiniteWorth(caller: string, survival: number, rate: ResolvedRate, growth: number): void {
  if (survival * growth * Math.exp(-rate.continuousPerUnit) < 1) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: survival },
    growth > 1
      ? `margins that grow by ${growth - 1} a unit are worth infinitely much at a survival of ${survival} and a ` +
          `discount rate of ${rate.perUnit} per unit; give a horizon`
      : "a customer who never leaves is worth infinitely much without a discount; give a horizon, a discount rate " +
          "above 0 or a retention below 1",
  );
}

function driftOf(caller: string, drivers: LifetimeDrivers): Drift | null {
  const { margin, marginGrowth, retentionCost, retentionCostDecline } = drivers;
  const margins = Array.isArray(margin) ? amounts(caller, "margin", margin) : null;
  const retentionCosts = Array.isArray(retentionCost) ? amounts(caller, "retentionCost", retentionCost, 0) : null;
  const growth = numberOption(caller, "marginGrowth", marginGrowth ?? 0, { min: -1 });
  const decline = numberOption(caller, "retentionCostDecline", retentionCostDecline ?? 0, { min: 0, max: 1 });
  for (const [list, option, given] of [
    [margins, "marginGrowth", marginGrowth],
    [retentionCosts, "retentionCostDecline", retentionCostDecline],
  ] as const) {
    if (list === null || given === undefined) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `a list says unit by unit what is paid, so that ${showValue(option)} has nothing to do`,
    );
  }
  if (margins !== null && retentionCosts !== null && margins.length !== retentionCosts.length) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller },
      `there must be as many margins as retention costs, got ${margins.length} and ${retentionCosts.length}`,
    );
  }
  const still = margins === null && retentionCosts === null && growth === 0 && decline === 0;
  return still ? null : { marginFactor: 1 + growth, costFactor: 1 - decline, margins, retentionCosts };
}

function amounts(caller: string, option: string, list: readonly number[], min?: number): Float64Array {
  if (list.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: list },
      `the list ${showValue(option)} is empty`,
    );
  }
  return Float64Array.from(list, (value) => numberOption(caller, option, value, min === undefined ? {} : { min }));
}

function marginOf(caller: string, drivers: LifetimeDrivers, drift: Drift | null): { margin: number; owed: number } {
  oneOfTwo(caller, drivers, "margin", "revenue");
  if (drivers.margin !== undefined) {
    for (const name of ["directCost", "purchaseFrequency"] as const) {
      if (drivers[name] === undefined) continue;
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: drivers[name] },
        `"margin" is per unit of time and after direct costs, so ${showValue(name)} goes with "revenue" only`,
      );
    }
    const margin = drift?.margins?.[0] ?? numberOption(caller, "margin", drivers.margin);
    return { margin, owed: margin };
  }
  const revenue = numberOption(caller, "revenue", drivers.revenue, { min: 0 });
  const directCost = numberOption(caller, "directCost", drivers.directCost ?? 0, { min: 0 });
  const purchases = numberOption(caller, "purchaseFrequency", drivers.purchaseFrequency ?? 1, { min: 0 });
  return { margin: (revenue - directCost) * purchases, owed: revenue * purchases };
}

function retentionOf(caller: string, drivers: LifetimeDrivers): number {
  oneOfTwo(caller, drivers, "retention", "relationshipLength");
  if (drivers.retention !== undefined) return numberOption(caller, "retention", drivers.retention, { min: 0, max: 1 });
  return 1 - 1 / numberOption(caller, "relationshipLength", drivers.relationshipLength, { min: 1 });
}

function oneOfTwo(caller: string, drivers: LifetimeDrivers, one: keyof LifetimeDrivers, other: keyof LifetimeDrivers) {
  const given = [one, other].filter((name) => drivers[name] !== undefined);
  if (given.length === 1) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    `needs either ${showValue(one)} or ${showValue(other)}, got ${given.length === 0 ? "neither" : "both"}`,
  );
}
