import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex } from "../../../src/clustering/index.js";
import { randIndexByPairs } from "../pairs-oracle.js";

const grouping = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 25 });

describe("adjustedRandIndex", () => {
  it("is the index counted pair by pair", () => {
    fc.assert(
      fc.property(grouping, fc.integer({ min: 1, max: 1000 }), (a, seed) => {
        const b = a.map((_, i) => (seed * (i + 3) * 7919) % 5);
        expect(adjustedRandIndex(a, b)).toBeCloseTo(randIndexByPairs(a, b), 12);
      }),
    );
  });

  it("is 1 for the same grouping under other names, and the same both ways round", () => {
    fc.assert(
      fc.property(grouping, grouping, (a, b) => {
        const names = [30, -7, 2.5, 8, 0];
        expect(
          adjustedRandIndex(
            a,
            a.map((label) => names[label]!),
          ),
        ).toBe(1);
        const n = Math.min(a.length, b.length);
        expect(adjustedRandIndex(a.slice(0, n), b.slice(0, n))).toBe(adjustedRandIndex(b.slice(0, n), a.slice(0, n)));
      }),
    );
  });

  // scikit-learn 1.2.1
  it("agrees with scikit-learn", () => {
    expect(adjustedRandIndex([0, 0, 1, 1, 2, 2, 2], [0, 0, 1, 2, 2, 2, 1])).toBeCloseTo(0.2125, 14);
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 14);
  });

  it("takes all together, all apart and nothing at all as agreement", () => {
    expect(adjustedRandIndex([0, 0], [1, 1])).toBe(1);
    expect(adjustedRandIndex([0, 1, 2], [5, 3, 1])).toBe(1);
    expect(adjustedRandIndex([], [])).toBe(1);
  });

  it.each([
    ["length-mismatch", [1], [1, 2]],
    ["missing-value", [Number.NaN, 1], [1, 1]],
    ["not-a-number", ["a", "b"], [1, 1]],
  ])("refuses with %s", (code, a, b) => {
    expect(() => adjustedRandIndex(a as number[], b)).toThrow(expect.objectContaining({ code }));
  });
});
