import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBlockSums,
  blockSums,
  columnMeans,
  correlation,
  countEdges,
  covarianceMatrix,
  createRandom,
  mean,
  median,
  quantile,
  quantiles,
  ranks,
  sortedOrder,
  standardDeviation,
  sum,
  sumBlock,
  variance,
  weightedMean,
} from "../../src/numeric/index.js";

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

function manyNormals(n: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
}

/** The first place in which two long arrays differ, or −1. */
function firstDifference(a: Float64Array | Uint8Array, b: Float64Array | Uint8Array): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

describe("sum", () => {
  it("adds a million tenths with the last digits right", () => {
    expect(Math.abs(sum(new Float64Array(1_000_000).fill(0.1)) / 100_000 - 1)).toBeLessThan(1e-13);
  });

  it("gives the bits that the sums of its blocks give, however the blocks are spread over workers", () => {
    const values = manyNormals(3 * sumBlock + 17);
    const half = 2 * sumBlock;
    const parts = [...blockSums(values.subarray(0, half)), ...blockSums(values.subarray(half))];
    expect(addBlockSums(parts)).toBe(sum(values));
  });

  it("is exact where blocks cancel, zero for nothing, and infinite or NaN where a value is", () => {
    const values = new Float64Array(2 * sumBlock + 1);
    values[0] = 1e17;
    values[sumBlock] = 3.25;
    values[2 * sumBlock] = -1e17;
    expect(sum(values)).toBe(3.25);
    expect(sum([])).toBe(0);
    expect(sum([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(sum([1, Number.NaN])).toBeNaN();
    expect(sum(new Float64Array(sumBlock * 2).fill(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("means and spreads", () => {
  it("equal their textbook values", () => {
    expect(mean([2, 4, 9])).toBe(5);
    expect(variance([2, 4, 9])).toBe(13);
    expect(variance([2, 4, 9], { sample: false })).toBeCloseTo(26 / 3, 14);
    expect(standardDeviation([2, 4, 9])).toBeCloseTo(Math.sqrt(13), 14);
    expect(weightedMean([1, 2, 3], [1, 0, 3])).toBe(2.5);
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 15);
    expect(correlation([1, 2, 3], [1, 0, -1])).toBeCloseTo(-1, 15);
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 14);
  });

  it("keep their digits far from zero", () => {
    const values = manyNormals(10_000);
    const shifted = values.map((value) => Math.round(value * 1024) / 1024 + 2 ** 30);
    const near = values.map((value) => Math.round(value * 1024) / 1024);
    expect(variance(shifted)).toBeCloseTo(variance(near), 10);
  });

  it("are NaN where there is nothing to say", () => {
    expect(mean([])).toBeNaN();
    expect(variance([3])).toBeNaN();
    expect(variance([3], { sample: false })).toBe(0);
    expect(correlation([1, 1], [2, 3])).toBeNaN();
    expect(weightedMean([1], [0])).toBeNaN();
  });
});

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

describe("countEdges", () => {
  const random = createRandom(12);
  const edgeSets = [
    [0],
    [-0],
    [1, 1, 1, 2.2],
    [-5, 0, 5],
    [Number.NEGATIVE_INFINITY, 3, Number.POSITIVE_INFINITY],
    Array.from({ length: 99 }, (_, i) => i / 10 - 3),
  ];
  const makers: ((i: number) => number)[] = [
    () => random.integer(11) - 5,
    () => random.normal() * 4,
    (i) => [0, -0, 1e-310, -1e-310, 2.2, 1e300][i % 6]!,
  ];

  it.each([50, 20_001])("counts the edges below and up to each of %d values", (n) => {
    for (const edges of edgeSets) {
      for (const make of makers) {
        const values = Float64Array.from({ length: n }, (_, i) => make(i));
        const count = (holds: (edge: number, value: number) => boolean): Uint8Array =>
          values.reduce((bins, value, row) => {
            for (const edge of edges) if (holds(edge, value)) bins[row]!++;
            return bins;
          }, new Uint8Array(n));
        const below = count((edge, value) => edge < value);
        const upTo = count((edge, value) => edge <= value);
        expect(firstDifference(countEdges(values, edges, "below"), below)).toBe(-1);
        expect(firstDifference(countEdges(values, edges, "upTo"), upTo)).toBe(-1);
      }
    }
  });

  it("gives missing values some bin and never runs on", () => {
    const bins = countEdges(new Float64Array(30_000).fill(Number.NaN), [1, 2], "upTo");
    expect(bins.every((bin) => bin <= 2)).toBe(true);
  });
});

describe("sortedOrder and ranks", () => {
  it("order rows as a stable sort does, missing values last", () => {
    const random = createRandom(9);
    for (const n of [0, 1, 10, 255, 256, 5000]) {
      for (const make of [
        () => random.normal() * 1e5,
        () => random.integer(5) - 2,
        () => (random.uniform() < 0.2 ? Number.NaN : random.integer(3)),
        () => [0, -0, 1e-310, -1e-310, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][random.integer(6)]!,
      ]) {
        const values = Float64Array.from({ length: n }, make);
        const expected = Array.from(values.keys()).sort((i, j) => {
          const [a, b] = [values[i]!, values[j]!];
          if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j;
          return a === b ? i - j : a < b ? -1 : 1;
        });
        expect(Array.from(sortedOrder(values))).toEqual(expected);
      }
    }
  });

  it("give equal values the rank of each rule", () => {
    const values = [30, 10, Number.NaN, 20, 10, 10];
    expect([...ranks(values)]).toEqual([5, 2, Number.NaN, 4, 2, 2]);
    expect([...ranks(values, "min")]).toEqual([5, 1, Number.NaN, 4, 1, 1]);
    expect([...ranks(values, "max")]).toEqual([5, 3, Number.NaN, 4, 3, 3]);
    expect([...ranks(values, "first")]).toEqual([5, 1, Number.NaN, 4, 2, 3]);
    expect([...ranks(values, "dense")]).toEqual([3, 1, Number.NaN, 2, 1, 1]);
  });
});

describe("covarianceMatrix", () => {
  it("equals the variances and correlations of its columns", () => {
    const rows = 9000;
    const data = manyNormals(3 * rows);
    const columns = [0, 1, 2].map((j) => Float64Array.from({ length: rows }, (_, i) => data[3 * i + j]!));
    const covariance = covarianceMatrix(data, rows, 3);
    for (let j = 0; j < 3; j++) {
      expect(covariance.data[j * 3 + j]).toBeCloseTo(variance(columns[j]!), 12);
      for (let k = 0; k < 3; k++) {
        const scale = standardDeviation(columns[j]!) * standardDeviation(columns[k]!);
        expect(covariance.data[j * 3 + k]! / scale).toBeCloseTo(correlation(columns[j]!, columns[k]!), 12);
      }
    }
    expect(columnMeans(data, rows, 3)[1]).toBeCloseTo(mean(columns[1]!), 13);
  });

  it("takes weights as importance: twice all weights changes nothing, and equal weights are no weights", () => {
    const data = manyNormals(40);
    const weights = Float64Array.from({ length: 20 }, (_, i) => 1 + (i % 3));
    const single = covarianceMatrix(data, 20, 2, { weights });
    const double = covarianceMatrix(data, 20, 2, { weights: weights.map((w) => 2 * w) });
    double.data.forEach((value, i) => {
      expect(value).toBeCloseTo(single.data[i]!, 14);
    });
    const equal = covarianceMatrix(data, 20, 2, { weights: new Float64Array(20).fill(3) });
    covarianceMatrix(data, 20, 2).data.forEach((value, i) => {
      expect(equal.data[i]).toBeCloseTo(value, 14);
    });
    expect(
      covarianceMatrix(data, 20, 2, { sample: false }).data[0]! / covarianceMatrix(data, 20, 2).data[0]!,
    ).toBeCloseTo(0.95, 14);
  });
});
