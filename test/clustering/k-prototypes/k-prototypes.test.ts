import { describe, expect, it } from "vitest";
import { readRules } from "../../../src/clustering/features/feature-rules.js";
import { fitFeatures } from "../../../src/clustering/features/feature-space.js";
import { assignClusters, kMeans, kPrototypes } from "../../../src/clustering/index.js";
import { fitPrototypes } from "../../../src/clustering/k-prototypes/k-prototypes-fit.js";
import { mixedPoints, readCategories } from "../../../src/clustering/k-prototypes/mixed-points.js";
import { readModel } from "../../../src/errors/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { createRandom } from "../../../src/numeric/index.js";
import { toTable } from "../../../src/table/index.js";
import { meanOf } from "../cuts-oracle.js";

describe("kPrototypes", () => {
  const random = createRandom(3);
  const kinds = Array.from({ length: 300 }, () => random.integer(3));
  const noisy = (levels: string[]) =>
    kinds.map((kind) => (random.uniform() < 0.9 ? levels[kind]! : levels[random.integer(3)]!));
  const input = {
    spend: kinds.map((kind) => 100 + 30 * (kind === 2 ? 1 : 0) + 3 * random.normal()),
    channel: noisy(["web", "shop", "shop"]),
    region: noisy(["north", "south", "south"]),
  };

  it("finds kinds that need both numbers and categories to be told apart", () => {
    const found = kPrototypes(input, { k: 3, numeric: ["spend"], categorical: ["channel", "region"] });
    const majority = [0, 1, 2].map((kind) => {
      const counts = [0, 0, 0];
      kinds.forEach((own, row) => {
        if (own === kind) counts[found.labels[row]!]!++;
      });
      return Math.max(...counts) / kinds.filter((own) => own === kind).length;
    });
    for (const share of majority) expect(share).toBeGreaterThan(0.8);
    expect(found.prototypes.columnNames).toEqual(["cluster", "spend", "channel", "region"]);
    expect(found.status).toBe("converged");
    expect(assignClusters(found.model, input)).toEqual(found.labels);
    const format = modelFormats.find(({ kind }) => kind === "k-prototypes")!;
    expect(readModel("parseModel", format, JSON.parse(JSON.stringify(found.model)))).toEqual(found.model);
  });

  it("is k-means where gamma is 0, and k-modes where there are no numbers", () => {
    const numbers = kPrototypes(input, { k: 2, numeric: { spend: "none" }, categorical: ["channel"], gamma: 0 });
    expect(numbers.cost).toBeCloseTo(
      kMeans(
        input.spend.map((value) => [value]),
        { k: 2 },
      ).inertia,
      8,
    );
    const modes = kPrototypes(
      { a: ["x", "x", "y", "y", "y"], b: ["p", "p", "q", "q", "p"] },
      { k: 2, categorical: ["a", "b"] },
    );
    expect(modes.cost).toBe(1);
    expect(modes.prototypes.toRows()).toEqual([
      { cluster: 0, a: "x", b: "p" },
      { cluster: 1, a: "y", b: "q" },
    ]);
  });

  it("takes all columns of numbers as numbers unless told otherwise, but for customers, counts and ids", () => {
    const more = {
      ...input,
      customer: kinds.map((_, row) => row),
      orderNr: kinds.map((_, row) => 7000 + 3 * row),
      age: kinds.map((kind, row) => 30 + 10 * kind + (row % 7)),
      vip: kinds.map((kind) => kind === 1),
    };
    const categorical = ["channel", "region"];
    const found = kPrototypes(more, { k: 3, categorical });
    expect(found.model).toEqual(kPrototypes(more, { k: 3, numeric: ["spend", "age"], categorical }).model);
    expect(found.warnings).toEqual([expect.stringMatching(/^"orderNr" looks like an id and was left out/)]);
    const codes = kPrototypes(more, { k: 3, categorical: ["channel", "age"] }).prototypes.columnNames;
    expect(codes).toEqual(["cluster", "spend", "channel", "age"]);
    expect(kPrototypes(more, { k: 3, numeric: [], categorical }).prototypes.columnNames).toEqual([
      "cluster",
      ...categorical,
    ]);
  });

  it("takes a missing category as one of its own and an unknown one as different from all", () => {
    const { model, labels } = kPrototypes({ a: ["x", "x", null, null] }, { k: 2, categorical: ["a"] });
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect([...assignClusters(model, { a: [null, "x", "zebra"] })]).toEqual([1, 0, 0]);
  });

  it.each([
    [{ k: 2, categorical: [] }, "invalid-option"],
    [{ k: 9, numeric: [], categorical: ["channel"] }, "too-many-clusters"],
    [{ k: 2, categorical: ["nothing"] }, "unknown-column"],
    [{ k: 2, categorical: ["channel"], gamma: -1 }, "invalid-option"],
    [{ k: 2, numeric: ["region"], categorical: ["channel"] }, "not-a-number"],
  ])("refuses %j", (options, code) => {
    expect(() => kPrototypes(input, options)).toThrow(expect.objectContaining({ code }));
  });

  it("finds the least cost of all ways to group a few customers", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const draw = createRandom(seed);
      const small = {
        x: Array.from({ length: 7 }, () => draw.integer(6)),
        a: Array.from({ length: 7 }, () => "pqr"[draw.integer(3)]!),
        b: Array.from({ length: 7 }, () => draw.uniform() < 0.5),
      };
      const gamma = 1.5;
      const k = 2 + (seed % 2);
      const found = kPrototypes(small, { k, numeric: { x: "none" }, categorical: ["a", "b"], gamma, restarts: 60 });
      expect(found.cost).toBeCloseTo(leastCost(small, k, gamma), 9);
    }
  });

  it("never lets the cost rise from pass to pass", () => {
    const table = toTable("test", input);
    const categories = readCategories("test", table, ["channel", "region"]);
    const { features } = fitFeatures("test", table, readRules("test", ["spend"]), "error");
    const points = mixedPoints("test", table, features, categories, "error");
    const levels = categories.map((category) => category.levels.length);
    for (let seed = 0; seed < 10; seed++) {
      let before = Number.POSITIVE_INFINITY;
      for (let maxIterations = 1; maxIterations <= 8; maxIterations++) {
        const settings = { k: 6, gamma: 0.7, maxIterations, random: createRandom(seed) };
        const { cost } = fitPrototypes("test", points, levels, settings);
        expect(cost).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = cost;
      }
    }
  });

  it("has the cost, the modes and the labels that belong to its centers", () => {
    const found = kPrototypes(input, { k: 4, numeric: { spend: "none" }, categorical: ["channel", "region"] });
    let cost = 0;
    for (const { cluster, spend, channel, region } of found.prototypes) {
      const members = kinds.flatMap((_, row) => (found.labels[row] === cluster ? [row] : []));
      expect(found.sizes[Number(cluster)]).toBe(members.length);
      expect(spend).toBeCloseTo(meanOf(members.map((row) => input.spend[row]!)), 9);
      for (const row of members) {
        cost += (input.spend[row]! - Number(spend)) ** 2;
        cost += found.model.gamma * (Number(input.channel[row] !== channel) + Number(input.region[row] !== region));
      }
      const shops = members.filter((row) => input.channel[row] === channel).length;
      expect(shops / members.length).toBeGreaterThanOrEqual(0.5);
    }
    expect(found.cost).toBeCloseTo(cost, 7);
  });

  it("weighs numbers and categories by their variances where gamma is left out", () => {
    const x = [1, 2, 3, 10];
    const c = ["a", "a", "b", "c"];
    const { model } = kPrototypes({ x, c }, { k: 2, numeric: { x: "none" }, categorical: ["c"] });
    expect(model.gamma).toBeCloseTo(meanOf(x.map((value) => (value - 4) ** 2)) / (1 - (4 + 1 + 1) / 16), 12);
    const same = kPrototypes({ x, c: ["a", "a", "a", "a"] }, { k: 2, numeric: ["x"], categorical: ["c"] });
    expect(same.model.gamma).toBe(1);
    expect(same.warnings).toEqual(['"c" has the same value everywhere and tells no customers apart']);
  });

  it("gives the same for the same seed, and keeps rows without a number apart", () => {
    const options = { k: 3, numeric: ["spend"], categorical: ["channel"], seed: 5 } as const;
    expect(kPrototypes(input, options)).toMatchObject({ labels: kPrototypes(input, options).labels });
    const holed = { ...input, spend: input.spend.map((value, row) => (row % 7 === 0 ? null : value)) };
    const found = kPrototypes(holed, { ...options, missing: "drop" });
    expect(found.labels[0]).toBe(-1);
    expect(assignClusters(found.model, holed)).toEqual(found.labels);
    expect(() => kPrototypes(holed, options)).toThrow('column "spend", row 1');
  });

  it.each([
    ["duplicate-column", { k: 2, categorical: ["channel", "channel"] }],
    ["duplicate-column", { k: 2, numeric: ["spend"], categorical: ["spend"] }],
    ["duplicate-column", { k: 2, categorical: ["cluster"] }],
    ["column-type", { k: 2, categorical: ["day"] }],
    ["invalid-option", { k: 2, numeric: {}, categorical: ["channel"] }],
    ["invalid-option", { k: 2, numeric: [], categorical: ["channel"], gamma: Number.POSITIVE_INFINITY }],
    ["invalid-option", { k: 2, categorical: ["channel"], modes: 1 }],
    ["out-of-range", { k: 2, numeric: { far: "none" }, categorical: ["channel"] }],
    ["invalid-option", undefined],
  ])("refuses with %s (%#)", (code, options) => {
    const more = {
      ...input,
      cluster: input.region,
      day: kinds.map(() => new Date(0)),
      far: kinds.map((_, row) => (row === 5 ? 1e200 : 1)),
    };
    expect(() => kPrototypes(more, options as never)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});

/** Huang's cost of the best grouping, by trying every one. */
function leastCost(small: { x: number[]; a: string[]; b: boolean[] }, k: number, gamma: number): number {
  const n = small.x.length;
  let least = Number.POSITIVE_INFINITY;
  for (let code = 0; code < k ** n; code++) {
    const labels = Array.from({ length: n }, (_, row) => Math.floor(code / k ** row) % k);
    let cost = 0;
    for (let j = 0; j < k; j++) {
      const members = labels.flatMap((label, row) => (label === j ? [row] : []));
      if (members.length === 0) cost = Number.POSITIVE_INFINITY;
      const center = meanOf(members.map((row) => small.x[row]!));
      for (const row of members) cost += (small.x[row]! - center) ** 2;
      for (const column of [small.a, small.b]) {
        const values = members.map((row) => column[row]);
        const mode = Math.max(...values.map((value) => values.filter((other) => other === value).length));
        cost += gamma * (members.length - mode);
      }
    }
    least = Math.min(least, cost);
  }
  return least;
}
