import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentValue } from "../../src/finance/index.js";

const flows = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { maxLength: 40 });
const perUnit = fc.double({ min: 0, max: 1, noNaN: true });

describe("the present value", () => {
  it("is the sum of the discounted payments at each timing", () => {
    const rate = { discountRate: { perUnit: 0.1 } };
    expect(presentValue([100, 100, 100], rate)).toBeCloseTo(100 / 1.1 + 100 / 1.21 + 100 / 1.331, 12);
    expect(presentValue([100, 100], { ...rate, timing: "start" })).toBeCloseTo(100 + 100 / 1.1, 12);
    expect(presentValue([100, 100], { ...rate, timing: "mid" })).toBeCloseTo(100 / 1.1 ** 0.5 + 100 / 1.1 ** 1.5, 12);
    expect(presentValue([], rate)).toBe(0);
    expect(presentValue(Float64Array.of(5), { discountRate: { continuousPerUnit: 0.2 } })).toBeCloseTo(
      5 * Math.exp(-0.2),
      14,
    );
  });

  it("equals direct summation, moves with its timing by half a unit, and is linear", () => {
    fc.assert(
      fc.property(flows, perUnit, (amounts, d) => {
        const discountRate = { perUnit: d };
        const end = presentValue(amounts, { discountRate });
        const direct = amounts.reduce((sum, amount, i) => sum + amount * (1 + d) ** -(i + 1), 0);
        const scale = 1 + amounts.reduce((sum, amount) => sum + Math.abs(amount), 0);
        expect(Math.abs(end - direct) / scale).toBeLessThan(1e-12);
        const start = presentValue(amounts, { discountRate, timing: "start" });
        const mid = presentValue(amounts, { discountRate, timing: "mid" });
        expect(Math.abs(start - end * (1 + d)) / scale).toBeLessThan(1e-12);
        expect(Math.abs(mid - end * Math.sqrt(1 + d)) / scale).toBeLessThan(1e-12);
        const tripled = presentValue(
          amounts.map((amount) => 3 * amount),
          { discountRate },
        );
        expect(Math.abs(tripled - 3 * end) / scale).toBeLessThan(1e-11);
      }),
    );
  });

  it("does not depend on the unit in which the same payments are told", () => {
    const yearly = presentValue([0, 0, 500], { discountRate: { annual: 0.08 }, unit: "year" });
    const monthly = presentValue([...new Array<number>(35).fill(0), 500], {
      discountRate: { annual: 0.08 },
      unit: "month",
    });
    expect(monthly).toBeCloseTo(yearly, 10);
  });

  it("falls as the rate rises when no payment is negative", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1 }), perUnit, (amounts, d) => {
        const low = presentValue(amounts, { discountRate: { perUnit: d } });
        const high = presentValue(amounts, { discountRate: { perUnit: d + 0.1 } });
        expect(high).toBeLessThanOrEqual(low * (1 + 1e-12));
      }),
    );
  });

  it("refuses what is not a payment or not a rate, by name", () => {
    const rate = { discountRate: { perUnit: 0.1 } };
    expect(() => presentValue([1, Number.NaN], rate)).toThrow(/presentValue: column "cashFlows", row 2/);
    expect(() => presentValue([1, Number.POSITIVE_INFINITY], rate)).toThrow(/row 2/);
    expect(() => presentValue("12" as never, rate)).toThrow(/presentValue/);
    expect(() => presentValue([1], { discountRate: 0.1 as never })).toThrow(/must say its period/);
    expect(() => presentValue([1], { discountRate: { annual: 0.1 } })).toThrow(/needs a "unit"/);
    expect(() => presentValue([1], { ...rate, timing: "late" as never })).toThrow(/"end", "mid", "start"/);
    expect(() => presentValue([1], { ...rate, discount: 1 } as never)).toThrow(/no option "discount"/);
  });

  it("leaves its input as it was", () => {
    const frozen = Object.freeze([1, 2, 3]);
    expect(presentValue(frozen, { discountRate: { perUnit: 0 } })).toBe(6);
  });
});
