import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, median, quantile, quantiles } from "../../../src/numeric/index.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
const numbers = fc.array(finite, { minLength: 1, maxLength: 400 });

/** Type 7 by its definition, on a full sort. */
function quantileBySorting(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const low = sorted[Math.floor(position)]!;
  const high = sorted[Math.ceil(position)]!;
  return low + (position - Math.floor(position)) * (high - low);
}

/** The first place in which two long arrays differ, or −1. */
function firstDifference(a: Float64Array | Uint8Array, b: Float64Array | Uint8Array): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

describe("quantiles", () => {
  it("equal those of a full sort, in any order and without touching the input", () => {
    fc.assert(
      fc.property(numbers, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values, ps) => {
        const input = Object.freeze([...values]);
        const found = quantiles(input, ps);
        ps.forEach((p, i) => {
          expect(Math.abs(found[i]! - quantileBySorting(values, p))).toBeLessThanOrEqual(
            1e-12 * (Math.max(...values) - Math.min(...values)),
          );
        });
      }),
    );
  });

  it("equal those of a full sort for long inputs, which go through buckets", () => {
    const random = createRandom(4);
    const makers: ((i: number) => number)[] = [
      () => random.normal(),
      () => random.integer(7),
      (i) => i,
      (i) => -i / 7,
      () => 42,
      () => 1 + random.uniform() / 100,
      () => (random.uniform() < 0.5 ? -0 : 0),
      () => random.normal() * 10 ** random.integer(300),
      (i) => (i === 5 ? Number.POSITIVE_INFINITY : random.exponential()),
    ];
    const ps = [0.8, 0, 0.2, 0.5, 1, 0.999, 0.25, 0.2];
    for (const make of makers) {
      const values = Float64Array.from({ length: 50_001 }, (_, i) => make(i));
      const copy = values.slice();
      const sorted = values.slice().sort();
      const found = quantiles(values, ps);
      expect(firstDifference(values, copy)).toBe(-1);
      ps.forEach((p, i) => {
        const position = 50_000 * p;
        expect(found[i]).toBe(sorted[Math.round(position)]! + 0);
      });
    }
  });

  it("read a view into a larger buffer, and arrays of whole numbers", () => {
    const values = Float64Array.from({ length: 60_000 }, (_, i) => (i * 7919) % 60_000);
    expect(median(values.subarray(1000, 31_001))).toBe(quantileBySorting([...values.subarray(1000, 31_001)], 0.5));
    expect(median(Int32Array.from(values))).toBe(29_999.5);
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.4)).toBeCloseTo(2.2, 15);
  });

  it("hit an order statistic where (n − 1) p is whole but for rounding, as in R", () => {
    // 100 · 0.29 is 28.999999999999996 in floating point.
    const values = Float64Array.from({ length: 101 }, (_, i) => (i < 29 ? i : 1e6 + i));
    expect(quantile(values, 0.29)).toBe(1e6 + 29);
    expect(quantile(values, 0.28)).toBe(28);
  });

  it("are NaN for no values and for probabilities that are none", () => {
    expect(median([])).toBeNaN();
    expect([...quantiles([1, 2], [-0.1, 1.1, Number.NaN, 0.5])]).toEqual([Number.NaN, Number.NaN, Number.NaN, 1.5]);
  });
});
