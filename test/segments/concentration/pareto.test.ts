import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeCustomers } from "../../../src/customers/index.js";
import { ClienteleError } from "../../../src/errors/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { analyzePareto } from "../../../src/segments/index.js";
import { table } from "../../../src/table/index.js";

const amounts = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 60 })
  .filter((values) => values.some((value) => value > 0));

/** The Gini coefficient by its definition: the mean absolute difference of all pairs over twice the mean. */
function giniByPairs(values: readonly number[]): number {
  const n = values.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  let differences = 0;
  for (const a of values) for (const b of values) differences += Math.abs(a - b);
  return differences / (2 * n * total);
}

describe("analyzePareto", () => {
  it("says what a small shop could check by hand", () => {
    const pareto = analyzePareto([5, 60, 25, 10]);
    expect(pareto).toMatchObject({
      count: 4,
      total: 100,
      mean: 25,
      median: 17.5,
      giniReason: null,
      peakShare: 1,
      peakCount: 4,
    });
    expect(pareto.gini).toBeCloseTo(0.45, 14);
    expect(pareto.giniUnbiased).toBeCloseTo(0.6, 14);
    expect(pareto.hhi).toBeCloseTo(0.435, 14);
    expect(pareto.theil).toBeCloseTo(0.6 * Math.log(2.4) + 0.1 * Math.log(0.4) + 0.05 * Math.log(0.2), 14);
    expect([0, 0.25, 0.3, 0.5, 1].map(pareto.topShare)).toEqual([0, 0.6, 0.85, 0.85, 1]);
    expect([0, 0.6, 0.601, 0.85, 1, 1.2].map(pareto.countForShare)).toEqual([0, 1, 2, 2, 4, null]);
    expect(pareto.lorenz.toColumns()).toEqual({
      shareOfCount: [0, 0.25, 0.5, 0.75, 1],
      shareOfTotal: [0, 0.05, 0.15, 0.4, 1],
    });
    expect(pareto.whale.toColumns()).toEqual({
      rank: [1, 2, 3, 4],
      value: [60, 25, 10, 5],
      cumulative: [60, 85, 95, 100],
      shareOfCount: [0.25, 0.5, 0.75, 1],
      shareOfTotal: [0.6, 0.85, 0.95, 1],
    });
    expect(pareto.summary().toRows()[3]).toEqual({ top: 0.2, items: 1, value: 60, share: 0.6 });
  });

  it("agrees with the definitions for any amounts", () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const pareto = analyzePareto(values);
        const sorted = [...values].sort((a, b) => b - a);
        const total = sorted.reduce((sum, value) => sum + value, 0);
        expect(pareto.gini).toBeCloseTo(giniByPairs(values), 12);
        const top = sorted.slice(0, Math.ceil(p * values.length)).reduce((sum, value) => sum + value, 0);
        expect(pareto.topShare(p)).toBeCloseTo(top / total, 12);
        const needed = pareto.countForShare(p)!;
        const held = (count: number): number => sorted.slice(0, count).reduce((sum, value) => sum + value, 0) / total;
        expect(held(needed)).toBeGreaterThanOrEqual(p - 1e-9);
        if (needed > 0) expect(held(needed - 1)).toBeLessThan(p + 1e-9);
        expect(pareto.positiveCount + pareto.zeroCount).toBe(values.length);
      }),
    );
  });

  it("does not change with the currency or the order, and a population twice over has the same Gini", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const pareto = analyzePareto(values);
        expect(analyzePareto(values.map((value) => value * 7.25)).gini).toBeCloseTo(pareto.gini!, 12);
        expect(analyzePareto([...values].reverse()).gini).toBe(pareto.gini);
        expect(analyzePareto([...values, ...values]).gini).toBeCloseTo(pareto.gini!, 12);
        expect(analyzePareto([...values, ...values]).theil).toBeCloseTo(pareto.theil!, 12);
      }),
    );
  });

  it("takes the whole number where p · n is one but for rounding", () => {
    const pareto = analyzePareto(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(pareto.topShare(0.07)).toBeCloseTo((7 * 97) / 5050, 14);
    expect(pareto.topShare(0.29)).toBeCloseTo((29 * 86) / 5050, 14);
    expect(pareto.countForShare(pareto.topShare(0.3)!)).toBe(30);
  });

  it("shows in the whale curve what unprofitable customers cost, and gives no Gini for them", () => {
    const pareto = analyzePareto(
      { customer: ["ada", "bob", "cid", "dan"], profit: [-30, 100, 50, 0] },
      { value: "profit" },
    );
    expect(pareto).toMatchObject({
      gini: null,
      giniUnbiased: null,
      hhi: null,
      theil: null,
      negativeCount: 1,
      zeroCount: 1,
    });
    expect(pareto.giniReason).toContain("1 of 4 values is negative");
    expect(pareto.peakShare).toBeCloseTo(1.25, 14);
    expect(pareto.peakTotal).toBe(150);
    expect(pareto.peakCount).toBe(2);
    expect(pareto.whale.toRows()[0]).toEqual({
      rank: 1,
      customer: "bob",
      value: 100,
      cumulative: 100,
      shareOfCount: 0.25,
      shareOfTotal: 100 / 120,
    });
    expect(pareto.countForShare(1)).toBe(2);
    expect(pareto.countForShare(1.25)).toBe(2);
    expect(pareto.countForShare(1.3)).toBeNull();
    expect(pareto.interval()).toMatchObject({ gini: null, topShare: null });
    expect(pareto.interval().reason).toContain("negative");
  });

  it("counts what is left by rounding as zero, not as a loss", () => {
    const pareto = analyzePareto([1000, 500, 0.1 + 0.2 - 0.3, -(0.1 + 0.2 - 0.3)]);
    expect(pareto).toMatchObject({ positiveCount: 2, zeroCount: 2, negativeCount: 0, giniReason: null, peakShare: 1 });
    expect(pareto.gini).toBeCloseTo(giniByPairs([1000, 500, 0, 0]), 12);
  });

  it("has nothing to share where everything is 0 or the total is not positive", () => {
    const nothing = analyzePareto([0, 0]);
    expect(nothing).toMatchObject({ gini: null, peakShare: null, peakCount: 0, zeroCount: 2 });
    expect(nothing.giniReason).toContain("all values are 0");
    expect(nothing.topShare(0.5)).toBeNull();
    expect(nothing.countForShare(0.5)).toBeNull();
    expect(nothing.lorenz.column("shareOfTotal").toArray()).toEqual([null, null, null]);
    const loss = analyzePareto([10, -30]);
    expect(loss).toMatchObject({ peakShare: null, peakTotal: 10, negativeCount: 1 });
    expect(loss.topShare(1)).toBeNull();
  });

  it("works for one customer and for equal ones", () => {
    const one = analyzePareto([42]);
    expect(one).toMatchObject({ gini: 0, giniUnbiased: null, hhi: 1, theil: 0, median: 42 });
    expect(one.interval().reason).toContain("one value");
    const equal = analyzePareto(new Float64Array(1000).fill(0.1));
    expect(equal.gini).toBeCloseTo(0, 12);
    expect(equal.interval({ seed: 1 }).gini).toMatchObject({ lower: equal.interval().gini!.estimate });
  });

  it("reads revenue of a table of customers, those without a purchase included", () => {
    const customers = summarizeCustomers(
      [
        { who: "a", day: "2026-01-01", paid: 10 },
        { who: "b", day: "2026-01-01", paid: -4 },
      ],
      { customer: "who", date: "day", amount: "paid" },
    );
    expect(analyzePareto(customers)).toMatchObject({ count: 2, negativeCount: 1, total: 6 });
    expect(analyzePareto(Int32Array.of(3, 1)).total).toBe(4);
    expect(analyzePareto(table({ __proto__x: [1, 2] }), { value: "__proto__x" }).total).toBe(3);
  });

  it("takes a column, and anything like an array", () => {
    const customers = table({ revenue: [60, 25, 10, 5], name: ["a", "b", "c", "d"] });
    const { gini } = analyzePareto([60, 25, 10, 5]);
    expect(analyzePareto(customers.column("revenue") as never).gini).toBe(gini);
    expect(analyzePareto({ length: 4, 0: 60, 1: 25, 2: 10, 3: 5 } as never).gini).toBe(gini);
    expect(analyzePareto(BigInt64Array.of(60n, 25n, 10n, 5n) as never).gini).toBe(gini);
    expect(() => analyzePareto(customers.column("name") as never)).toThrow(
      'column "values", row 1: "a" is not a number',
    );
  });

  it("refuses values that are too large to be added up", () => {
    expect(() => analyzePareto([1e308, 1e308])).toThrow("analyzePareto: the values are too large to be added up");
    expect(() => analyzePareto({ profit: [1e308, -1e308] }, { value: "profit" })).toThrow('column "profit"');
    expect(() => analyzePareto([1.7e308])).toThrow("too large");
    expect(analyzePareto([1e300, 3e300]).gini).toBeCloseTo(0.25, 12);
    expect(analyzePareto([Number.MIN_VALUE, 3 * Number.MIN_VALUE]).gini).toBe(0.25);
  });

  it("ranks a million values", () => {
    const random = createRandom(1);
    const pareto = analyzePareto(Float64Array.from({ length: 1_000_000 }, () => random.exponential()));
    // Of exponential values the Gini coefficient is 1/2 and the top fifth holds 0.2 (1 − ln 0.2).
    expect(pareto.gini).toBeCloseTo(0.5, 2);
    expect(pareto.topShare(0.2)).toBeCloseTo(0.2 * (1 - Math.log(0.2)), 2);
    const interval = pareto.interval();
    expect(interval.method).toBe("influence");
    expect(interval.gini!.lower).toBeLessThan(0.5);
    expect(interval.gini!.upper).toBeGreaterThan(0.5);
    // The Gini coefficient of n exponential values has the variance 1 / (12 n).
    expect(interval.gini!.standardError * Math.sqrt(12e6)).toBeCloseTo(1, 2);
  });

  it.each([
    ["nothing", () => analyzePareto([]), "empty-table"],
    ["an empty table", () => analyzePareto({ revenue: [] }), "empty-table"],
    ["a missing value", () => analyzePareto([1, Number.NaN]), "missing-value"],
    ["an infinite value", () => analyzePareto([1, Number.POSITIVE_INFINITY]), "not-finite"],
    ["text", () => analyzePareto({ revenue: ["a", 1] }), "not-a-number"],
    ["a table without revenue", () => analyzePareto({ sales: [1] }), "unknown-column"],
    ["an unknown column", () => analyzePareto({ sales: [1] }, { value: "sale" }), "unknown-column"],
    ["a column of a list", () => analyzePareto([1], { value: "sale" }), "invalid-option"],
    ["an unknown option", () => analyzePareto([1], { column: "x" } as never), "invalid-option"],
    ["a share above 1", () => analyzePareto([1]).topShare(1.1), "invalid-option"],
    ["a share below 0", () => analyzePareto([1]).countForShare(-0.1), "invalid-option"],
    ["a level of 1", () => analyzePareto([1, 2]).interval({ level: 1 }), "invalid-option"],
    ["few samples", () => analyzePareto([1, 2]).interval({ samples: 5 }), "invalid-option"],
  ] as const)("%s: refused", (_, run, code) => {
    try {
      run();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ClienteleError);
      expect((error as ClienteleError).code).toBe(code);
    }
  });
});

describe("interval", () => {
  const random = createRandom(5);
  const revenue = Float64Array.from({ length: 400 }, () => Math.exp(4 + random.normal()));

  it("gives the same bits for the same seed, and others for another", () => {
    const pareto = analyzePareto(revenue);
    expect(pareto.interval({ seed: 3 })).toEqual(pareto.interval({ seed: 3 }));
    expect(pareto.interval({ seed: 3 }).gini!.lower).not.toBe(pareto.interval({ seed: 4 }).gini!.lower);
    expect(pareto.interval()).toEqual(pareto.interval({ seed: 0 }));
  });

  it("has the standard error of the jackknife", () => {
    const gini = (values: Float64Array): number => analyzePareto(values).gini!;
    const without = Array.from(revenue, (_, i) => gini(revenue.filter((__, j) => j !== i)));
    const center = without.reduce((sum, value) => sum + value, 0) / without.length;
    const jackknife = Math.sqrt((399 / 400) * without.reduce((sum, value) => sum + (value - center) ** 2, 0));
    const interval = analyzePareto(revenue).interval();
    expect(interval.gini!.standardError / jackknife).toBeCloseTo(1, 1);
    expect(interval.gini!.estimate).toBeCloseTo(gini(revenue), 12);
    expect(interval.topShare!.estimate).toBeCloseTo(analyzePareto(revenue).topShare(0.2)!, 12);
  });

  it("lies around the estimate, inside 0 and 1, and widens with the level", () => {
    const pareto = analyzePareto(revenue);
    const [narrow, wide] = [0.8, 0.99].map((level) => pareto.interval({ level, top: 0.1 }));
    for (const what of ["gini", "topShare"] as const) {
      expect(wide![what]!.lower).toBeGreaterThan(0);
      expect(wide![what]!.lower).toBeLessThan(narrow![what]!.lower);
      expect(narrow![what]!.lower).toBeLessThan(narrow![what]!.estimate);
      expect(narrow![what]!.estimate).toBeLessThan(narrow![what]!.upper);
      expect(narrow![what]!.upper).toBeLessThan(wide![what]!.upper);
      expect(wide![what]!.upper).toBeLessThan(1);
    }
  });
});

it("gives a reason in place of an interval that two values cannot have", () => {
  for (const values of [
    [1, 3],
    [1, 2, 4],
    [5, 5, 1, 2],
  ]) {
    const interval = analyzePareto(values).interval({ seed: 1 });
    expect(interval).toMatchObject({ gini: null, topShare: null });
    expect(interval.reason).toContain(`${values.length} values are too few`);
  }
  const { gini } = analyzePareto([1, 2, 4, 8, 16]).interval({ seed: 1 });
  expect(gini!.lower).toBeLessThan(gini!.upper);
});

it("measures concentration of the smallest numbers there are as of any others", () => {
  const tiny = analyzePareto([5e-324, 5e-324, 1e-323]);
  const plain = analyzePareto([1, 1, 2]);
  expect(tiny.theil).toBeCloseTo(plain.theil!, 12);
  expect(tiny.gini).toBeCloseTo(plain.gini!, 12);
  expect(analyzePareto([5e-324, 1, 2]).theil).toBeCloseTo(analyzePareto([0, 1, 2]).theil!, 12);
});
