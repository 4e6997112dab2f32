import { describe, expect, it } from "vitest";
import { clusterCustomers, clusterDrift } from "../../../src/clustering/index.js";
import { features, shop } from "../simulated-shop.js";

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

  it("tells shift, blur and the middle of each period as they are by hand", () => {
    const rules = { x: "none", y: { scale: "none", weight: 4 } } as const;
    const before = { x: [0, 2, 10, 12], y: [0, 0, 5, 5] };
    const { model: plain } = clusterCustomers(before, { features: rules, k: 2 });
    // Both clusters move by 1 in x, the second also spreads to thrice its width.
    const after = { x: [1, 3, 8, 14, 11], y: [0, 0, 5, 5, 5] };
    const drift = clusterDrift(plain, { before, after });
    expect(drift.toRows()).toEqual([
      {
        cluster: 0,
        before: 2,
        after: 2,
        shareBefore: 0.5,
        shareAfter: 0.4,
        change: expect.closeTo(-0.1, 12),
        shift: 1,
        blur: 2,
      },
      {
        cluster: 1,
        before: 2,
        after: 3,
        shareBefore: 0.5,
        shareAfter: 0.6,
        change: expect.closeTo(0.1, 12),
        shift: 0,
        blur: expect.closeTo((9 + 9 + 0) / 3, 12),
      },
    ]);
    expect(drift.blur).toBeCloseTo((1 * 0 + 4 + 18) / 5 / 1, 12);
    expect(drift.stabilityIndex).toBeCloseTo(-0.1 * Math.log(0.4 / 0.5) + 0.1 * Math.log(0.6 / 0.5), 12);
    expect(drift.verdict).toBe("stable");
    expect(drift.moves).toBeNull();
    expect(drift.features.toRows()).toEqual([
      { cluster: 0, feature: "x", center: 1, before: 1, after: 2 },
      { cluster: 0, feature: "y", center: 0, before: 0, after: 0 },
      { cluster: 1, feature: "x", center: 11, before: 11, after: 11 },
      { cluster: 1, feature: "y", center: 5, before: 5, after: 5 },
    ]);
  });

  it("finds a shift of all customers as long as it is, in the scales of the model", () => {
    const before = shop(400, 9);
    const { model: own } = clusterCustomers(before, { features: { attitude: "zscore" }, k: 1 });
    const after = { ...before, attitude: before.attitude.map((value) => value + 1.5) };
    const drift = clusterDrift(own, { before, after });
    expect(drift.column("shift").at(0)).toBeCloseTo(1.5 / own.features[0]!.spread, 9);
    expect(drift.blur).toBeCloseTo(1 + (1.5 / own.features[0]!.spread) ** 2, 9);
  });

  it("counts customers without a cluster, and clusters without customers, as unknown", () => {
    const before = { id: ["a", "b", "c"], x: [1, 9, null] };
    const { model: own } = clusterCustomers(before, { features: { x: "none" }, k: 2, missing: "drop" });
    const drift = clusterDrift(own, { before, after: { id: ["a", "c"], x: [1, 2] }, customer: "id" });
    expect(drift.moves!.toRows()).toEqual([
      { from: -1, to: 0, customers: 1, share: 1 },
      { from: 0, to: 0, customers: 1, share: 1 },
      { from: 1, to: -1, customers: 1, share: 1 },
    ]);
    expect(drift.toRows()[1]).toMatchObject({ after: 0, shareAfter: 0, shift: null, blur: null });
    expect(drift.blur).toBeNull();
    expect(drift.verdict).toBe("changed");
  });

  it.each([
    ["unknown-column", { before: shop(9, 1), after: { orders: [1], profit: [1] } }],
    ["unknown-column", { before: shop(9, 1), after: shop(9, 1), customer: "name" }],
    ["missing-value", { before: shop(9, 1), after: { orders: [1], profit: [1], attitude: [null] } }],
    ["out-of-range", { before: shop(9, 1), after: { orders: [1], profit: [1], attitude: [1e300] } }],
    ["invalid-option", { before: shop(9, 1), after: shop(9, 1), id: "customer" }],
    ["invalid-option", undefined],
  ])("refuses with %s (%#)", (code, options) => {
    expect(() => clusterDrift(model, options as never)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});
