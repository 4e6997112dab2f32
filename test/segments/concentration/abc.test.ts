import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../../src/errors/index.js";
import { abcClasses } from "../../../src/segments/index.js";

function classesOf(values: readonly number[], options = {}): string {
  return abcClasses(values, options).column("class").toArray().join("");
}

describe("abcClasses by shares", () => {
  it("gives the item that crosses a limit to the upper class, in the order of the items", () => {
    expect(classesOf([5, 15, 30, 50])).toBe("CBAA");
    expect(classesOf([70, 20, 6, 4])).toBe("AABC");
    expect(classesOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1])).toBe("AAAAAAAABB");
    expect(classesOf([8, 1.5, 0.5])).toBe("ABC");
    expect(classesOf([10])).toBe("A");
    expect(classesOf([60, 30, 10], { shares: [0.5, 0.6] })).toBe("ACC");
    expect(classesOf([60, 30, 10], { shares: [0, 1] })).toBe("BBB");
  });

  it("keeps the columns of a table and adds rank, cumulative share, class and reason", () => {
    const first = "A: up to the item with which 80 % of the total is reached, the largest first";
    const second = "B: up to the item with which 95 % of the total is reached";
    const classes = abcClasses({ item: ["x", "y", "z"], sales: [1, 6, 3] }, { value: "sales" });
    expect(classes.toRows()).toEqual([
      { item: "x", sales: 1, rank: 3, cumulativeShare: 1, class: "B", reason: second },
      { item: "y", sales: 6, rank: 1, cumulativeShare: 0.6, class: "A", reason: first },
      { item: "z", sales: 3, rank: 2, cumulativeShare: 0.9, class: "A", reason: first },
    ]);
    expect(classes.counts).toEqual({ A: 2, B: 1, C: 0 });
    expect(classes.points).toBeNull();
    expect(classes.warnings).toEqual([]);
    expect(classes.summary().toRows()).toEqual([
      { class: "A", items: 2, shareOfItems: 2 / 3, value: 9, shareOfValue: 0.9 },
      { class: "B", items: 1, shareOfItems: 1 / 3, value: 1, shareOfValue: 0.1 },
      { class: "C", items: 0, shareOfItems: 0, value: 0, shareOfValue: 0 },
    ]);
  });

  it("says where equal values are parted, and that losses pull the total down", () => {
    expect(abcClasses([1, 1, 1, 1, 1]).warnings).toEqual([
      "A ends among equal values (1); those in earlier rows are in the upper class",
    ]);
    const losses = abcClasses([100, 20, -20]);
    expect(losses.warnings).toEqual([
      "1 value is negative: shares are of the net total and rise above 1 before they fall",
    ]);
    expect(losses.column("class").toArray()).toEqual(["A", "C", "C"]);
  });

  it("holds to its definition for any values", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 })
          .filter((values) => values.some((v) => v > 0)),
        (values) => {
          const classes = abcClasses(values);
          const total = values.reduce((sum, value) => sum + value, 0);
          for (const row of classes.toRows()) {
            const before = (Number(row.cumulativeShare) * total - Number(row["value"])) / total;
            const expected = before < 0.8 - 1e-9 ? "A" : before < 0.95 - 1e-9 ? "B" : "C";
            expect(row.class).toBe(expected);
          }
          expect(classes.counts.A + classes.counts.B + classes.counts.C).toBe(values.length);
        },
      ),
    );
  });
});

describe("abcClasses by geometry", () => {
  /** Of 1000 items the curve is read at the items themselves; value x has the curve y = 1 − (1 − x)³. */
  const cubic = Array.from({ length: 1000 }, (_, i) => (1 - i / 1000) ** 3 - (1 - (i + 1) / 1000) ** 3);

  it("finds the points where a known curve bends", () => {
    const classes = abcClasses(cubic, { method: "geometry" });
    const { breakEven, pareto, a, b } = classes.points!;
    // Slope 3 (1 − x)² = 1 at x = 1 − 1/√3, read forward by half a step.
    expect(breakEven.x).toBeCloseTo(1 - 1 / Math.sqrt(3), 2);
    // x² + (1 − x)⁶ is smallest where x = 3 (1 − x)⁵.
    expect(pareto.x - 3 * (1 - pareto.x) ** 5).toBeCloseTo(0, 2);
    expect(a.x).toBe(Math.min(breakEven.x, pareto.x));
    const later = Math.max(breakEven.x, pareto.x);
    expect(b.x - later).toBeCloseTo(3 * (1 - b.x) ** 5, 2);
    expect(classes.counts.A).toBe(Math.round(1000 * a.x) - 1);
    expect(classes.counts.A + classes.counts.B).toBe(Math.round(1000 * b.x) - 1);
  });

  it("does not depend on the order of the items, and counts losses as nothing", () => {
    const forward = abcClasses(cubic, { method: "geometry" });
    const backward = abcClasses([...cubic].reverse(), { method: "geometry" });
    expect(backward.counts).toEqual(forward.counts);
    expect(backward.column("class").toArray().reverse()).toEqual(forward.column("class").toArray());
    const withLosses = abcClasses([...cubic, -5, -1], { method: "geometry" });
    expect(withLosses.warnings[0]).toBe("2 values are negative and counted as 0");
    expect(withLosses.column("class").toArray().slice(-2)).toEqual(["C", "C"]);
  });

  it("holds to its definition for any values", () => {
    const steps = Array.from({ length: 1001 }, (_, i) => i);
    const nearestStep = (distance: (i: number) => number, upTo = 1000) =>
      steps.slice(0, upTo + 1).reduce((best, i) => (distance(i) < distance(best) - 1e-12 ? i : best), 0);
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 1_000_003 }), { minLength: 1, maxLength: 40 })
          .filter((values) => values.some((value) => value > 0)),
        (values) => {
          const n = values.length;
          const total = values.reduce((sum, value) => sum + value, 0);
          const curve = [0];
          for (const value of [...values].sort((a, b) => b - a)) curve.push(curve[curve.length - 1]! + value / total);
          const y = steps.map((i) => {
            const below = Math.floor((i * n) / 1000);
            const above = curve[Math.min(below + 1, n)]!;
            return curve[below]! + ((i * n) / 1000 - below) * (above - curve[below]!);
          });
          const breakEven = nearestStep((i) => Math.abs((y[i + 1]! - y[i]!) * 1000 - 1), 999);
          const ideal = nearestStep((i) => (i / 1000) ** 2 + (1 - y[i]!) ** 2);
          const a = Math.min(breakEven, ideal);
          const b = Math.max(breakEven, ideal);
          const end = nearestStep((i) => ((i - b) / 1000) ** 2 + (1 - y[i]!) ** 2);
          for (const row of abcClasses(values, { method: "geometry" }).toRows()) {
            const rank = Number(row.rank);
            expect(row.class).toBe(rank * 1000 < a * n ? "A" : rank * 1000 < end * n ? "B" : "C");
          }
        },
      ),
    );
  });

  it("answers for one item, for two and for equal ones", () => {
    for (const values of [[1], [1, 1], [5, 1], Array.from({ length: 30 }, () => 2)]) {
      const { counts } = abcClasses(values, { method: "geometry" });
      expect(counts.A + counts.B + counts.C).toBe(values.length);
      expect(Math.min(counts.A, counts.B, counts.C)).toBeGreaterThanOrEqual(0);
    }
  });
});

it.each([
  ["nothing", () => abcClasses([]), "empty-table"],
  ["a total of 0", () => abcClasses([0, 0]), "out-of-range"],
  ["losses only", () => abcClasses([-1, -2], { method: "geometry" }), "out-of-range"],
  ["a total beyond all numbers", () => abcClasses([1e308, 1e308]), "out-of-range"],
  ["a missing value", () => abcClasses([1, Number.NaN]), "missing-value"],
  ["an infinite value", () => abcClasses([1, Number.POSITIVE_INFINITY]), "not-finite"],
  ["an unknown method", () => abcClasses([1], { method: "curve" as never }), "invalid-option"],
  ["shares upside down", () => abcClasses([1], { shares: [0.9, 0.8] }), "invalid-option"],
  ["percent for shares", () => abcClasses([1], { shares: [80, 95] }), "invalid-option"],
  ["one share", () => abcClasses([1], { shares: [0.8] as never }), "invalid-option"],
  ["shares for the geometry", () => abcClasses([1], { method: "geometry", shares: [0.8, 0.9] }), "invalid-option"],
  ["a column that is taken", () => abcClasses({ revenue: [1], class: ["x"] }), "duplicate-column"],
  ["the result of an earlier call", () => abcClasses(abcClasses([1, 2]), { value: "value" }), "duplicate-column"],
] as const)("abcClasses of %s: refused", (_, run, code) => {
  try {
    run();
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ClienteleError);
    expect((error as ClienteleError).code).toBe(code);
    expect((error as ClienteleError).message).toMatch(/^abcClasses: /);
  }
});
