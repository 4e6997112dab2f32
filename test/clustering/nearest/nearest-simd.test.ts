import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestScalar } from "../../../src/clustering/nearest/nearest-center-scalar.js";
import { type SimdSearch, searchSimd } from "../../../src/clustering/nearest/nearest-simd.js";
import { layAllForSimd, middleOf } from "../../../src/clustering/nearest/simd-layout.js";
import { createRandom, type Random } from "../../../src/numeric/index.js";

const draws: Readonly<Record<string, (random: Random) => number>> = {
  normal: (random) => random.normal(),
  "on a grid, with many ties": (random) => random.integer(4),
  "far from 0": (random) => 1e9 + random.normal(),
  "with far outliers": (random) => random.normal() * (random.uniform() < 0.05 ? 1e9 : 1),
  "of every size": (random) => random.normal() * 10 ** (30 * random.uniform() - 15),
  "too small for single precision": (random) => 1e-42 * random.normal(),
  "with squares too large for single precision": (random) => 1e25 * random.normal(),
  "too large for single precision": (random) => 1e120 * random.normal(),
  "a hair apart": (random) => 1 + 1e-8 * random.integer(3),
};

interface Case {
  readonly points: Float64Array;
  readonly centers: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
}

function drawCase(kind: string, seed: number, rows: number, columns: number, k: number): Case {
  const random = createRandom(seed);
  const draw = draws[kind]!;
  const points = Float64Array.from({ length: rows * columns }, () => draw(random));
  const centers = Float64Array.from({ length: k * columns }, () => draw(random));
  // Some centers are points, some twins of each other.
  for (let j = 0; j < k; j += 3)
    centers.copyWithin(j * columns, ((j * 7) % k) * columns, (((j * 7) % k) + 1) * columns);
  for (let j = 1; j < k; j += 3) {
    const row = random.integer(rows);
    centers.set(points.subarray(row * columns, (row + 1) * columns), j * columns);
  }
  return { points, centers, rows, columns, k };
}

const cases = fc.record({
  kind: fc.constantFrom(...Object.keys(draws)),
  seed: fc.nat(),
  rows: fc.integer({ min: 1, max: 700 }),
  columns: fc.integer({ min: 1, max: 70 }),
  k: fc.integer({ min: 1, max: 40 }),
});

function oneByOne({ points, centers, rows, columns }: Case, list: Int32Array) {
  const nearest = new Int32Array(rows);
  const gaps = new Float64Array(rows);
  nearestScalar(points, centers, columns, list, list.length, nearest, gaps);
  return { nearest, gaps };
}

function loaded({ points, centers, rows, columns, k }: Case): SimdSearch & { simdPoints: Float32Array } {
  const search = searchSimd(columns, k)!;
  const middle = new Float64Array(columns);
  middleOf(points, rows, columns, middle);
  const simdPoints = new Float32Array(Math.ceil(rows / 8) * 8 * columns);
  layAllForSimd(points, rows, columns, middle, simdPoints);
  search.load(centers, middle);
  return { ...search, simdPoints };
}

const allRows = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);

describe("searchSimd", () => {
  it("finds the nearest centers that the textbook loop finds, whatever the numbers, and gaps that are never too wide", () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ kind, seed, rows, columns, k }, laidOut) => {
        const drawn = drawCase(kind, seed, rows, columns, k);
        const list = allRows(rows);
        const expected = oneByOne(drawn, list);
        const nearest = new Int32Array(rows);
        const gaps = new Float64Array(rows);
        const search = loaded(drawn);
        search.find(drawn.points, laidOut ? search.simdPoints : null, list, rows, nearest, gaps);
        expect(nearest).toEqual(expected.nearest);
        for (let row = 0; row < rows; row++) {
          const limit = expected.gaps[row]!;
          if (gaps[row]! > limit * (1 + 1e-12)) throw new Error(`gap ${gaps[row]} where it is ${limit}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("finds them for any list of rows", () => {
    fc.assert(
      fc.property(cases, ({ kind, seed, rows, columns, k }) => {
        const drawn = drawCase(kind, seed, rows, columns, k);
        const random = createRandom(seed + 1);
        const list = allRows(rows).filter(() => random.uniform() < 0.4);
        const nearest = new Int32Array(rows);
        loaded(drawn).find(drawn.points, null, list, list.length, nearest, new Float64Array(rows));
        const expected = oneByOne(drawn, list).nearest;
        expect(nearest.subarray(0, list.length)).toEqual(expected.subarray(0, list.length));
      }),
      { numRuns: 60 },
    );
  });

  it("finds which labels change, and no other row differs", () => {
    fc.assert(
      fc.property(cases, ({ kind, seed, rows, columns, k }) => {
        const drawn = drawCase(kind, seed, rows, columns, k);
        const truth = oneByOne(drawn, allRows(rows)).nearest;
        const random = createRandom(seed + 2);
        const labels = truth.map((label) => (random.uniform() < 0.1 ? random.integer(k) : label));
        const list = new Int32Array(rows);
        const nearest = new Int32Array(rows);
        const search = loaded(drawn);
        const count = search.findChanged(drawn.points, search.simdPoints, 0, rows, labels, list, nearest);
        for (let place = 0; place < count; place++) labels[list[place]!] = nearest[place]!;
        expect(labels).toEqual(truth);
      }),
      { numRuns: 100 },
    );
  });

  it("gives gaps close to the truth for ordinary data", () => {
    const drawn = drawCase("normal", 1, 5000, 8, 12);
    const list = allRows(5000);
    const expected = oneByOne(drawn, list);
    const gaps = new Float64Array(5000);
    loaded(drawn).find(drawn.points, null, list, 5000, new Int32Array(5000), gaps);
    // The guard against rounding takes most where a center lies on the point.
    for (let row = 0; row < 5000; row++) expect(gaps[row]!).toBeGreaterThan(expected.gaps[row]! - 0.02);
  });

  it("survives another search that takes the memory over, once it is loaded again", () => {
    const small = drawCase("normal", 1, 300, 2, 3);
    const large = drawCase("normal", 2, 300, 500, 200);
    const [first, second] = [loaded(small), loaded(large)];
    const list = allRows(300);
    const found = new Int32Array(300);
    second.find(large.points, null, list, 300, found, new Float64Array(300));
    expect(found).toEqual(oneByOne(large, list).nearest);
    first.load(small.centers, new Float64Array(2));
    first.find(small.points, null, list, 300, found, new Float64Array(300));
    expect(found).toEqual(oneByOne(small, list).nearest);
  });
});
