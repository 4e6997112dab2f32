import { describe, expect, it } from "vitest";
import { assignClusters, clusterCustomers } from "../../../src/clustering/index.js";
import { readModel } from "../../../src/errors/index.js";
import { modelFormats } from "../../../src/models/model-formats.js";
import { createRandom } from "../../../src/numeric/index.js";
import { meanOf } from "../cuts-oracle.js";
import { features, shop } from "../simulated-shop.js";

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
    const format = modelFormats.find(({ kind }) => kind === "customer-clusters")!;
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
    expect(clusters.profile().sentences()[1]).toMatch(/^cluster 1 \(\d+ rows\): /);
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

  it("learns means and deviations of the transformed columns, and tells each center by the transform taken back", () => {
    const { model, centers, labels } = clusterCustomers(customers, {
      features: { orders: "sqrt", attitude: { transform: "log1p", scale: "range" }, profit: "robust" },
      k: 2,
    });
    const [orders, attitude, profit] = model.features;
    const roots = customers.orders.map(Math.sqrt);
    expect(orders!.offset).toBeCloseTo(meanOf(roots), 12);
    expect(orders!.spread).toBeCloseTo(Math.sqrt(meanOf(roots.map((root) => (root - meanOf(roots)) ** 2))), 12);
    expect(attitude!.offset).toBeCloseTo(Math.log1p(Math.min(...customers.attitude)), 12);
    expect(attitude!.spread).toBeCloseTo(
      Math.log1p(Math.max(...customers.attitude)) - Math.log1p(Math.min(...customers.attitude)),
      12,
    );
    const sorted = [...customers.profit].sort((a, b) => a - b);
    expect(profit!.offset).toBe((sorted[199]! + sorted[200]!) / 2);
    for (const { cluster, ...center } of centers) {
      const own = (column: readonly number[]) => column.filter((_, row) => labels[row] === cluster);
      expect(center["orders"]).toBeCloseTo(meanOf(own(roots)) ** 2, 9);
      expect(center["attitude"]).toBeCloseTo(Math.expm1(meanOf(own(customers.attitude.map(Math.log1p)))), 9);
      expect(center["profit"]).toBeCloseTo(meanOf(own(customers.profit)), 9);
    }
  });

  it("takes whole weights as repetition, in scales and in clusters, and weight 0 as absence", () => {
    const random = createRandom(17);
    const weights = customers.orders.map(() => random.integer(4));
    const repeated = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
    const rules = { orders: "log", attitude: "zscore" } as const;
    const weighted = clusterCustomers(customers, { features: rules, k: 3, weights, tolerance: 0 });
    const plain = clusterCustomers(
      {
        orders: repeated.map((row) => customers.orders[row]!),
        attitude: repeated.map((row) => customers.attitude[row]!),
      },
      { features: rules, k: 3, tolerance: 0 },
    );
    weighted.model.features.forEach((feature, f) => {
      expect(feature.offset).toBeCloseTo(plain.model.features[f]!.offset, 12);
      expect(feature.spread).toBeCloseTo(plain.model.features[f]!.spread, 12);
    });
    expect(weighted.inertia).toBeCloseTo(plain.inertia, 8);
    expect(repeated.map((row) => weighted.labels[row])).toEqual([...plain.labels]);
    const wild = { ...customers, orders: customers.orders.map((n, row) => (weights[row] === 0 ? 1e9 : n)) };
    const without = clusterCustomers(wild, { features: rules, k: 3, weights, tolerance: 0 });
    expect(without.model.features).toEqual(weighted.model.features);
    expect(without.inertia).toBeCloseTo(weighted.inertia, 8);
  });

  it("leaves frozen input as it was, and gives a model that is frozen", () => {
    const frozen = Object.freeze(
      Object.fromEntries(Object.entries(customers).map(([name, column]) => [name, Object.freeze([...column])])),
    );
    const found = clusterCustomers(frozen, { features, k: 2 });
    expect(found.labels).toEqual(clusters.labels);
    expect(Object.isFrozen(found.model.features[0])).toBe(true);
    expect(Object.isFrozen(found.model.centers[0])).toBe(true);
  });

  it("names the column and the row of what doubles cannot hold", () => {
    const clustered = (x: number[], rule: "zscore" | "range" | "robust") => () =>
      clusterCustomers({ x }, { features: { x: rule }, k: 2 });
    for (const rule of ["zscore", "range"] as const) {
      expect(clustered([1e308, -1e308, 5, 6], rule)).toThrow('column "x": its values lie so far apart');
    }
    expect(clustered([1e-200, 2e-200, 5e-200], "zscore")).toThrow('column "x": its values lie so close together');
    expect(clustered([5, 6, 5, 6, 5, 6, 1e300], "robust")).toThrow('column "x", row 7: 1e+300 lies so far');
    const { model } = clusters;
    expect(() => assignClusters(model, { orders: [1, 1], profit: [1, 1], attitude: [3, 1e200] })).toThrow(
      'assignClusters: column "attitude", row 2',
    );
  });

  it("takes one customer, and finds nothing to profile in one cluster", () => {
    const one = clusterCustomers({ x: [7] }, { features: ["x"], k: 1 });
    expect(one.centers.toRows()).toEqual([{ cluster: 0, x: 7 }]);
    expect(() => one.profile()).toThrow(expect.objectContaining({ code: "one-class" }));
    expect(() => clusterCustomers({ x: [] }, { features: ["x"], k: 1 })).toThrow(
      expect.objectContaining({ code: "empty-table" }),
    );
  });
});
