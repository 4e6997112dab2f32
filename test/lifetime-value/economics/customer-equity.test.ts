import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentValue } from "../../../src/finance/index.js";
import { customerEquity } from "../../../src/lifetime-value/index.js";
import { table } from "../../../src/table/index.js";

describe("customer equity", () => {
  it("is the sum over present customers and those still to be won", () => {
    const newCustomers = { perUnit: 10, value: 90, discountRate: { annual: 0.1 }, unit: "year", horizon: 5 } as const;
    const equity = customerEquity([400, 250, -20], { newCustomers });
    expect(equity).toMatchObject({ current: 630, customers: 3, mean: 210, positive: 650, negative: -20 });
    const won = presentValue([10, 10, 10, 10, 10], { discountRate: { annual: 0.1 }, unit: "year", timing: "mid" });
    expect(equity.future).toBeCloseTo(90 * won, 9);
    expect(equity.total).toBeCloseTo(630 + equity.future, 9);
    expect(equity.discountRate).toMatchObject({ unit: "year", annual: expect.closeTo(0.1, 14) });
    const growing = customerEquity([400], {
      newCustomers: { ...newCustomers, perUnit: [0, 5], horizon: 2, timing: "end" },
    });
    expect(growing.future).toBeCloseTo((5 * 90) / 1.21, 10);
    expect(customerEquity([400]).discountRate).toBeNull();
  });

  it("is told by group, with counts", () => {
    const customers = table({ segment: ["b", "a", "b"], value: [10, 5, 30], n: [2, 4, 0] });
    const equity = customerEquity(customers, { group: "segment", count: "n" });
    expect(equity.byGroup.toRows()).toEqual([
      { group: "b", customers: 2, equity: 20, mean: 10, share: 0.5 },
      { group: "a", customers: 4, equity: 20, mean: 5, share: 0.5 },
    ]);
    expect(equity.mean).toBeCloseTo(40 / 6, 12);
    expect(customerEquity([{ worth: 3 }, { worth: -3 }], { value: "worth" }).byGroup.toRows()).toEqual([
      { group: "all", customers: 2, equity: 0, mean: 0, share: null },
    ]);
  });

  it("adds up over groups, whatever the values", () => {
    const rows = fc.array(
      fc.record({
        value: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
        group: fc.constantFrom("__proto__", "x", "y"),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, (customers) => {
        const equity = customerEquity(customers, { group: "group" });
        const sum = customers.reduce((total, { value }) => total + value, 0);
        expect(equity.current).toBeCloseTo(sum, 6);
        const { equity: parts, customers: counts } = equity.byGroup.toColumns();
        expect(parts.reduce<number>((total, part) => total + part!, 0)).toBeCloseTo(sum, 6);
        expect(counts.reduce<number>((total, count) => total + count!, 0)).toBe(customers.length);
      }),
    );
  });

  it.each([
    [[], {}, /empty|not one customer/],
    [[1, Number.NaN], {}, /row 2/],
    [[{ value: 1 }], { group: "segment" }, /column "segment"/],
    [[{ value: 1, n: -1 }], { count: "n" }, /column "n", row 1/],
    [[{ value: 1, n: 0 }], { count: "n" }, /every count is 0/],
    [[{ value: 1, n: 0.5 }], { count: "n" }, /a count must be a whole number/],
    [[1], { count: "n" }, /option "count" names a column of a table, but the values are a list/],
    [[{ value: 1, g: null }], { group: "g" }, /column "g", row 1/],
    [[{ clv: 1 }], {}, /column "value"/],
    [[1], { newCustomers: { perUnit: 1, value: 2, discountRate: { perUnit: 0.1 } } }, /horizon/],
    [[1], { newCustomers: { perUnit: -1, value: 2, discountRate: { perUnit: 0.1 }, horizon: 1 } }, /perUnit/],
    [[1], { newCustomers: { perUnit: 1, value: 2, discountRate: { annual: 0.1 }, horizon: 1 } }, /unit/],
    [[1], { future: 1 }, /no option "future"/],
  ])("refuses %j with %j", (values, options, message) => {
    expect(() => customerEquity(values as never, options as never)).toThrow(message);
  });
});
