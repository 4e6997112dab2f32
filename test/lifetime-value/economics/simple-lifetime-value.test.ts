import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paybackTime, presentValue } from "../../../src/finance/index.js";
import {
  type LifetimeDrivers,
  lifetimeSensitivity,
  simpleLifetimeValue,
  worthSpending,
} from "../../../src/lifetime-value/index.js";

const basic: LifetimeDrivers = { margin: 120, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" };

/** Numbers in steps of a ten-thousandth: nobody counts in 1e−320. */
const upTo = (max: number) => fc.integer({ min: 0, max: max * 10_000 }).map((count) => count / 10_000);
const money = upTo(1000);
const share = upTo(0.95);
const drivers = fc.record({
  revenue: money,
  directCost: money,
  purchaseFrequency: upTo(12),
  retention: share,
  discountRate: fc.record({ perUnit: upTo(0.5) }),
  crossSelling: money,
  referrals: upTo(0.5),
  acquisitionCost: money,
  retentionCost: money,
  defaultProbability: share,
  horizon: fc.option(fc.integer({ min: 1, max: 60 }), { nil: Number.POSITIVE_INFINITY }),
  timing: fc.constantFrom<"start" | "mid" | "end">("start", "mid", "end"),
});

/** The value by adding up unit after unit. */
function added(
  d: Required<Pick<LifetimeDrivers, "revenue" | "directCost" | "purchaseFrequency">> & LifetimeDrivers,
): number {
  const { perUnit } = d.discountRate as { perUnit: number };
  const offset = { start: 0, mid: 0.5, end: 1 }[d.timing!];
  const q = d.defaultProbability!;
  const own =
    (1 - q) * (d.revenue * d.purchaseFrequency + d.crossSelling!) -
    d.directCost * d.purchaseFrequency -
    Number(d.retentionCost);
  let active = 1;
  let units = 0;
  for (let i = 0; i < Math.min(Number(d.horizon), 20_000) && active > 1e-18; i++) {
    units += active * (1 + perUnit) ** -(i + offset);
    active *= d.retention! * (1 - q);
  }
  const referred = (d.referrals as number) * Math.max(0, own * units);
  return (own + referred) * units - d.acquisitionCost!;
}

describe("the value of a customer", () => {
  it("is margin / (1 + d − r) at the ends of units, and its known relatives at other times", () => {
    expect(simpleLifetimeValue(basic).value).toBeCloseTo(120 / 0.3, 10);
    expect(simpleLifetimeValue({ ...basic, timing: "start" }).value).toBeCloseTo((120 * 1.1) / 0.3, 10);
    expect(simpleLifetimeValue({ ...basic, timing: "mid" }).value).toBeCloseTo((120 * Math.sqrt(1.1)) / 0.3, 10);
    // Gupta & Lehmann (2003): the margin multiple r / (1 + d − r) values a customer whose first margin is already in.
    expect(simpleLifetimeValue(basic).value * 0.8).toBeCloseTo((120 * 0.8) / (1 + 0.1 - 0.8), 10);
  });

  it("is the present value of the expected margins", () => {
    const flows = Array.from({ length: 7 }, (_, i) => 120 * 0.8 ** i);
    for (const timing of ["start", "mid", "end"] as const) {
      const value = simpleLifetimeValue({ ...basic, horizon: 7, timing }).value;
      expect(value).toBeCloseTo(presentValue(flows, { discountRate: { annual: 0.1 }, unit: "year", timing }), 10);
    }
  });

  it("agrees with adding up unit after unit, and its parts add up to it", () => {
    fc.assert(
      fc.property(drivers, (given) => {
        const result = simpleLifetimeValue(given);
        const expected = added(given);
        expect(Math.abs(result.value - expected)).toBeLessThan(1e-9 * (1e4 + Math.abs(expected)));
        const sum = Object.values(result.parts).reduce((total, part) => total + part, 0);
        expect(Math.abs(result.value - sum)).toBeLessThan(1e-9 * (1e5 + Math.abs(expected)));
        expect(result.worthSpending.toWin).toBeCloseTo(Math.max(0, result.value + given.acquisitionCost), 5);
      }),
    );
  });

  it("rises with what brings money and falls with what costs it", () => {
    const up: (keyof LifetimeDrivers)[] = ["revenue", "crossSelling", "referrals"];
    const down: (keyof LifetimeDrivers)[] = ["directCost", "acquisitionCost", "retentionCost"];
    fc.assert(
      fc.property(drivers, (given) => {
        const { value } = simpleLifetimeValue(given);
        const slack = 1e-9 * (1e5 + Math.abs(value));
        for (const name of up) {
          const more = simpleLifetimeValue({ ...given, [name]: (given[name as "revenue"] as number) + 0.5 }).value;
          expect(more).toBeGreaterThanOrEqual(value - slack);
        }
        for (const name of down) {
          const less = simpleLifetimeValue({ ...given, [name]: (given[name as "revenue"] as number) + 0.5 }).value;
          expect(less).toBeLessThanOrEqual(value + slack);
        }
        const later = { perUnit: given.discountRate.perUnit + 0.05 };
        if (simpleLifetimeValue(given).marginPerUnit < 0) return;
        expect(simpleLifetimeValue({ ...given, discountRate: later }).value).toBeLessThanOrEqual(value + slack);
        const loyal = simpleLifetimeValue({ ...given, retention: given.retention + 0.04 }).value;
        expect(loyal).toBeGreaterThanOrEqual(value - slack);
        const risky = { ...given, defaultProbability: given.defaultProbability + 0.04 };
        expect(simpleLifetimeValue(risky).value).toBeLessThanOrEqual(value + slack);
      }),
    );
  });

  it("scales with the currency and does not care how the rate is told", () => {
    fc.assert(
      fc.property(drivers, (given) => {
        const { value } = simpleLifetimeValue(given);
        const dearer = { ...given };
        for (const name of ["revenue", "directCost", "crossSelling", "acquisitionCost", "retentionCost"] as const) {
          dearer[name] = given[name] * 100;
        }
        expect(Math.abs(simpleLifetimeValue(dearer).value / 100 - value)).toBeLessThan(1e-9 * (1e5 + Math.abs(value)));
        const annual = (1 + given.discountRate.perUnit) ** 12 - 1;
        const told = simpleLifetimeValue({ ...given, discountRate: { annual }, unit: "month" });
        expect(Math.abs(told.value - value)).toBeLessThan(1e-8 * (1e5 + Math.abs(value)));
      }),
    );
  });

  it("takes the length of the relationship for its retention", () => {
    const byLength = simpleLifetimeValue({ margin: 50, relationshipLength: 5, discountRate: { perUnit: 0.1 } });
    expect(byLength.value).toBeCloseTo(
      simpleLifetimeValue({ margin: 50, retention: 0.8, discountRate: { perUnit: 0.1 } }).value,
      10,
    );
    expect(byLength.expectedUnits).toBeCloseTo(5, 12);
    expect(byLength.discountRate).toEqual({
      unit: null,
      annual: null,
      perUnit: expect.closeTo(0.1, 14),
      continuousPerUnit: Math.log1p(0.1),
    });
  });

  it("loses the direct cost of what is not paid, and the customer with it", () => {
    const result = simpleLifetimeValue({
      revenue: 100,
      directCost: 60,
      purchaseFrequency: 2,
      retention: 0.9,
      defaultProbability: 0.1,
      discountRate: { perUnit: 0.05 },
    });
    expect(result.marginPerUnit).toBeCloseTo(2 * (0.9 * 100 - 60), 12);
    expect(result.survivalPerUnit).toBeCloseTo(0.81, 14);
    expect(result.value).toBeCloseTo(60 / (1.05 - 0.81), 9);
    expect(result.parts.defaults).toBeCloseTo(-20 / (1.05 - 0.81), 9);
  });

  it("values each referred customer as this one, without a chain, or as told", () => {
    const plain = simpleLifetimeValue(basic).value;
    expect(simpleLifetimeValue({ ...basic, referrals: 0.1 }).value).toBeCloseTo(plain + (0.1 * plain) / 0.3, 9);
    expect(simpleLifetimeValue({ ...basic, referrals: { perUnit: 0.1, value: 60 } }).value).toBeCloseTo(
      plain + 6 / 0.3,
      9,
    );
    // Nobody is glad of the referrals of a customer who loses money.
    expect(simpleLifetimeValue({ ...basic, margin: -10, referrals: 0.5 }).parts.referrals).toBeCloseTo(0, 12);
  });

  it("earns its cost back when paybackTime says so", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 500, noNaN: true }),
        share,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (cost, retention, d) => {
          const discountRate = { perUnit: d };
          const { paybackTime: time } = simpleLifetimeValue({
            margin: 100,
            retention,
            discountRate,
            acquisitionCost: cost,
          });
          const flows = Array.from({ length: 3000 }, (_, i) => 100 * retention ** i);
          const expected = paybackTime(flows, { investment: cost, discountRate }).time;
          const total = presentValue(flows, { discountRate });
          if (Math.abs(total - cost) < 1e-6 * cost) return;
          if (expected === null) expect(time).toBeNull();
          else expect(time).toBeCloseTo(expected, 6);
        },
      ),
    );
    expect(simpleLifetimeValue(basic).paybackTime).toBe(0);
    expect(simpleLifetimeValue({ ...basic, acquisitionCost: 500 }).paybackTime).toBeNull();
  });

  it("is finite next to the edge, and refused where it would be infinite", () => {
    expect(simpleLifetimeValue({ margin: 1, retention: 1, discountRate: { perUnit: 1e-9 } }).value).toBeCloseTo(
      1e9,
      -1,
    );
    expect(simpleLifetimeValue({ margin: 1, retention: 1, discountRate: { perUnit: 0 }, horizon: 25 }).value).toBe(25);
    expect(simpleLifetimeValue({ margin: 7, retention: 0, discountRate: { perUnit: 0 } }).value).toBe(7);
    expect(() => simpleLifetimeValue({ margin: 1, retention: 1, discountRate: { perUnit: 0 } })).toThrow(
      /infinitely much/,
    );
  });

  it.each([
    [{ margin: undefined }, /either "margin" or "revenue", got neither/],
    [{ revenue: 5 }, /got both/],
    [{ retention: undefined }, /either "retention" or "relationshipLength"/],
    [{ retention: 80 }, /retention/],
    [{ retention: Number.NaN }, /retention/],
    [{ relationshipLength: 0.5, retention: undefined }, /relationshipLength/],
    [{ directCost: 5 }, /goes with "revenue" only/],
    [{ discountRate: 0.1 }, /say its period/],
    [{ unit: undefined }, /needs a "unit"/],
    [{ defaultProbability: 1.1 }, /defaultProbability/],
    [{ horizon: 2.5 }, /horizon/],
    [{ horizon: 0 }, /horizon/],
    [{ referrals: -1 }, /referrals/],
    [{ referrals: { perUnit: 1, worth: 2 } }, /no option "worth"/],
    [{ acquisitionCost: -1 }, /acquisitionCost/],
    [{ churn: 0.2 }, /no option "churn"/],
  ])("refuses %j", (wrong, message) => {
    expect(() => simpleLifetimeValue({ ...basic, ...wrong } as never)).toThrow(message);
  });
});

describe("what is worth spending", () => {
  it("is the value times what the offer changes", () => {
    const limits = worthSpending(basic, {
      win: { successRate: 0.05 },
      keep: { retentionWith: 0.85 },
      reactivate: { successRate: 0.1, returnsAnyway: 0.02, retention: 0.7, marginFactor: 0.5 },
    });
    expect(limits.toWin.perCustomer).toBeCloseTo(400, 9);
    expect(limits.toWin.perContact).toBeCloseTo(20, 9);
    expect(limits.toKeep.perCustomer).toBeCloseTo(400, 9);
    expect(limits.toKeep.perContact).toBeCloseTo(20, 9);
    expect(limits.toReactivate.perCustomer).toBeCloseTo(60 / 0.4, 9);
    expect(limits.toReactivate.perContact).toBeCloseTo(0.08 * 150, 9);
  });

  it("is, for lasting retention, the cost per unit at which nothing is won or lost", () => {
    fc.assert(
      fc.property(drivers, fc.double({ min: 0, max: 1, noNaN: true }), (given, lift) => {
        const retentionWith = given.retention + (0.99 - given.retention) * lift;
        const { perUnit } = worthSpending(given, { keep: { retentionWith } }).toKeep;
        expect(perUnit).toBeGreaterThanOrEqual(0);
        if (perUnit === 0) return;
        const before = simpleLifetimeValue(given).value;
        const after = simpleLifetimeValue({
          ...given,
          retention: retentionWith,
          retentionCost: given.retentionCost + perUnit,
        });
        expect(Math.abs(after.value - before)).toBeLessThan(1e-7 * (1e4 + Math.abs(before)));
      }),
    );
  });

  it("is nothing for customers who lose money or offers that change nothing", () => {
    const limits = worthSpending({ ...basic, margin: -5 });
    expect(limits.toWin.perCustomer).toBe(0);
    expect(limits.toKeep.perUnit).toBe(0);
    expect(worthSpending(basic, { keep: { retentionWith: 0.5 } }).toKeep).toEqual({
      perCustomer: expect.closeTo(400, 9),
      perContact: 0,
      perUnit: 0,
    });
    expect(worthSpending(basic, { reactivate: { successRate: 0.1, returnsAnyway: 0.2 } }).toReactivate.perContact).toBe(
      0,
    );
  });

  it("refuses shares outside 0 to 1 and unknown offers", () => {
    expect(() => worthSpending(basic, { win: { successRate: 2 } })).toThrow(/win\.successRate/);
    expect(() => worthSpending(basic, { keep: { uplift: 2 } } as never)).toThrow(/no option "uplift"/);
    expect(() => worthSpending(basic, { gift: {} } as never)).toThrow(/no option "gift"/);
    expect(() => worthSpending({ ...basic, retention: 2 })).toThrow(/^worthSpending/);
  });
});

describe("sensitivity to the drivers", () => {
  it("says what five percent more retention is worth", () => {
    const table = lifetimeSensitivity(basic);
    const retention = table.toRows()[0]!;
    expect(table.value).toBeCloseTo(400, 9);
    expect(retention).toMatchObject({ driver: "retention", base: 0.8, low: 0.76, high: expect.closeTo(0.84, 12) });
    expect(retention.worthOfRise).toBeCloseTo(120 / (1.1 - 0.84) - 400, 9);
    // ε = r / (1 + d − r)
    expect(retention.elasticity).toBeCloseTo(0.8 / 0.3, 6);
    expect(table.toRows().map((row) => row.driver)).toEqual(["retention", "margin", "discountRate"]);
    expect(table.toRows()[1]!.elasticity).toBeCloseTo(1, 8);
    expect(table.toRows()[2]!.elasticity).toBeCloseTo(-0.1 / 0.3, 6);
  });

  it("agrees with the values computed one by one, and lists the largest swing first", () => {
    fc.assert(
      fc.property(drivers, (given) => {
        const table = lifetimeSensitivity(given, { change: 0.04 });
        let swing = Number.POSITIVE_INFINITY;
        for (const row of table) {
          const moved = row.driver === "discountRate" ? { perUnit: row.high! } : row.high!;
          expect(row.valueAtHigh).toBe(simpleLifetimeValue({ ...given, [row.driver!]: moved }).value);
          expect(row.low! < row.base! && row.base! <= row.high!).toBe(true);
          expect(row.worthOfRise).toBeCloseTo(row.valueAtHigh! - table.value, 9);
          const next = Math.abs(row.valueAtHigh! - row.valueAtLow!);
          expect(next).toBeLessThanOrEqual(swing);
          swing = next;
        }
      }),
    );
  });

  it("keeps probabilities within 0 to 1 and a relationship at least one unit long", () => {
    const loyal = lifetimeSensitivity({ ...basic, retention: 0.99 });
    expect(loyal.toRows()[0]).toMatchObject({ driver: "retention", high: 1 });
    const short = lifetimeSensitivity({ margin: 5, relationshipLength: 1, discountRate: { perUnit: 0.1 } });
    expect(short.where((row) => row.driver === "relationshipLength").toRows()[0]).toMatchObject({ low: 1, high: 1.05 });
    const told = lifetimeSensitivity({ ...basic, referrals: { perUnit: 0.2, value: 10 }, discountRate: { annual: 0 } });
    expect(told.toRows().map((row) => row.driver)).toContain("referrals");
    expect(told.toRows().map((row) => row.driver)).not.toContain("discountRate");
  });

  it("refuses a change of nothing", () => {
    expect(() => lifetimeSensitivity(basic, { change: 0 })).toThrow(/change/);
    expect(() => lifetimeSensitivity(basic, { by: 1 } as never)).toThrow(/no option "by"/);
  });
});

describe("an acquisition cost equal to all that a customer will ever bring", () => {
  it("is never earned back, as margins only approach their sum", () => {
    const drivers = { margin: 3000, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" } as const;
    const never = simpleLifetimeValue({ ...drivers, acquisitionCost: 10000 });
    expect(never.value).toBeCloseTo(0, 8);
    expect(never.paybackTime).toBeNull();
    expect(simpleLifetimeValue({ ...drivers, acquisitionCost: 9999 }).paybackTime).toBeGreaterThan(28);
  });
});
