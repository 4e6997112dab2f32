import { describe, expect, it } from "vitest";
import { valueMatrix, walletShare } from "../../../src/index.js";

describe("valueMatrix", () => {
  it("names the cells of the preset with their advice; a value at a cut is high", () => {
    const matrix = valueMatrix(
      { customer: [1, 2, 3, 4], now: [10, 9, 10, 9], later: [5, 5, 4, 4] },
      { x: "now", y: "later", cuts: { x: 10, y: 5 }, preset: "current-potential" },
    );
    expect(matrix.column("cell").toArray()).toEqual(["high end", "potential", "basic", "tail"]);
    expect(matrix.column("advice").toArray()).toEqual(["focus", "invest", "hold", "exit"]);
    expect(matrix.column("reason").at(1)).toBe("low on x: now below 10; high on y: later 5 or more");
  });

  it("makes loyalty of percentiles, whole numbers and others alike", () => {
    const activity = [0.5, 1.5, 2.5, 2.5];
    const matrix = valueMatrix(
      { products: [1, 2, 2, 4], tenure: [1, 2, 3, 4], activity, profit: [1, 2, 3, 4] },
      { x: { loyalty: { products: "products", tenure: "tenure", activity: "activity" } }, y: "profit" },
    );
    // Mid-rank percentiles: products .125 .5 .5 .875, tenure .125 .375 .625 .875, activity .125 .375 .75 .75.
    const expected = [0.375, 1.25, 1.875, 2.5].map((sum) => sum / 3);
    matrix
      .column("loyalty")
      .toArray()
      .forEach((loyalty, row) => {
        expect(loyalty).toBeCloseTo(expected[row]!, 12);
      });
  });

  it("makes contribution of balances, spreads, fees and costs", () => {
    const matrix = valueMatrix(
      { deposits: [1000], rate: [0.02], loans: [500], fees: [7], risk: [4], service: [9] },
      {
        x: "deposits",
        y: {
          contribution: {
            balances: [
              { balance: "deposits", spread: "rate" },
              { balance: "loans", spread: 0.03 },
            ],
            fees: "fees",
            riskCost: "risk",
            serviceCost: "service",
          },
        },
        preset: "balance-contribution",
      },
    );
    expect(matrix.column("contribution").at(0)).toBeCloseTo(20 + 15 + 7 - 4 - 9, 12);
    expect(matrix.rules[0]!.rule).toMatch(/contribution is deposits · rate \+ loans · 0.03 \+ fees − risk − service/);
  });

  it("adds the need for a cube that holds every customer", () => {
    const matrix = valueMatrix(
      { now: [1, 2, 3, 4], later: [1, 2, 3, null], need: ["b", "a", "a", null] },
      { x: "now", y: "later", need: "need" },
    );
    expect(matrix.cube!.select("cell", "need", "customers").toRows()).toEqual([
      { cell: "high/high", need: "a", customers: 1 },
      { cell: "low/high", need: "a", customers: 1 },
      { cell: "low/low", need: "b", customers: 1 },
      { cell: null, need: null, customers: 1 },
    ]);
  });

  it("warns of a level that nobody reaches, as under a median of ties", () => {
    const matrix = valueMatrix({ a: [1, 1, 1, 2], b: [1, 2, 3, 4] }, { x: "a", y: "b" });
    expect(matrix.warnings).toContain("no customer has a below 1");
  });

  it("refuses cuts that overlap, cells that are left out, and a preset that does not fit", () => {
    const input = { a: [1, 2], b: [1, 2] };
    const run = (options: object) => valueMatrix(input, { x: "a", y: "b", ...options });
    expect(() => run({ cuts: { x: [2, 1] } })).toThrow(/each above the one before/);
    expect(() => run({ cuts: { x: Number.NaN } })).toThrow(/finite/);
    expect(() => run({ cells: [{ x: "low", y: "low", cell: "only" }] })).toThrow(/has no name/);
    expect(() => run({ cells: [{ x: "middle", y: "low", cell: "only" }] })).toThrow(/no level "middle"/);
    expect(() => run({ cuts: { x: [1, 2] }, preset: "loyalty-value" })).toThrow(/two levels an axis/);
    expect(() => run({ y: "a" })).toThrow(/both x and y/);
    expect(() => run({ x: "none" })).toThrow(/no such column/);
    expect(() => valueMatrix({ a: [null], b: [1] }, { x: "a", y: "b" })).toThrow(/no median/);
  });
});

describe("walletShare", () => {
  it("estimates missing totals from the group, and says so", () => {
    const wallets = walletShare(
      {
        customer: ["a", "b", "c", "d", "e"],
        ours: [10, 20, 30, 200, 5],
        total: [100, 200, null, null, null],
        group: ["x", "x", "x", "x", "y"],
      },
      { ours: "ours", total: "total", estimate: { by: "group", quantile: 0.5 } },
    );
    expect(wallets.column("total").toArray()).toEqual([100, 200, 150, 200, null]);
    expect(wallets.column("share").toArray()).toEqual([0.1, 0.1, 0.2, 1, null]);
    expect(wallets.column("estimated").toArray()).toEqual([false, false, true, true, false]);
    expect(wallets.column("reason").at(4)).toBe("total is missing");
    expect(wallets.totalShare).toBeCloseTo(260 / 650, 12);
    expect(wallets.warnings).toHaveLength(2);
  });

  it("has no share where nothing is spent", () => {
    const wallets = walletShare({ ours: [0], total: [0] }, { ours: "ours", total: "total" });
    expect(wallets.toRows()[0]).toMatchObject({
      share: null,
      headroom: 0,
      reason: "nothing is spent, so there is no share",
    });
    expect(wallets.totalShare).toBeNull();
  });

  it("refuses negative amounts and a part above the whole", () => {
    const run = (ours: number, total: number) =>
      walletShare({ ours: [ours], total: [total] }, { ours: "ours", total: "total" });
    expect(() => run(-1, 5)).toThrow(/cannot be negative/);
    expect(() => run(6, 5)).toThrow(/6 is more than all that is spent, 5/);
  });
});
