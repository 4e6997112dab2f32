import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalCuts } from "../../src/clustering/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { table } from "../../src/table/index.js";
import { bestCuts } from "./cuts-oracle.js";

const column = fc.record({
  values: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 18 }),
  unit: fc.constantFrom(1, 1 / 1024, 1e6),
  offset: fc.constantFrom(0, -40, 1e9),
  k: fc.integer({ min: 1, max: 5 }),
});

describe("optimalCuts", () => {
  it("finds the least inertia of all ways to cut, whatever the unit and the offset", () => {
    fc.assert(
      fc.property(column, ({ values, unit, offset, k }) => {
        const classes = Math.min(k, new Set(values).size);
        const found = optimalCuts(
          values.map((value) => offset + unit * value),
          { k: classes },
        );
        expect(found.inertia / unit ** 2).toBeCloseTo(bestCuts(values, classes).inertia, 8);
      }),
      { numRuns: 300 },
    );
  });

  it("has classes, cuts, labels and inertia that say the same", () => {
    fc.assert(
      fc.property(column, ({ values, k }) => {
        const found = optimalCuts(values, { k: Math.min(k, new Set(values).size) });
        let inertia = 0;
        for (const { class: own, from, to, count, mean } of found.classes) {
          const members = values.filter((_, row) => found.labels[row] === own);
          expect(members.length).toBe(count);
          expect([Math.min(...members), Math.max(...members)]).toEqual([from, to]);
          for (const value of members) inertia += (value - mean!) ** 2;
        }
        expect(found.inertia).toBeCloseTo(inertia, 9);
        values.forEach((value, row) => {
          expect(found.cuts.filter((cut) => cut <= value).length).toBe(found.labels[row]);
        });
      }),
    );
  });

  it("puts cuts halfway, labels by class and leaves missing values out", () => {
    const found = optimalCuts([20, 1, Number.NaN, 2, 90, 22, 1], { k: 3 });
    expect(found.cuts).toEqual([11, 56]);
    expect([...found.labels]).toEqual([1, 0, -1, 0, 2, 1, 0]);
    expect(found.classes.toRows()[0]).toEqual({ class: 0, from: 1, to: 2, count: 3, mean: expect.closeTo(4 / 3, 12) });
    expect(optimalCuts([4, 4], { k: 1 })).toMatchObject({ cuts: [], inertia: 0, explained: 1 });
  });

  it("explains the share of the variance that lies between the classes", () => {
    const random = createRandom(2);
    const values = Array.from({ length: 200 }, () => random.exponential());
    const found = optimalCuts(values, { k: 4 });
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(found.explained).toBeCloseTo(1 - found.inertia / total, 12);
    expect(optimalCuts(values, { k: 200 }).explained).toBe(1);
  });

  it("parts doubles that have no other between them", () => {
    const [one, next, third] = [1, 1 + 2 ** -52, 1 + 2 ** -51];
    expect([...optimalCuts([one, one, next, next], { k: 2 }).labels]).toEqual([0, 0, 1, 1]);
    expect([...optimalCuts([next, third, one], { k: 3 }).labels]).toEqual([1, 2, 0]);
  });

  it("never parts equal values, however far the others lie", () => {
    for (const far of [-1e9, 1e9, -1e8]) {
      const found = optimalCuts([far, 1, 1, 2, 2, 3, 3], { k: 3 });
      expect([1, 3, 5].every((row) => found.labels[row] === found.labels[row + 1])).toBe(true);
      expect(found.inertia).toBe(1);
    }
    expect(() => optimalCuts([-1e12, 1, 1, 2, 2, 3, 3], { k: 4 })).toThrow(
      expect.objectContaining({ code: "too-many-clusters" }),
    );
  });

  it("takes a column of a table, frozen arrays and integers", () => {
    const values = Object.freeze([3, 1, 2, 9]) as number[];
    const labels = [0, 0, 0, 1];
    expect([...optimalCuts(values, { k: 2 }).labels]).toEqual(labels);
    expect([...optimalCuts(Int32Array.from(values), { k: 2 }).labels]).toEqual(labels);
    const holed = table({ x: [3, 1, null, 9] })
      .column("x")
      .toArray() as number[];
    expect([...optimalCuts(holed, { k: 2 }).labels]).toEqual([0, 0, -1, 1]);
  });

  it.each([
    ["too-many-clusters", [1, 1, 2], { k: 3 }],
    ["too-many-clusters", [-0, 0, 1], { k: 3 }],
    ["empty-table", [], { k: 1 }],
    ["empty-table", [Number.NaN], { k: 1 }],
    ["not-finite", [Number.POSITIVE_INFINITY, 1], { k: 1 }],
    ["not-a-number", ["a", "b"], { k: 1 }],
    ["out-of-range", [1e300, -1e300, 1], { k: 2 }],
    ["out-of-range", [1.7e308, -1.7e308, 1], { k: 2 }],
    ["invalid-option", [1, 2], { k: 0 }],
    ["invalid-option", [1, 2], { k: 1.5 }],
    ["invalid-option", [1, 2], { k: 1, classes: 2 }],
    ["invalid-option", [1, 2], undefined],
  ])("refuses with %s (%#)", (code, values, options) => {
    expect(() => optimalCuts(values as number[], options as { k: number })).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});
