import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import { daysPerPeriod, type PeriodUnit, periodUnits, resolveRate } from "../../src/finance/index.js";

const unit = fc.constantFrom<PeriodUnit>(...periodUnits);

describe("a discount rate says its period", () => {
  it("is the same rate in each of its forms", () => {
    const month = resolveRate("test", { annual: 0.1 }, "month");
    expect(month.perUnit).toBeCloseTo(1.1 ** (1 / 12) - 1, 15);
    expect(month.continuousPerUnit).toBeCloseTo(Math.log(1.1) / 12, 15);
    expect(month.annual).toBeCloseTo(0.1, 15);
    expect(month.unit).toBe("month");
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), unit, (annual, per) => {
        const rate = resolveRate("test", { annual }, per);
        for (const form of [{ perUnit: rate.perUnit }, { continuousPerUnit: rate.continuousPerUnit }]) {
          const again = resolveRate("test", form, per);
          expect(again.annual).toBeCloseTo(annual, 9);
        }
      }),
    );
  });

  it("compounds over a year to the annual rate, whatever the unit", () => {
    for (const per of periodUnits) {
      const { perUnit } = resolveRate("test", { annual: 0.25 }, per);
      expect((1 + perUnit) ** (365.25 / daysPerPeriod(per))).toBeCloseTo(1.25, 12);
    }
    expect(daysPerPeriod("week")).toBe(7);
    expect(daysPerPeriod("month") * 12).toBe(365.25);
    expect(daysPerPeriod("quarter") * 4).toBe(365.25);
  });

  it("needs no unit unless it is annual", () => {
    expect(resolveRate("test", { perUnit: 0.02 }, null)).toEqual({
      unit: null,
      annual: null,
      perUnit: expect.closeTo(0.02, 15),
      continuousPerUnit: Math.log1p(0.02),
    });
    expect(() => resolveRate("test", { annual: 0.1 }, null)).toThrow(/unit/);
  });

  it.each([
    [0.1],
    [null],
    [{}],
    [{ annual: 0.1, perUnit: 0.1 }],
    [{ annual: -0.1 }],
    [{ annual: Number.NaN }],
    [{ perUnit: "0.1" }],
    [{ weekly: 0.1 }],
  ])("is refused as %j", (rate) => {
    const call = () => resolveRate("test", rate as never, "month");
    expect(call).toThrow(ClienteleError);
    expect(call).toThrow(/^test: /);
  });

  it("refuses a unit it does not know", () => {
    expect(() => resolveRate("test", { annual: 0.1 }, "fortnight" as never)).toThrow(/"day", "week", "month"/);
  });
});

describe("a monthly rate", () => {
  it("is the annual one of twelve months, per unit and in every other form", () => {
    const monthly = resolveRate("test", { monthly: 0.01 }, "month");
    expect(monthly.perUnit).toBeCloseTo(0.01, 14);
    expect(monthly.annual).toBeCloseTo(1.01 ** 12 - 1, 12);
    const inDays = resolveRate("test", { monthly: 0.01 }, "day").continuousPerUnit;
    expect(inDays).toBeCloseTo((12 * Math.log(1.01)) / 365.25, 14);
    expect(() => resolveRate("test", { monthly: 0.01 }, undefined)).toThrow(/a monthly rate needs a "unit"/);
    expect(() => resolveRate("test", { monthly: -0.01 }, "month")).toThrow(/discountRate\.monthly/);
  });
});
