import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../src/errors/index.js";
import { daysPerPeriod, discountRateIn, type PeriodUnit, periodUnits } from "../../src/finance/index.js";

const unit = fc.constantFrom<PeriodUnit>(...periodUnits);

describe("a discount rate says its period", () => {
  it("is the same rate in each of its forms", () => {
    const month = discountRateIn({ annual: 0.1 }, { unit: "month" });
    expect(month.perUnit).toBeCloseTo(1.1 ** (1 / 12) - 1, 15);
    expect(month.continuousPerUnit).toBeCloseTo(Math.log(1.1) / 12, 15);
    expect(month.annual).toBeCloseTo(0.1, 15);
    expect(month.unit).toBe("month");
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), unit, (annual, per) => {
        const rate = discountRateIn({ annual }, { unit: per });
        for (const form of [{ perUnit: rate.perUnit }, { continuousPerUnit: rate.continuousPerUnit }]) {
          const again = discountRateIn(form, { unit: per });
          expect(again.annual).toBeCloseTo(annual, 9);
        }
      }),
    );
  });

  it("compounds over a year to the annual rate, whatever the unit", () => {
    for (const per of periodUnits) {
      const { perUnit } = discountRateIn({ annual: 0.25 }, { unit: per });
      expect((1 + perUnit) ** (365.25 / daysPerPeriod(per))).toBeCloseTo(1.25, 12);
    }
    expect(daysPerPeriod("week")).toBe(7);
    expect(daysPerPeriod("month") * 12).toBe(365.25);
    expect(daysPerPeriod("quarter") * 4).toBe(365.25);
  });

  it("needs no unit unless it is annual", () => {
    expect(discountRateIn({ perUnit: 0.02 }, {})).toEqual({
      unit: null,
      annual: null,
      perUnit: expect.closeTo(0.02, 15),
      continuousPerUnit: Math.log1p(0.02),
    });
    expect(() => discountRateIn({ annual: 0.1 }, {})).toThrow(/unit/);
  });

  it.each([
    [0.1],
    [null],
    [{}],
    [{ annual: 0.1, perUnit: 0.1 }],
    [{ annual: -0.1 }],
    [{ annual: Number.NaN }],
    [{ perUnit: "0.1" }],
    [{ monthly: 0.1 }],
  ])("is refused as %j", (rate) => {
    const call = () => discountRateIn(rate as never, { unit: "month" });
    expect(call).toThrow(ClienteleError);
    expect(call).toThrow(/^discountRateIn: /);
  });

  it("refuses a unit it does not know", () => {
    expect(() => discountRateIn({ annual: 0.1 }, { unit: "fortnight" as never })).toThrow(/"day", "week", "month"/);
  });
});
