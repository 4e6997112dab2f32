import { describe, expect, it } from "vitest";
import {
  assignClusters,
  clusterCustomers,
  clusterDrift,
  clusteringFormats,
  kMeans,
  kPrototypes,
  lookAlikes,
  miniBatchKMeans,
  optimalCuts,
} from "../../src/clustering/index.js";
import { readModel } from "../../src/errors/index.js";
import { createRandom } from "../../src/numeric/index.js";

/** Two kinds of customers: few small orders and little liking, many large orders and much. */
function shop(count: number, seed: number, keen = 0.5) {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, (_, i) => {
    const fan = random.uniform() < keen;
    return {
      customer: `c${i}`,
      orders: fan ? 20 + random.integer(20) : 1 + random.integer(3),
      profit: Math.round((fan ? 900 : -20) + 80 * random.normal()),
      attitude: fan ? 4 + random.integer(2) : 1 + random.integer(2),
      channel: random.uniform() < 0.9 === fan ? "shop" : "web",
      fan,
    };
  });
  const column = <Name extends keyof (typeof rows)[number]>(name: Name) => rows.map((row) => row[name]);
  return {
    customer: column("customer"),
    orders: column("orders"),
    profit: column("profit"),
    attitude: column("attitude"),
    channel: column("channel"),
    fan: column("fan"),
  };
}

const features = { orders: "log", profit: "asinh", attitude: "zscore" } as const;

describe("clusterCustomers", () => {
  const customers = shop(400, 1);
  const clusters = clusterCustomers(customers, { features, k: 2 });

  it("finds the two kinds and tells their centers in the columns' own units", () => {
    customers.fan.forEach((fan, row) => {
      expect(clusters.labels[row]).toBe(fan ? 1 : 0);
    });
    const [few, many] = clusters.centers.toRows();
    expect(clusters.centers.columnNames).toEqual(["cluster", "orders", "profit", "attitude"]);
    const fans = customers.orders.filter((_, row) => customers.fan[row]);
    const geometric = Math.exp(fans.reduce((sum, orders) => sum + Math.log(orders), 0) / fans.length);
    expect(many!["orders"]).toBeCloseTo(geometric, 9);
    expect(few!["attitude"]).toBeGreaterThan(1);
    expect(few!["attitude"]).toBeLessThan(2);
    expect([...clusters.sizes]).toEqual([400 - fans.length, fans.length]);
  });

  it("assigns the same customers to the same clusters, also from JSON, and new ones by the old scales", () => {
    expect(assignClusters(clusters.model, customers)).toEqual(clusters.labels);
    const format = clusteringFormats.find(({ kind }) => kind === "customer-clusters")!;
    const model = readModel("parseModel", format, JSON.parse(JSON.stringify(clusters.model)));
    expect(model).toEqual(clusters.model);
    expect([...assignClusters(clusters.model, { attitude: [5, 1], profit: [1000, 0], orders: [30, 1] })]).toEqual([
      1, 0,
    ]);
  });

  it("does not depend on the units of the columns", () => {
    const scaled = {
      ...customers,
      profit: customers.profit.map((profit) => profit * 1000),
      orders: customers.orders.map((n) => n * 7),
    };
    const again = clusterCustomers(scaled, { features, k: 2 });
    expect(again.labels).toEqual(clusters.labels);
    expect(again.inertia).toBeCloseTo(clusters.inertia, 8);
  });

  it("says what sets each cluster apart, by its features or by other columns", () => {
    expect(clusters.profile().toColumns().feature.slice(0, 3).sort()).toEqual(["attitude", "orders", "profit"]);
    const others = clusters.profile({ features: ["channel"] }).toRows();
    const shopShare = others.find((row) => row.group === 1 && row.level === "shop")!;
    expect(shopShare.value).toBeGreaterThan(0.8);
    expect(shopShare.adjustedP).toBeLessThan(1e-6);
    expect(clusters.profile().describe()[1]).toMatch(/^cluster 1 \(\d+ rows\): /);
  });

  it("errors on, drops or fills missing features, and counts what it did", () => {
    const holed = { ...customers, attitude: customers.attitude.map((value, row) => (row % 10 === 0 ? null : value)) };
    expect(() => clusterCustomers(holed, { features, k: 2 })).toThrow('clusterCustomers: column "attitude", row 1');
    const dropped = clusterCustomers(holed, { features, k: 2, missing: "drop" });
    expect(dropped.ledger).toEqual({ rows: 400, droppedMissing: 40, filledMissing: 0 });
    expect(dropped.labels[0]).toBe(-1);
    expect(dropped.customers.column("cluster").at(0)).toBeNull();
    expect(assignClusters(dropped.model, holed)).toEqual(dropped.labels);
    const filled = clusterCustomers(holed, { features, k: 2, missing: "median", weights: customers.orders });
    expect(filled.ledger).toEqual({ rows: 400, droppedMissing: 0, filledMissing: 40 });
    expect(assignClusters(filled.model, holed)).toEqual(filled.labels);
  });

  it("lets a weight of 4 count like doubling the coordinate, and one of 0 not at all", () => {
    const one = clusterCustomers(customers, { features: { orders: { weight: 4 }, attitude: { weight: 0 } }, k: 2 });
    const plain = clusterCustomers(customers, { features: ["orders"], k: 2 });
    expect(one.labels).toEqual(plain.labels);
    expect(one.inertia).toBeCloseTo(4 * plain.inertia, 8);
    expect(one.centers.column("attitude").at(0)).toBeNull();
  });

  it("keeps a constant feature, which adds nothing, and warns", () => {
    const same = clusterCustomers(
      { ...customers, one: customers.orders.map(() => 0.1) },
      { features: { ...features, one: "zscore" }, k: 2 },
    );
    expect(same.warnings).toEqual(['"one" has the same value everywhere and tells no customers apart']);
    expect(same.inertia).toBeCloseTo(clusters.inertia, 8);
    expect(same.centers.column("one").toArray()).toEqual([0.1, 0.1]);
  });

  it.each(["zscore", "robust", "range", "none", "log", "log1p", "sqrt", "asinh"] as const)(
    "takes a value back from %s",
    (rule) => {
      const { centers } = clusterCustomers({ x: [1, 1, 1, 50, 50, 50, 50] }, { features: { x: rule }, k: 2 });
      expect(centers.column("x").toArray()).toEqual([expect.closeTo(1, 10), expect.closeTo(50, 10)]);
    },
  );

  it.each([
    [{ features: { nothing: "log" }, k: 2 }, "unknown-column"],
    [{ features: { profit: "log" }, k: 2 }, "out-of-range"],
    [{ features: { customer: "zscore" }, k: 2 }, "not-a-number"],
    [{ features: { day: "zscore" }, k: 2 }, "column-type"],
    [{ features: { orders: "ln" }, k: 2 }, "invalid-option"],
    [{ features: { orders: { scale: "big" } }, k: 2 }, "invalid-option"],
    [{ features: { orders: { weight: -1 } }, k: 2 }, "invalid-option"],
    [{ features: {}, k: 2 }, "invalid-option"],
    [{ features: "orders", k: 2 }, "invalid-option"],
    [{ features: ["orders", "orders"], k: 2 }, "duplicate-column"],
    [{ features: ["cluster"], k: 2 }, "duplicate-column"],
    [{ features: ["attitude"], k: 9 }, "too-many-clusters"],
    [{ features: ["orders"], k: 2, missing: "guess" }, "invalid-option"],
    [{ features: ["orders"], k: 2, centers: [] }, "invalid-option"],
    [{ features: ["orders"], k: 2, weights: [1] }, "length-mismatch"],
    [{ features: ["gone"], k: 2, missing: "median" }, "missing-value"],
  ])("refuses %j with %s", (options, code) => {
    const input = {
      ...customers,
      day: customers.orders.map(() => new Date(0)),
      cluster: customers.orders,
      gone: customers.orders.map(() => null),
    };
    expect(() => clusterCustomers(input, options as never)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });

  it("takes columns under hostile names", () => {
    const odd = { ["__proto__"]: customers.orders, constructor: customers.attitude };
    const found = clusterCustomers(odd, { features: ["__proto__", "constructor"], k: 2 });
    expect(found.model.features.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
    expect(assignClusters(found.model, odd)).toEqual(found.labels);
  });
});

describe("clusterDrift", () => {
  const { model } = clusterCustomers(shop(500, 1), { features, k: 2 });

  it("finds nothing where nothing has changed", () => {
    const same = clusterDrift(model, { before: shop(500, 1), after: shop(500, 1), customer: "customer" });
    expect(same).toMatchObject({ stabilityIndex: 0, verdict: "stable", blur: 1 });
    expect(same.moves!.toRows().map(({ from, to, share }) => [from, to, share])).toEqual([
      [0, 0, 1],
      [1, 1, 1],
    ]);
    expect(same.column("shift").toArray()).toEqual([expect.closeTo(0, 10), expect.closeTo(0, 10)]);
  });

  it("sees shares shift and follows who moved, came and went", () => {
    const before = shop(500, 1);
    const after = shop(480, 2, 0.9);
    const drift = clusterDrift(model, { before, after, customer: "customer" });
    expect(drift.verdict).toBe("changed");
    expect(drift.column("change").at(1)).toBeGreaterThan(0.3);
    const [a, b] = [drift.column("shareAfter").at(1)!, drift.column("shareBefore").at(1)!];
    expect(drift.stabilityIndex).toBeCloseTo((a - b) * Math.log(a / b) + (b - a) * Math.log((1 - a) / (1 - b)), 12);
    const moves = drift.moves!.toRows();
    expect(moves.reduce((sum, move) => sum + move.customers!, 0)).toBe(500);
    expect(moves.filter(({ to }) => to === -1).reduce((sum, move) => sum + move.customers!, 0)).toBe(20);
    expect(drift.features.column("feature").toArray().slice(0, 3)).toEqual(["orders", "profit", "attitude"]);
  });

  it("refuses a customer who is listed twice, a period without customers, and other models", () => {
    const twice = { ...shop(3, 1), customer: ["a", "b", "a"] };
    expect(() => clusterDrift(model, { before: twice, after: twice, customer: "customer" })).toThrow(
      'column "customer", row 3',
    );
    expect(() => clusterDrift(model, { before: shop(3, 1), after: { orders: [], profit: [], attitude: [] } })).toThrow(
      expect.objectContaining({ code: "empty-table" }),
    );
    expect(() => clusterDrift({ kind: "k-means" } as never, { before: {}, after: {} })).toThrow(
      expect.objectContaining({ code: "unusable-model" }),
    );
  });
});

describe("lookAlikes", () => {
  const customers = shop(600, 4);
  const fans = customers.customer.filter((_, row) => customers.fan[row]);
  const options = {
    customer: "customer",
    features: { orders: "log", attitude: "zscore" },
    good: fans.slice(0, 40),
  } as const;
  const alike = lookAlikes(customers, { ...options, top: 50 });

  it("finds customers of the same kind, nearest first, none of them good already", () => {
    const ids = alike.column("customer").toArray() as string[];
    expect(ids.length).toBe(50);
    for (const id of ids) expect(fans.slice(40)).toContain(id);
    const distances = alike.column("distance").toArray() as number[];
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(alike.column("fit").at(0)).toBe(1);
    expect(alike.good).toBe(40);
  });

  it("has distances that are those of a search through all, explained to the last bit of them", () => {
    const logs = customers.orders.map(Math.log);
    const z = (values: number[]) => {
      const center = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length);
      return values.map((value) => (value - center) / spread);
    };
    const [x, y] = [z(logs), z(customers.attitude)];
    const good = options.good.map((id) => customers.customer.indexOf(id));
    for (const { customer, distance } of alike.toRows().slice(0, 10)) {
      const row = customers.customer.indexOf(String(customer));
      const squared = good.map((g) => (x[row]! - x[g]!) ** 2 + (y[row]! - y[g]!) ** 2).sort((a, b) => a - b);
      expect(distance).toBeCloseTo(Math.sqrt(squared.slice(0, 5).reduce((sum, value) => sum + value, 0) / 5), 10);
      const reasons = alike.explanations.toRows().filter((reason) => reason.customer === customer);
      expect(reasons.reduce((sum, reason) => sum + reason.contribution!, 0)).toBeCloseTo(distance! ** 2, 12);
      expect(reasons.find((reason) => reason.feature === "orders")!.value).toBeCloseTo(customers.orders[row]!, 9);
    }
  });

  it("takes flags as well as ids, and numbers rows without ids", () => {
    const good = customers.customer.map((id) => options.good.includes(id));
    expect(lookAlikes(customers, { ...options, good, top: 50 }).toRows()).toEqual(alike.toRows());
    const unnamed = lookAlikes(customers, { features: options.features, good: Uint8Array.from(good, Number), top: 50 });
    const rows = alike
      .column("customer")
      .toArray()
      .map((id) => customers.customer.indexOf(String(id)) + 1);
    expect(unnamed.column("customer").toArray()).toEqual(rows);
    expect(
      lookAlikes(customers, { ...options, good: fans.slice(0, 1) })
        .column("fit")
        .at(0),
    ).toBeNull();
  });

  it.each([
    [{ ...options, good: ["nobody"] }, "out-of-range"],
    [{ ...options, good: [] }, "too-few-rows"],
    [{ ...options, good: customers.customer }, "too-few-rows"],
    [{ features: ["orders"], good: [true] }, "length-mismatch"],
    [{ features: ["orders"], good: customers.orders.map(() => 2) }, "invalid-option"],
    [{ features: ["orders"], good: 5 }, "invalid-option"],
    [{ ...options, top: 0 }, "invalid-option"],
    [{ ...options, best: 3 }, "invalid-option"],
  ])("refuses bad options (%#)", (bad, code) => {
    expect(() => lookAlikes(customers, bad as never)).toThrow(expect.objectContaining({ code }));
  });
});

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
    const format = clusteringFormats.find(({ kind }) => kind === "k-prototypes")!;
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

  it("takes a missing category as one of its own and an unknown one as different from all", () => {
    const { model, labels } = kPrototypes({ a: ["x", "x", null, null] }, { k: 2, categorical: ["a"] });
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect([...assignClusters(model, { a: [null, "x", "zebra"] })]).toEqual([1, 0, 0]);
  });

  it.each([
    [{ k: 2, categorical: [] }, "invalid-option"],
    [{ k: 9, categorical: ["channel"] }, "too-many-clusters"],
    [{ k: 2, categorical: ["nothing"] }, "unknown-column"],
    [{ k: 2, categorical: ["channel"], gamma: -1 }, "invalid-option"],
    [{ k: 2, numeric: ["region"], categorical: ["channel"] }, "not-a-number"],
  ])("refuses %j", (options, code) => {
    expect(() => kPrototypes(input, options)).toThrow(expect.objectContaining({ code }));
  });
});

describe("miniBatchKMeans", () => {
  it("comes within two percent of the full fit, and gives the same twice", () => {
    const random = createRandom(9);
    const data = Float64Array.from(
      { length: 60_000 },
      (_, i) => 5 * (Math.floor(i / 3) % 6) * ((i % 3) - 1) + random.normal(),
    );
    const points = { data, rows: 20_000, columns: 3 };
    const full = kMeans(points, { k: 6, restarts: 3 });
    const quick = miniBatchKMeans(points, { k: 6, batchSize: 500 });
    expect(quick.inertia / full.inertia).toBeLessThan(1.02);
    expect(quick.inertia / full.inertia).toBeGreaterThan(0.999);
    expect(assignClusters(quick.model, points)).toEqual(quick.labels);
    expect(miniBatchKMeans(points, { k: 6, batchSize: 500 })).toEqual(quick);
    const weights = Float64Array.from({ length: 20_000 }, (_, row) => row % 3);
    expect(
      miniBatchKMeans(points, { k: 6, weights }).inertia / kMeans(points, { k: 6, restarts: 3, weights }).inertia,
    ).toBeLessThan(1.02);
    expect(() => miniBatchKMeans([[1], [1]], { k: 2 })).toThrow(expect.objectContaining({ code: "too-many-clusters" }));
    expect(() => miniBatchKMeans([], { k: 2 })).toThrow(expect.objectContaining({ code: "empty-table" }));
  });
});

describe("optimalCuts", () => {
  it("finds the least inertia of all ways to cut", () => {
    const random = createRandom(1);
    for (let run = 0; run < 30; run++) {
      const values = Array.from({ length: 12 }, () => random.integer(30)).sort((a, b) => a - b);
      if (new Set(values).size < 3) continue;
      const squares = (part: number[]) => {
        const center = part.reduce((sum, value) => sum + value / part.length, 0);
        return part.reduce((sum, value) => sum + (value - center) ** 2, 0);
      };
      let best = Number.POSITIVE_INFINITY;
      for (let a = 1; a < 11; a++) {
        for (let b = a + 1; b < 12; b++)
          best = Math.min(best, squares(values.slice(0, a)) + squares(values.slice(a, b)) + squares(values.slice(b)));
      }
      expect(optimalCuts(values, { k: 3 }).inertia).toBeCloseTo(best, 9);
    }
  });

  it("puts cuts halfway, labels by class and leaves missing values out", () => {
    const found = optimalCuts([20, 1, Number.NaN, 2, 90, 22, 1], { k: 3 });
    expect(found.cuts).toEqual([11, 56]);
    expect([...found.labels]).toEqual([1, 0, -1, 0, 2, 1, 0]);
    expect(found.classes.toRows()[0]).toEqual({ class: 0, from: 1, to: 2, count: 3, mean: expect.closeTo(4 / 3, 12) });
    expect(found.explained).toBeGreaterThan(0.99);
    expect(optimalCuts([4, 4], { k: 1 })).toMatchObject({ cuts: [], inertia: 0, explained: 1 });
  });

  it.each([
    [[1, 1, 2], 3, "too-many-clusters"],
    [[], 1, "empty-table"],
    [[Number.POSITIVE_INFINITY, 1], 1, "not-finite"],
    [[1, 2], 0, "invalid-option"],
  ])("refuses %j in %i classes", (values, k, code) => {
    expect(() => optimalCuts(values, { k })).toThrow(expect.objectContaining({ code }));
  });
});
