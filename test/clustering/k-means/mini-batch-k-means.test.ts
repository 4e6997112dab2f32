import { describe, expect, it } from "vitest";
import { assignClusters, kMeans, miniBatchKMeans } from "../../../src/clustering/index.js";
import { readModel } from "../../../src/errors/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { createRandom } from "../../../src/numeric/index.js";
import { table } from "../../../src/table/index.js";

function clustered(rows: number, columns: number, k: number, seed: number) {
  const random = createRandom(seed);
  const centers = Array.from({ length: k * columns }, () => 5 * random.normal());
  const data = Float64Array.from({ length: rows * columns }, (_, i) => {
    const cluster = Math.floor(i / columns) % k;
    return centers[cluster * columns + (i % columns)]! + random.normal();
  });
  return { data, rows, columns };
}

describe("miniBatchKMeans", () => {
  it.each([
    [20_000, 3, 6, 500],
    [20_000, 3, 6, 100],
    [8_000, 1, 4, 1024],
    [10_000, 8, 5, 200],
  ])(
    "comes within two percent of the full fit of %i points in %i columns with k = %i",
    (rows, columns, k, batchSize) => {
      const points = clustered(rows, columns, k, 9);
      const full = kMeans(points, { k, restarts: 3 });
      const quick = miniBatchKMeans(points, { k, batchSize });
      expect(quick.inertia / full.inertia).toBeLessThan(1.02);
      expect(quick.inertia / full.inertia).toBeGreaterThan(0.9999);
    },
  );

  it("comes within one percent of the full fit whatever the seed, also with many clusters in many columns", () => {
    for (const [rows, columns, k] of [
      [30_000, 3, 5],
      [10_000, 12, 20],
    ] as const) {
      const points = clustered(rows, columns, k, 4);
      const full = kMeans(points, { k, restarts: 5 });
      for (let seed = 0; seed < 10; seed++) {
        expect(miniBatchKMeans(points, { k, seed }).inertia / full.inertia).toBeLessThan(1.01);
      }
    }
  });

  it("refuses a point too far away to square that no step has looked at", () => {
    const points = clustered(20_000, 2, 3, 8);
    points.data[2 * 12_345] = 1e200;
    expect(() => miniBatchKMeans(points, { k: 3, batchSize: 20 })).toThrow(
      expect.objectContaining({ code: "out-of-range" }),
    );
  });

  it("gives the same bits for the same seed", () => {
    const points = clustered(5000, 2, 5, 3);
    const first = miniBatchKMeans(points, { k: 5, seed: 4, batchSize: 64 });
    expect(miniBatchKMeans(points, { k: 5, seed: 4, batchSize: 64 })).toEqual(first);
    expect(miniBatchKMeans(points, { k: 5, seed: 5, batchSize: 64 }).model.centers).not.toEqual(first.model.centers);
  });

  it("ends with the nearest center for each point, sizes and inertia of all points, and centers in canonical order", () => {
    const points = clustered(4000, 2, 4, 6);
    const fit = miniBatchKMeans(points, { k: 4, batchSize: 100 });
    expect(assignClusters(fit.model, points)).toEqual(fit.labels);
    const sizes = [0, 0, 0, 0];
    let inertia = 0;
    for (let row = 0; row < points.rows; row++) {
      sizes[fit.labels[row]!]!++;
      const distances = fit.model.centers.map(
        ([x, y]) => (points.data[2 * row]! - x!) ** 2 + (points.data[2 * row + 1]! - y!) ** 2,
      );
      expect(distances.indexOf(Math.min(...distances))).toBe(fit.labels[row]);
      inertia += Math.min(...distances);
    }
    expect([...fit.sizes]).toEqual(sizes);
    expect(fit.inertia / inertia).toBeCloseTo(1, 12);
    const first = fit.model.centers.map((center) => center[0]!);
    expect(first).toEqual([...first].sort((a, b) => a - b));
  });

  it("takes weights as importance: points of weight 0 count nowhere", () => {
    const points = clustered(9000, 2, 4, 2);
    const weights = Float64Array.from({ length: points.rows }, (_, row) => row % 3);
    const full = kMeans(points, { k: 4, restarts: 3, weights });
    expect(miniBatchKMeans(points, { k: 4, weights }).inertia / full.inertia).toBeLessThan(1.02);
    const far = { ...points, data: Float64Array.from(points.data) };
    for (let row = 0; row < far.rows; row += 3) far.data[2 * row] = 1e6;
    const fit = miniBatchKMeans(far, { k: 4, weights });
    expect(Math.max(...fit.model.centers.flat())).toBeLessThan(1000);
    expect(fit.inertia / full.inertia).toBeLessThan(1.02);
  });

  it("finds rare points that its sample did not see", () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => [row < 3 ? row : 50]);
    expect([...miniBatchKMeans(rows, { k: 4, batchSize: 10 }).sizes]).toEqual([1, 1, 1, 19_997]);
  });

  it("says when its steps were used up, and keeps the names of columns", () => {
    const points = clustered(3000, 2, 3, 8);
    expect(miniBatchKMeans(points, { k: 3, batchSize: 50, maxBatches: 2 })).toMatchObject({
      iterations: 2,
      status: "iterationLimit",
    });
    const { model } = miniBatchKMeans(table({ a: [1, 2, 9], b: [0, 0, 5] }), { k: 2 });
    expect(model.columns).toEqual(["a", "b"]);
    const format = modelFormats.find(({ kind }) => kind === "k-means")!;
    expect(readModel("parseModel", format, JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(Object.isFrozen(model.centers[0])).toBe(true);
  });

  it("takes one point, a constant column and more batch than points", () => {
    expect(miniBatchKMeans([[3, 4]], { k: 1 })).toMatchObject({ inertia: 0, model: { centers: [[3, 4]] } });
    const flat = miniBatchKMeans(
      [
        [1, 5],
        [1, 6],
        [1, 90],
      ],
      { k: 2 },
    );
    expect([...flat.labels]).toEqual([0, 0, 1]);
    expect(flat.model.centers.every(([x]) => x === 1)).toBe(true);
  });

  it.each([
    ["too-many-clusters", [[1], [1]], { k: 2 }],
    ["too-many-clusters", [[1], [2]], { k: 2, weights: [0, 1] }],
    ["empty-table", [], { k: 2 }],
    ["missing-value", [[1], [Number.NaN]], { k: 2 }],
    ["not-finite", [[1], [Number.NEGATIVE_INFINITY]], { k: 2 }],
    ["out-of-range", [[1e300], [-1e300]], { k: 2 }],
    ["out-of-range", [[1], [2]], { k: 2, weights: [1, -1] }],
    ["length-mismatch", [[1], [2]], { k: 2, weights: [1] }],
    ["invalid-option", [[1], [2]], { k: 2, batchSize: 0 }],
    ["invalid-option", [[1], [2]], { k: 2, init: "random" }],
    ["invalid-option", [[1], [2]], undefined],
  ])("refuses with %s (%#)", (code, points, options) => {
    expect(() => miniBatchKMeans(points, options as { k: number })).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});
