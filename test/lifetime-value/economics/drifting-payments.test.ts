import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simpleLifetimeValue, worthSpending } from "../../../src/lifetime-value/index.js";
import { errorOf } from "../../error-of.js";

const base = { margin: 100, retentionCost: 30, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" } as const;

describe("simpleLifetimeValue of margins and costs that drift", () => {
  it("is the series in closed form: margins grow, upkeep falls", () => {
    const value = simpleLifetimeValue({ ...base, marginGrowth: 0.05, retentionCostDecline: 0.2 });
    expect(value.parts.margin).toBeCloseTo(384.61538461538464, 9);
    expect(value.parts.retentionCost).toBeCloseTo(-65.21739130434783, 9);
    expect(value.value).toBeCloseTo(319.3979933110368, 9);
  });

  it("takes lists, unit by unit", () => {
    const value = simpleLifetimeValue({ ...base, margin: [100, 105, 110.25], retentionCost: [30, 20, 10] });
    expect(value.value).toBeCloseTo(168.03906836964688, 9);
    expect(value.horizon).toBe(3);
  });

  it("adds up what a loop over the units adds up", () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(share, share, share, fc.integer({ min: 1, max: 40 }), (retention, growth, decline, horizon) => {
        const drivers = { ...base, retention, marginGrowth: growth, retentionCostDecline: decline, horizon };
        const found = simpleLifetimeValue({ ...drivers, defaultProbability: 0.1, crossSelling: 7, acquisitionCost: 5 });
        let sum = -5;
        for (let unit = 0; unit < horizon; unit++) {
          const margin = 100 * (1 + growth) ** unit;
          const own = 0.9 * (margin + 7) - 30 * (1 - decline) ** unit;
          sum += (own * (retention * 0.9) ** unit) / 1.1 ** (unit + 1);
        }
        expect(Math.abs(found.value - sum)).toBeLessThan(1e-10 * (1 + Math.abs(sum)));
        const { parts } = found;
        const together = Object.values(parts).reduce((total, part) => total + part, 0);
        expect(Math.abs(together - sum)).toBeLessThan(1e-10 * (1 + Math.abs(sum)));
      }),
    );
  });

  it("pays back in the unit in which the sum reaches the cost", () => {
    const drivers = { ...base, margin: [10, 20, 40], retentionCost: 0, discountRate: { annual: 0 }, retention: 1 };
    expect(simpleLifetimeValue({ ...drivers, acquisitionCost: 50 }).paybackTime).toBeCloseTo(2.5, 12);
    expect(simpleLifetimeValue({ ...drivers, acquisitionCost: 71 }).paybackTime).toBeNull();
  });

  it("refuses what grows without end, lists of different lengths, and both a list and its growth", () => {
    const refused = (drivers: object) => errorOf(() => simpleLifetimeValue({ ...base, ...drivers }));
    expect(refused({ marginGrowth: 0.4 }).message).toMatch(/infinitely much.*give a horizon/);
    expect(refused({ margin: [1, 2], retentionCost: [1] }).code).toBe("length-mismatch");
    expect(refused({ margin: [1, 2], marginGrowth: 0.1 }).code).toBe("invalid-option");
    expect(refused({ margin: [1, 2], horizon: 3 }).message).toMatch(/end after 2/);
    expect(refused({ margin: [] }).code).toBe("invalid-option");
    expect(errorOf(() => worthSpending({ ...base, marginGrowth: 0.1 })).message).toMatch(/usual unit/);
  });
});
