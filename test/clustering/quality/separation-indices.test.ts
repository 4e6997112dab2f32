import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calinskiHarabasz, daviesBouldin } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { meanOf } from "../cuts-oracle.js";
import { labels, points } from "../three-groups.js";

type Point = readonly number[];

const centerOf = (members: readonly Point[]) => members[0]!.map((_, f) => meanOf(members.map((point) => point[f]!)));
const apart = (a: Point, b: Point) => Math.hypot(...a.map((x, f) => x - b[f]!));

function clustersOf(points: readonly Point[], labels: readonly number[]): Point[][] {
  return [...new Set(labels)]
    .filter((label) => label >= 0)
    .map((label) => points.filter((_, row) => labels[row] === label));
}

/** Davies and Bouldin (1979): the mean over clusters of the worst (S_i + S_j) / M_ij. */
function daviesBouldinOf(clusters: readonly Point[][]): number {
  const spread = clusters.map((members) => meanOf(members.map((point) => apart(point, centerOf(members)))));
  return meanOf(
    clusters.map((own, i) =>
      Math.max(
        ...clusters.flatMap((other, j) =>
          j === i ? [] : [(spread[i]! + spread[j]!) / apart(centerOf(own), centerOf(other))],
        ),
      ),
    ),
  );
}

/**
 * Caliński and Harabasz (1974): B/(k − 1) over W/(n − k), from the squared distances of all pairs: a sum of squares
 * around a mean is that over pairs divided by their number.
 */
function calinskiHarabaszOf(clusters: readonly Point[][]): number {
  const squares = (members: readonly Point[]) => {
    let sum = 0;
    members.forEach((a, i) => {
      for (const b of members.slice(i + 1)) sum += apart(a, b) ** 2;
    });
    return sum / members.length;
  };
  const within = clusters.reduce((sum, members) => sum + squares(members), 0);
  const n = clusters.flat().length;
  const k = clusters.length;
  return (squares(clusters.flat()) - within) / (k - 1) / (within / (n - k));
}

const grouped = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 6, max: 30 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ columns, rows, seed }) => {
    const random = createRandom(seed);
    return {
      points: Array.from({ length: rows }, () => Array.from({ length: columns }, () => 3 + random.normal())),
      labels: Array.from({ length: rows }, (_, row) => (row < 2 ? row : row < 4 ? 0 : 3 * random.integer(4) - 1)),
    };
  });

describe("daviesBouldin and calinskiHarabasz", () => {
  it("are those of their definitions", () => {
    fc.assert(
      fc.property(grouped, ({ points: all, labels: groups }) => {
        const clusters = clustersOf(all, groups);
        const davies = daviesBouldinOf(clusters);
        const calinski = calinskiHarabaszOf(clusters);
        expect(daviesBouldin(all, groups) / davies).toBeCloseTo(1, 9);
        expect(calinskiHarabasz(all, groups) / calinski).toBeCloseTo(1, 9);
      }),
    );
  });

  // scikit-learn 1.2.1
  it("agree with scikit-learn on a small case", () => {
    expect(daviesBouldin(points, labels)).toBeCloseTo(0.27250903657025555, 14);
    expect(calinskiHarabasz(points, labels)).toBeCloseTo(49.781976744186046, 12);
  });

  it("do not care how clusters are numbered, for points without one, for the unit or for where 0 is", () => {
    const renamed = labels.map((label) => [7, 3, 11][label]!);
    const moved = points.map((point) => point.map((x) => 1e6 + 16 * x));
    for (const index of [daviesBouldin, calinskiHarabasz]) {
      expect(index(points, renamed)).toBeCloseTo(index(points, labels), 12);
      expect(index([...points, [100, 100]], [...labels, -1])).toBe(index(points, labels));
      expect(index(moved, labels)).toBeCloseTo(index(points, labels), 8);
    }
  });

  it("have a value where clusters have no spread, or nothing has", () => {
    expect(daviesBouldin([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(0);
    expect(daviesBouldin([[0], [2], [1], [1]], [0, 0, 1, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(calinskiHarabasz([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(calinskiHarabasz([[1], [1], [1], [1]], [0, 0, 1, 1])).toBe(0);
  });

  it.each([
    ["one-class", [[1], [2]], [0, 0]],
    ["too-few-rows", [[1], [2]], [0, 1]],
    ["length-mismatch", [[1], [2]], [0]],
    ["out-of-range", [[1e200], [-1e200], [3]], [0, 0, 1]],
    ["missing-value", [[1], [Number.NaN], [3]], [0, 0, 1]],
  ])("refuse with %s", (code, all, groups) => {
    expect(() => daviesBouldin(all, groups)).toThrow(expect.objectContaining({ name: "ClienteleError", code }));
    expect(() => calinskiHarabasz(all, groups)).toThrow(expect.objectContaining({ name: "ClienteleError", code }));
  });
});
