import fc from "fast-check";
import { kmeans } from "ml-kmeans";
import { describe, expect, it } from "vitest";
import { assignClusters, kMeans } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { inCanonicalOrder, plainLloyd, squared } from "../lloyd-oracle.js";

/**
 * Points on a coarse grid of whole numbers, many of them several times, some clustered: ties and duplicates are common,
 * and sums of them are exact in doubles, so that two correct programs must agree on every label.
 */
function gridPoints(seed: number, rows: number, columns: number): number[][] {
  const random = createRandom(seed);
  const width = 1 + random.integer(8);
  const distinct = Array.from({ length: Math.max(1, Math.ceil(rows * random.uniform())) }, () => {
    const cluster = 10 * random.integer(3);
    return Array.from({ length: columns }, () => cluster + random.integer(width + 1));
  });
  return Array.from({ length: rows }, () => [...distinct[random.integer(distinct.length)]!]);
}

function distinctRows(points: number[][]): number[][] {
  return [...new Map(points.map((point) => [point.join(), point])).values()];
}

describe("kMeans", () => {
  it("gives the labels, centers, inertia and iterations of the textbook loop from the same start", () => {
    const runs = fc.record({
      seed: fc.nat(),
      rows: fc.integer({ min: 2, max: 120 }),
      columns: fc.integer({ min: 1, max: 50 }),
      k: fc.integer({ min: 1, max: 40 }),
      limit: fc.constantFrom(1, 2, 5, 300),
    });
    fc.assert(
      fc.property(runs, ({ seed, rows, columns, k: wanted, limit }) => {
        const points = gridPoints(seed, rows, columns);
        const distinct = distinctRows(points);
        const k = Math.min(wanted, distinct.length);
        // Starts may lie on points, on the same point twice, or far away from all of them.
        const random = createRandom(seed + 1);
        const init = Array.from({ length: k }, () =>
          random.uniform() < 0.1 ? points[0]!.map((value) => value + 50) : points[random.integer(rows)]!,
        );
        const expected = inCanonicalOrder(plainLloyd(points, init, limit));
        const fit = kMeans(points, { k, init, tolerance: 0, maxIterations: limit });
        expect([...fit.labels]).toEqual(expected.labels);
        expect(fit.iterations).toBe(expected.iterations);
        fit.model.centers.forEach((center, j) => {
          center.forEach((coordinate, f) => {
            expect(coordinate).toBeCloseTo(expected.centers[j]![f]!, 9);
          });
        });
        expect(Math.abs(fit.inertia - expected.inertia)).toBeLessThanOrEqual(1e-9 * (1 + expected.inertia));
      }),
      { numRuns: 200 },
    );
  });

  it("does so for continuous data, too", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 2, max: 25 }), (seed, columns, k) => {
        const random = createRandom(seed);
        const points = Array.from({ length: 150 }, () => Array.from({ length: columns }, () => random.normal()));
        const expected = inCanonicalOrder(plainLloyd(points, points.slice(0, k)));
        const fit = kMeans(points, { k, init: points.slice(0, k), tolerance: 0 });
        expect([...fit.labels]).toEqual(expected.labels);
        expect(fit.inertia).toBeCloseTo(expected.inertia, 9);
      }),
      { numRuns: 40 },
    );
  });

  it("gives what ml-kmeans gives from the same start", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 6 }), (seed, columns, k) => {
        const random = createRandom(seed);
        const points = Array.from({ length: 90 }, (_, row) =>
          Array.from({ length: columns }, () => 4 * (row % k) + random.normal()),
        );
        const init = points.slice(0, k);
        const peer = kmeans(points, k, { initialization: init, tolerance: 0, maxIterations: 1000 });
        const fit = kMeans(points, { k, init, tolerance: 0, maxIterations: 1000 });
        const inertia = points.reduce(
          (sum, point, row) => sum + squared(point, peer.centroids[peer.clusters[row]!]!),
          0,
        );
        expect(fit.inertia).toBeCloseTo(inertia, 9);
        for (let row = 1; row < points.length; row++) {
          expect(fit.labels[row] === fit.labels[0]).toBe(peer.clusters[row] === peer.clusters[0]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("takes a weight of two for two points", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, columns) => {
        const points = distinctRows(gridPoints(seed, 40, columns));
        const k = Math.min(3, points.length);
        const random = createRandom(seed);
        const weights = points.map(() => 1 + random.integer(4));
        const repeated = points.flatMap((point, row) => Array.from({ length: weights[row]! }, () => point));
        const init = points.slice(0, k);
        const weighted = kMeans(points, { k, init, weights, tolerance: 0 });
        const plain = kMeans(repeated, { k, init, tolerance: 0 });
        expect(weighted.inertia).toBeCloseTo(plain.inertia, 8);
      }),
      { numRuns: 30 },
    );
  });

  it("gives every point the nearest of the centers it returns", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(1, 3, 300),
        (seed, columns, maxIterations) => {
          const random = createRandom(seed);
          const points = Array.from({ length: 200 }, () => Array.from({ length: columns }, () => random.normal()));
          const fit = kMeans(points, { k: 5, seed, restarts: 2, swaps: 1, maxIterations });
          expect(assignClusters(fit.model, points)).toEqual(fit.labels);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is not misled by rows in another order or by a shift of all points", () => {
    const random = createRandom(5);
    const points = Array.from({ length: 3000 }, (_, row) => [6 * (row % 3) + random.normal(), random.normal()]);
    const init = points.slice(0, 3);
    const fit = kMeans(points, { k: 3, init, tolerance: 0 });
    const reversed = kMeans([...points].reverse(), { k: 3, init, tolerance: 0 });
    expect(reversed.model.centers).toEqual(fit.model.centers);
    expect([...reversed.labels].reverse()).toEqual([...fit.labels]);
    const far = (point: number[]) => point.map((value) => value + 1e6);
    const shifted = kMeans(points.map(far), { k: 3, init: init.map(far), tolerance: 0 });
    expect(shifted.labels).toEqual(fit.labels);
    expect(Math.abs(shifted.inertia / fit.inertia - 1)).toBeLessThan(1e-7);
  });
});
