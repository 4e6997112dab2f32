import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakEven, paybackTime, presentValue } from "../../src/finance/index.js";

describe("payback time", () => {
  it("is when the balance reaches zero, within the unit in proportion", () => {
    const payback = paybackTime([40, 40, 40, 40], { investment: 100, unit: "month" });
    expect(payback.time).toBeCloseTo(2.5, 14);
    expect(payback.cashFlows).toBe(3);
    expect([...payback.balances]).toEqual([-60, -20, 20, 60]);
    expect(payback.reason).toBeNull();
    expect(payback.discountRate).toEqual({ unit: "month", annual: 0, perUnit: 0, continuousPerUnit: 0 });
  });

  it("takes longer when payments are discounted", () => {
    const payback = paybackTime([50, 50, 50, 50], { investment: 100, discountRate: { perUnit: 0.1 } });
    const balance = -100 + 50 / 1.1 + 50 / 1.21;
    expect(payback.time).toBeCloseTo(2 - balance / (50 / 1.331), 12);
  });

  it("is null with the reason when the money never comes back", () => {
    const payback = paybackTime([10, 10], { investment: 100 });
    expect(payback.time).toBeNull();
    expect(payback.cashFlows).toBeNull();
    expect(payback.reason).toMatch(/after 2 cash flows 80/);
    expect(paybackTime([], { investment: 1 }).time).toBeNull();
  });

  it("is 0 when nothing was invested, and whole when roundings would leave a crumb", () => {
    expect(paybackTime([]).time).toBe(0);
    expect(paybackTime(new Array<number>(10).fill(0.1), { investment: 1 }).time).toBeCloseTo(10, 9);
  });

  it("ends in the net present value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (flows, d) => {
          const discountRate = { perUnit: d };
          const payback = paybackTime(flows, { investment: 50, discountRate, timing: "mid" });
          expect(payback.netPresentValue).toBeCloseTo(presentValue(flows, { discountRate, timing: "mid" }) - 50, 8);
          if (payback.time !== null) expect(payback.time).toBeLessThanOrEqual(flows.length);
        },
      ),
    );
  });

  it("refuses a negative investment and bad cash flows", () => {
    expect(() => paybackTime([1], { investment: -1 })).toThrow(/investment/);
    expect(() => paybackTime([Number.NaN])).toThrow(/row 1/);
  });
});

describe("break-even", () => {
  it("is where contribution covers the fixed costs", () => {
    expect(breakEven({ fixedCosts: 12000, price: 50, variableCost: 20, expectedSales: 500 })).toEqual({
      contribution: 30,
      contributionRatio: 0.6,
      units: 400,
      revenue: 20000,
      marginOfSafety: 0.2,
      profit: 3000,
      reason: null,
    });
  });

  it("does not exist when each unit loses money", () => {
    const result = breakEven({ fixedCosts: 1, price: 5, variableCost: 5 });
    expect(result.units).toBeNull();
    expect(result.reason).toMatch(/no amount of sales/);
    expect(breakEven({ fixedCosts: 0, price: 0, variableCost: 0 }).units).toBe(0);
  });

  it("leaves no profit at the break-even sales", () => {
    const cost = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(cost, cost, fc.double({ min: 0.01, max: 1e3, noNaN: true }), (fixedCosts, variableCost, markup) => {
        const inputs = { fixedCosts, variableCost, price: variableCost + markup };
        const { units } = breakEven(inputs);
        const { profit } = breakEven({ ...inputs, expectedSales: units! });
        expect(Math.abs(profit!)).toBeLessThanOrEqual(1e-6 * (1 + fixedCosts));
      }),
    );
  });

  it("refuses what is missing or negative", () => {
    expect(() => breakEven({ fixedCosts: -1, price: 5, variableCost: 5 })).toThrow(/fixedCosts/);
    expect(() => breakEven({ fixedCosts: 1, price: 5 } as never)).toThrow(/variableCost/);
    expect(() => breakEven({ fixedCosts: 1, price: 5, variableCost: 1, tax: 1 } as never)).toThrow(/no option "tax"/);
  });
});
