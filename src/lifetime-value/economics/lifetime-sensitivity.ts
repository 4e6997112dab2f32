import { knownOptions, numberOption } from "../../errors/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import { checkDrivers, type LifetimeDrivers } from "./lifetime-drivers.js";
import { lifetimeValueOf } from "./simple-lifetime-value.js";

/** The columns of {@link lifetimeSensitivity}. */
export type LifetimeSensitivityColumns = {
  driver: Present<string>;
  /** The driver as it was given. */
  base: number;
  low: number;
  high: number;
  valueAtLow: number;
  valueAtHigh: number;
  /** valueAtHigh − value: what the rise is worth per customer. */
  worthOfRise: number;
  /** Percent by which the value changes when the driver rises by 1 %; missing where the value is 0. */
  elasticity: number;
};

const probabilities = ["retention", "defaultProbability"];

/**
 * Which drivers move the value of a customer most? Lowers and raises each driver by a share of itself, the others held,
 * largest swing first.
 *
 * @param drivers - as for {@link simpleLifetimeValue}; drivers that are not given, or 0, are left out
 * @param options - `change`: the share by which each driver is moved, 0..1 [0.05]; probabilities stay within 0..1, a
 * relationship at least 1 unit long
 * @returns one row a driver: `low`, `base`, `high` and the value at each, `worthOfRise`, `elasticity`; `.value` is the
 * value itself
 * @throws ClienteleError `invalid-option` as {@link simpleLifetimeValue}, also where a moved driver would make the
 * value infinite
 * @example
 * ```ts
 * const table = lifetimeSensitivity({ margin: 120, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" });
 * table.toRows()[0]; // retention: 5 % more of it is worth 61.54, elasticity 2.67
 * ```
 */
export function lifetimeSensitivity(
  drivers: LifetimeDrivers,
  options: { readonly change?: number } = {},
): Table<LifetimeSensitivityColumns, { readonly value: number }> {
  const caller = "lifetimeSensitivity";
  knownOptions(caller, options, ["change"]);
  const change = numberOption(caller, "change", options.change ?? 0.05, { min: 0, max: 1, exclusive: true });
  const worthOf = (moved: LifetimeDrivers): number => lifetimeValueOf(checkDrivers(caller, moved)).value;
  const value = worthOf(drivers);
  const rows = givenDrivers(drivers).map(({ driver, base, replaced }) => {
    const at = (share: number): number => limited(driver, base * (1 + share));
    const low = at(-change);
    const high = at(change);
    const valueAtLow = worthOf(replaced(low));
    const valueAtHigh = worthOf(replaced(high));
    // A one-sided step where the driver is at its limit.
    const [below, above] = [at(-1e-6), at(1e-6)];
    const slope = (worthOf(replaced(above)) - worthOf(replaced(below))) / (above - below);
    return {
      driver,
      base,
      low,
      high,
      valueAtLow,
      valueAtHigh,
      worthOfRise: valueAtHigh - value,
      elasticity: value === 0 ? null : (slope * base) / value,
    };
  });
  rows.sort((a, b) => Math.abs(b.valueAtHigh - b.valueAtLow) - Math.abs(a.valueAtHigh - a.valueAtLow));
  const column = <Name extends keyof LifetimeSensitivityColumns>(name: Name) => rows.map((row) => row[name]);
  return createTable<LifetimeSensitivityColumns, { value: number }>(
    {
      driver: column("driver"),
      base: column("base"),
      low: column("low"),
      high: column("high"),
      valueAtLow: column("valueAtLow"),
      valueAtHigh: column("valueAtHigh"),
      worthOfRise: column("worthOfRise"),
      elasticity: column("elasticity"),
    },
    { value },
  );
}

interface GivenDriver {
  readonly driver: string;
  readonly base: number;
  readonly replaced: (value: number) => LifetimeDrivers;
}

const plainDrivers = [
  "margin",
  "revenue",
  "directCost",
  "purchaseFrequency",
  "retention",
  "relationshipLength",
  "crossSelling",
  "acquisitionCost",
  "retentionCost",
  "marginGrowth",
  "retentionCostDecline",
  "defaultProbability",
] as const;

function givenDrivers(drivers: LifetimeDrivers): GivenDriver[] {
  const given: GivenDriver[] = [];
  for (const driver of plainDrivers) {
    const base = drivers[driver];
    // Lists of margins or costs are no one number that could be moved.
    if (typeof base !== "number" || base === 0) continue;
    given.push({ driver, base, replaced: (value) => ({ ...drivers, [driver]: value }) });
  }
  const { referrals } = drivers;
  if (typeof referrals === "object" && referrals !== null) {
    const { perUnit, value: worth } = referrals;
    if (perUnit !== 0) {
      given.push({
        driver: "referrals",
        base: perUnit,
        replaced: (value) => ({ ...drivers, referrals: { perUnit: value, value: worth } }),
      });
    }
  } else if (typeof referrals === "number" && referrals !== 0) {
    given.push({ driver: "referrals", base: referrals, replaced: (value) => ({ ...drivers, referrals: value }) });
  }
  const [form, rate] = Object.entries(drivers.discountRate)[0] as [string, number];
  if (rate !== 0) {
    given.push({
      driver: "discountRate",
      base: rate,
      replaced: (value) => ({ ...drivers, discountRate: { [form]: value } as LifetimeDrivers["discountRate"] }),
    });
  }
  return given;
}

function limited(driver: string, value: number): number {
  if (probabilities.includes(driver)) return Math.min(1, Math.max(0, value));
  return driver === "relationshipLength" ? Math.max(1, value) : value;
}
