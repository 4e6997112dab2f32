import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignClusters, clusterCustomers, kMeans } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { table } from "../../../src/table/index.js";
import { features, shop } from "../simulated-shop.js";

describe("assignClusters", () => {
  it("gives each point the nearest center, a tie going to the lower number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 9 }), (seed, columns) => {
        const random = createRandom(seed);
        const draw = (rows: number) =>
          Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.integer(5)));
        const { model } = kMeans(draw(40), { k: Math.min(4, 2 * columns), restarts: 1 });
        const points = draw(50);
        const labels = assignClusters(model, points);
        points.forEach((point, row) => {
          const squared = model.centers.map((center) => center.reduce((sum, x, f) => sum + (x - point[f]!) ** 2, 0));
          const least = Math.min(...squared);
          expect(squared[labels[row]!]! - least).toBeLessThan(1e-9);
          expect(squared.findIndex((value) => value - least < -1e-9)).toBe(-1);
        });
      }),
    );
    expect([...assignClusters(kMeans([[0], [10]], { k: 2 }).model, [[5]])]).toEqual([0]);
  });

  it("reads a table by the names of the columns, whatever their order and whatever else it holds", () => {
    const { model, labels } = kMeans(table({ a: [1, 2, 9, 9.5], b: [0, 0, 1, 1] }), { k: 2 });
    const again = table({ c: ["x", "y", "z", "w"], b: [0, 0, 1, 1], a: [1, 2, 9, 9.5] });
    expect(assignClusters(model, again)).toEqual(labels);
    expect([...assignClusters(model, [[9, 1]])]).toEqual([1]);
    expect(() => assignClusters(model, table({ a: [1] }))).toThrow(expect.objectContaining({ code: "unknown-column" }));
  });

  it("gives customers the clusters they were fitted in, from any order of columns and from JSON", () => {
    const customers = shop(300, 5);
    const { model, labels } = clusterCustomers(customers, { features, k: 4 });
    const { attitude, channel, orders, profit } = customers;
    expect(assignClusters(model, { channel, attitude, profit, orders })).toEqual(labels);
    expect(assignClusters(JSON.parse(JSON.stringify(model)), customers)).toEqual(labels);
    expect(assignClusters(model, { orders: [], profit: [], attitude: [] })).toEqual(new Int32Array(0));
  });

  it.each([
    ["unusable-model", { kind: "rfm" }, [[1, 2]]],
    ["unusable-model", null, [[1, 2]]],
    [
      "length-mismatch",
      kMeans(
        [
          [1, 1],
          [2, 5],
        ],
        { k: 2 },
      ).model,
      [[1, 2, 3]],
    ],
    [
      "missing-value",
      kMeans(
        [
          [1, 1],
          [2, 5],
        ],
        { k: 2 },
      ).model,
      [[1, Number.NaN]],
    ],
    ["unknown-column", clusterCustomers(shop(20, 1), { features, k: 2 }).model, { orders: [1], profit: [1] }],
    [
      "missing-value",
      clusterCustomers(shop(20, 1), { features, k: 2 }).model,
      { orders: [null], profit: [1], attitude: [1] },
    ],
    [
      "out-of-range",
      clusterCustomers(shop(20, 1), { features, k: 2 }).model,
      { orders: [0], profit: [1], attitude: [1] },
    ],
    [
      "not-a-number",
      clusterCustomers(shop(20, 1), { features, k: 2 }).model,
      { orders: ["many"], profit: [1], attitude: [1] },
    ],
  ])("refuses with %s (%#)", (code, model, input) => {
    expect(() => assignClusters(model as never, input as never)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });

  it("refuses points too far away to square, and names itself where a table lacks a column", () => {
    const { model } = kMeans(table({ x: [1, 2], y: [1, 5] }), { k: 2 });
    expect(() => assignClusters(model, [[1e200, 1]])).toThrow(
      expect.objectContaining({ code: "out-of-range", place: { function: "assignClusters" } }),
    );
    expect(() => assignClusters(model, table({ x: [1, 2] }))).toThrow(
      expect.objectContaining({
        code: "unknown-column",
        place: expect.objectContaining({ function: "assignClusters", column: "y" }),
      }),
    );
    expect(assignClusters(model, [])).toEqual(new Int32Array(0));
  });
});
