import { describe, expect, it } from "vitest";
import { assignClusters, kMeans, miniBatchKMeans } from "../../../src/clustering/index.js";
import { type ErrorCode, readModel } from "../../../src/errors/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { createRandom } from "../../../src/numeric/index.js";
import { table } from "../../../src/table/index.js";

const square = [
  [8, 8],
  [1, 1],
  [9, 8],
  [1, 2],
];

describe("kMeans", () => {
  it("numbers clusters by their first coordinate and counts the last pass", () => {
    const fit = kMeans(square, { k: 2 });
    expect([...fit.labels]).toEqual([1, 0, 1, 0]);
    expect(fit.model.centers).toEqual([
      [1, 1.5],
      [8.5, 8],
    ]);
    expect([...fit.sizes]).toEqual([2, 2]);
    expect(fit.inertia).toBe(1);
    expect(fit.status).toBe("converged");
    expect(kMeans(square, { k: 2, init: [square[1]!, square[0]!], tolerance: 0 }).iterations).toBe(2);
  });

  it("orders by the next coordinate where the first is the same", () => {
    const fit = kMeans(
      [
        [0, 9],
        [0, 1],
        [0, 5],
      ],
      { k: 3 },
    );
    expect(fit.model.centers).toEqual([
      [0, 1],
      [0, 5],
      [0, 9],
    ]);
  });

  it("reads tables, matrices and rows alike; the model of a table knows its columns", () => {
    const rows = kMeans(square, { k: 2 });
    const matrix = kMeans({ data: Float64Array.from(square.flat()), rows: 4, columns: 2 }, { k: 2 });
    const named = kMeans(table({ x: [8, 1, 9, 1], y: [8, 1, 8, 2] }), { k: 2 });
    expect(matrix).toEqual(rows);
    expect(named.labels).toEqual(rows.labels);
    expect(rows.model.columns).toBeNull();
    expect(named.model.columns).toEqual(["x", "y"]);
    expect([...assignClusters(named.model, table({ id: ["a", "b"], y: [0, 9], x: [0, 9] }))]).toEqual([0, 1]);
  });

  it("gives the same bits for the same seed, and leaves its input alone", () => {
    const random = createRandom(1);
    const points = Object.freeze(Array.from({ length: 500 }, () => Object.freeze([random.normal(), random.normal()])));
    expect(kMeans(points, { k: 4, seed: 3 })).toEqual(kMeans(points, { k: 4, seed: 3 }));
    const data = Float64Array.from(points.flat());
    const before = data.slice();
    kMeans({ data, rows: 500, columns: 2 }, { k: 4 });
    expect(data).toEqual(before);
  });

  it.each(["k-means++", "random"] as const)("finds clusters that lie apart from a %s start", (init) => {
    const random = createRandom(2);
    const points = Array.from({ length: 600 }, (_, row) => [
      20 * (row % 6) + random.normal(),
      20 * (row % 2) + random.normal(),
    ]);
    const fit = kMeans(points, { k: 6, init });
    for (let row = 6; row < points.length; row++) expect(fit.labels[row]).toBe(fit.labels[row % 6]);
    expect(fit.inertia).toBeLessThan(600 * 2 * 1.2);
  });

  it("returns the best of the restarts, and swaps only better it", () => {
    const random = createRandom(4);
    const points = Array.from({ length: 400 }, () => [random.uniform(), random.uniform()]);
    const one = kMeans(points, { k: 25, restarts: 1, tolerance: 0 }).inertia;
    const ten = kMeans(points, { k: 25, restarts: 10, swaps: 0, tolerance: 0 }).inertia;
    const swapped = kMeans(points, { k: 25, restarts: 10, swaps: 10, tolerance: 0 }).inertia;
    expect(ten).toBeLessThanOrEqual(one);
    expect(swapped).toBeLessThan(ten);
  });

  it("refills a cluster that runs empty with the point farthest from its center", () => {
    const points = [[0], [1], [2], [10]];
    const fit = kMeans(points, { k: 3, init: [[0.5], [0.6], [1000]], tolerance: 0 });
    expect([...fit.sizes]).not.toContain(0);
    expect([...fit.labels]).toEqual([0, 1, 1, 2]);
  });

  it("refills two clusters with two different points", () => {
    const fit = kMeans([[0], [4], [9]], { k: 3, init: [[4], [100], [200]], tolerance: 0 });
    expect([...fit.labels]).toEqual([0, 1, 2]);
    expect(fit.inertia).toBe(0);
  });

  it("ignores points of weight 0 but labels them", () => {
    const fit = kMeans([[0], [1], [100], [5]], { k: 2, weights: [1, 1, 0, 1], init: [[0], [5]], tolerance: 0 });
    expect(fit.model.centers).toEqual([[0.5], [5]]);
    expect([...fit.labels]).toEqual([0, 0, 1, 1]);
    expect([...kMeans([[0], [1], [100], [5]], { k: 2, weights: [1, 1, 0, 1] }).labels]).toEqual([0, 0, 1, 1]);
  });

  it("takes one point, constant columns and equal points as they are", () => {
    expect(kMeans([[3, 4]], { k: 1 })).toMatchObject({ inertia: 0, iterations: 2, status: "converged" });
    expect(
      kMeans(
        [
          [1, 7],
          [2, 7],
          [9, 7],
        ],
        { k: 2 },
      ).model.centers,
    ).toEqual([
      [1.5, 7],
      [9, 7],
    ]);
    expect(kMeans([[1], [1], [1]], { k: 1 }).inertia).toBe(0);
    expect([...kMeans([[1], [1], [2], [2]], { k: 2 }).labels]).toEqual([0, 0, 1, 1]);
  });

  it("says when the passes were used up", () => {
    const random = createRandom(6);
    const points = Array.from({ length: 500 }, () => [random.uniform(), random.uniform()]);
    const fit = kMeans(points, { k: 8, init: points.slice(0, 8), maxIterations: 2 });
    expect(fit).toMatchObject({ iterations: 2, status: "iterationLimit" });
  });

  it("has a model that is frozen, survives JSON, and is refused when damaged", () => {
    const { model } = kMeans(square, { k: 2 });
    const format = modelFormats.find(({ kind }) => kind === "k-means")!;
    const json = JSON.parse(JSON.stringify(model)) as Record<string, unknown>;
    expect(Object.isFrozen(model.centers[0])).toBe(true);
    expect(readModel("parseModel", format, json)).toEqual(model);
    for (const damage of [
      { centers: [[1], [1, 2]] },
      { centers: [] },
      { status: "fine" },
      { inertia: -1 },
      { centers: [[null]] },
    ]) {
      expect(() => readModel("parseModel", format, { ...json, ...damage })).toThrow(
        expect.objectContaining({ code: "unusable-model" }),
      );
    }
  });

  const refused: [string, ErrorCode, () => unknown][] = [
    ["more clusters than points", "too-many-clusters", () => kMeans(square, { k: 5 })],
    ["more clusters than different points", "too-many-clusters", () => kMeans([[1], [1], [2]], { k: 3 })],
    ["0 and −0 as different points", "too-many-clusters", () => kMeans([[0], [-0]], { k: 2 })],
    [
      "more clusters than points of positive weight",
      "too-many-clusters",
      () => kMeans(square, { k: 2, weights: [1, 0, 0, 0] }),
    ],
    ["points closer than doubles can square", "too-many-clusters", () => kMeans([[0], [1e-200], [1]], { k: 3 })],
    ["a missing number", "missing-value", () => kMeans([[1], [Number.NaN]], { k: 1 })],
    ["an infinite number", "not-finite", () => kMeans([[1], [Number.POSITIVE_INFINITY]], { k: 1 })],
    ["points too far apart to square", "out-of-range", () => kMeans([[-1e200], [1e200]], { k: 1 })],
    ["no points", "empty-table", () => kMeans([], { k: 1 })],
    ["points without columns", "empty-table", () => kMeans([[], []], { k: 1 })],
    ["ragged points", "length-mismatch", () => kMeans([[1, 2], [1]], { k: 1 })],
    ["a negative weight", "out-of-range", () => kMeans(square, { k: 1, weights: [1, 1, -1, 1] })],
    ["weights that are all 0", "out-of-range", () => kMeans(square, { k: 1, weights: [0, 0, 0, 0] })],
    ["too few weights", "length-mismatch", () => kMeans(square, { k: 1, weights: [1] })],
    ["a weight that is missing", "missing-value", () => kMeans(square, { k: 1, weights: [1, Number.NaN, 1, 1] })],
    ["centers of another width", "invalid-option", () => kMeans(square, { k: 2, init: [[1], [2]] })],
    [
      "another number of centers",
      "invalid-option",
      () =>
        kMeans(square, {
          k: 3,
          init: [
            [1, 1],
            [2, 2],
          ],
        }),
    ],
    ["an unknown start", "invalid-option", () => kMeans(square, { k: 2, init: "best" as "random" })],
    ["k left out", "invalid-option", () => kMeans(square, {})],
    ["k = 0", "invalid-option", () => kMeans(square, { k: 0 })],
    ["k = 1.5", "invalid-option", () => kMeans(square, { k: 1.5 })],
    ["an option that does not exist", "invalid-option", () => kMeans(square, { k: 2, clusters: 3 } as { k: number })],
    ["new points of another width", "length-mismatch", () => assignClusters(kMeans(square, { k: 2 }).model, [[1]])],
    ["something else for a model", "unusable-model", () => assignClusters({ kind: "rfm" } as never, [[1]])],
    [
      "a table without the model's columns",
      "unknown-column",
      () => assignClusters(kMeans(table({ x: [1, 2] }), { k: 2 }).model, table({ y: [1] })),
    ],
  ];
  it.each(refused)("refuses %s", (_, code, run) => {
    expect(run).toThrow(expect.objectContaining({ name: "ClienteleError", code }));
  });

  it("names the row and the column of a bad point", () => {
    expect(() =>
      kMeans(
        [
          [1, 2],
          [3, Number.NaN],
        ],
        { k: 1 },
      ),
    ).toThrow('kMeans: column "x2", row 2');
    expect(() => kMeans(square, { k: 1, weights: [1, 1, -1, 1] })).toThrow('kMeans: column "weights", row 3');
  });
});

it("weights that are all 1 give the very fit without weights, random starts included", () => {
  const random = createRandom(5);
  const points = Array.from({ length: 300 }, () => [random.normal(), random.normal(), random.normal()]);
  const weights = points.map(() => 1);
  for (const init of ["k-means++", "random"] as const) {
    const options = { k: 6, init, restarts: 1, maxIterations: 2, seed: 3 };
    expect(kMeans(points, { ...options, weights })).toEqual(kMeans(points, options));
  }
  const batches = { k: 6, seed: 3, maxBatches: 4, batchSize: 30 };
  expect(miniBatchKMeans(points, { ...batches, weights })).toEqual(miniBatchKMeans(points, batches));
});
