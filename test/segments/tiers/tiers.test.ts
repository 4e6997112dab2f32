import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customerPyramid, mendLossMakers, tierMigration, upgradeCandidates } from "../../../src/index.js";

describe("customerPyramid", () => {
  it("divides a hundred customers into 1, 4, 15 and 80, whatever their order", () => {
    const value = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const pyramid = customerPyramid({ value }, { value: "value" });
    expect(pyramid.summary().column("customers").toArray()).toEqual([1, 4, 15, 80, 0]);
    expect(pyramid.column("tier").at(value.indexOf(99))).toBe("VIP");
    expect(pyramid.column("tier").at(value.indexOf(95))).toBe("main");
    expect(pyramid.column("tier").at(value.indexOf(94))).toBe("ordinary");
    expect(pyramid.column("tier").at(value.indexOf(79))).toBe("small");
  });

  it("keeps equals together in the tier of their middle rank, and says so", () => {
    // Ranks 1 to 40 have the middle 20.5, ranks 41 to 1,000 the middle 520.5; main ends at 50.
    const value = Array.from({ length: 1000 }, (_, i) => (i < 40 ? 2 : 20 / 960));
    const pyramid = customerPyramid({ value }, { value: "value" });
    expect(pyramid.summary().column("customers").toArray()).toEqual([0, 40, 0, 960, 0]);
    expect(pyramid.warnings.some((warning) => warning.includes("stay together"))).toBe(true);
  });

  it("sets loss-making customers apart, 0 not being a loss", () => {
    const tiers = [
      { name: "top", share: 0.5 },
      { name: "rest", share: 0.5 },
    ];
    const pyramid = customerPyramid({ profit: [5, 0, -1, -1, null] }, { value: "profit", tiers });
    expect(pyramid.column("tier").toArray()).toEqual(["top", "rest", "loss-making", "loss-making", null]);
    expect(pyramid.column("reason").at(2)).toBe("profit is negative");
    // The shares are of 5 + 0 − 1 − 1 = 3.
    expect(pyramid.summary().column("profitShare").at(0)).toBeCloseTo(5 / 3, 12);
  });

  it("refuses shares that do not sum to 1 and tiers of one name", () => {
    const run = (tiers: { name: string; share: number }[]) => customerPyramid({ v: [1] }, { value: "v", tiers });
    expect(() => run([{ name: "a", share: 0.5 }])).toThrow(/sum to 0.5, not to 1/);
    expect(() =>
      run([
        { name: "a", share: 0.5 },
        { name: "a", share: 0.5 },
      ]),
    ).toThrow(/"a"/);
    expect(() => run([{ name: "loss-making", share: 1 }])).toThrow(/loss-making/);
  });
});

describe("tierMigration", () => {
  const people = fc.uniqueArray(
    fc.record({ customer: fc.integer({ min: 0, max: 30 }), tier: fc.constantFrom("a", "b", "c"), worth: fc.integer() }),
    { selector: ({ customer }) => customer, minLength: 1, maxLength: 25 },
  );

  it("conserves customers and value, newcomers and leavers included", () => {
    fc.assert(
      fc.property(people, people, (before, after) => {
        const order = ["a", "b", "c"];
        const migration = tierMigration(before, after, { tier: "tier", order, value: "worth" });
        const matrix = migration.matrix.toRows() as unknown as Record<string, number | string>[];
        const count = (side: typeof before, tier: string) => side.filter((one) => one.tier === tier).length;
        for (const [row, tier] of order.entries()) {
          const sum = [...order, "(left)"].reduce((total, to) => total + (matrix[row]![to] as number), 0);
          expect(sum).toBe(count(before, tier));
          expect(matrix.reduce((total, from) => total + (from[tier] as number), 0)).toBe(count(after, tier));
        }
        expect(matrix[3]).toMatchObject({ from: "(joined)", "(left)": 0 });
        const { up, down, stayed, joined, left } = migration;
        expect(up + down + stayed + left).toBe(before.length);
        expect(up + down + stayed + joined).toBe(after.length);
        const changes = migration.moves.column("valueChange").toArray() as number[];
        const worth = (side: typeof before) => side.reduce((sum, one) => sum + one.worth, 0);
        expect(changes.reduce((sum, change) => sum + change, 0)).toBeCloseTo(worth(after) - worth(before), 3);
        expect(migration.flows.toRows().reduce((sum, flow) => sum + flow.customers!, 0)).toBe(before.length + joined);
      }),
      { numRuns: 60 },
    );
  });

  it("says what has no answer: no value, nobody who moved up", () => {
    const same = { customer: [1], tier: ["a"] };
    const migration = tierMigration(same, same, { tier: "tier", order: ["a"] });
    expect(migration).toMatchObject({
      valueGain: null,
      valuePerMoveUp: null,
      profitGain: null,
      netUpward: 0,
      stayed: 1,
    });
    expect(migration.projection.column("valueChange").toArray()).toEqual([null, null]);
  });

  it("refuses tiers that are not in the order, missing ones, and customers twice", () => {
    const ok = { customer: [1], tier: ["a"] };
    const run = (before: object) => tierMigration(before as typeof ok, ok, { tier: "tier", order: ["a"] });
    expect(() => run({ customer: [1], tier: ["x"] })).toThrow(/not in the order/);
    expect(() => run({ customer: [1], tier: [null] })).toThrow(/missing/);
    expect(() => run({ customer: [1, 1], tier: ["a", "a"] })).toThrow(/rows 1 and 2/);
    expect(() => tierMigration(ok, ok, { tier: "tier", order: ["a", "a"] })).toThrow(/"a"/);
    expect(() => tierMigration(ok, ok, { tier: "tier", order: ["(left)"] })).toThrow(/\(left\)/);
  });
});

describe("upgradeCandidates", () => {
  const input = {
    customer: ["a", "b", "c", "d", "e"],
    spend: [90, 50, 50, 20, null],
    chance: [0.5, 0.4, 0.4, null, 1],
    satisfaction: [5, 1, 3, 3, 3],
  };

  it("ranks by probability · gain − cost, equal gains sharing a rank", () => {
    const found = upgradeCandidates(input, { value: "spend", target: 80, probability: "chance", cost: 2 });
    // 0.4 · (80 − 50) − 2 = 10 for both.
    expect(found.column("customer").toArray()).toEqual(["b", "c", "d"]);
    expect(found.column("expectedGain").toArray()).toEqual([10, 10, null]);
    expect(found.column("rank").toArray()).toEqual([1, 1, null]);
    expect(found.column("worthwhile").toArray()).toEqual([true, true, null]);
    expect(found).toMatchObject({ alreadyThere: 1, worthwhile: 2, expectedGain: 20, target: 80 });
    expect(found.column("reason").at(0)).toMatch(/satisfaction below the mean of 2.33333/);
    expect(found.column("reason").at(2)).toBe("chance is missing");
    expect(found.warnings).toHaveLength(2);
  });

  it("lets a tier name its least value, and refuses one that nobody is in", () => {
    const tiers = { ...input, tier: ["top", "top", "low", "low", "low"] };
    const options = { value: "spend", probability: 1, gain: 5 } as const;
    expect(upgradeCandidates(tiers, { ...options, target: "top" }).target).toBe(50);
    expect(() => upgradeCandidates(tiers, { ...options, target: "gold" })).toThrow(/no customer is in tier "gold"/);
    expect(() => upgradeCandidates(input, { ...options, target: 80, probability: "satisfaction" })).toThrow(/row 1/);
  });
});

describe("mendLossMakers", () => {
  const run = (revenue: number, directCost: number, serviceCost: number, fixedShare: number) =>
    mendLossMakers(
      { revenue: [revenue], directCost: [directCost], serviceCost: [serviceCost] },
      { revenue: "revenue", directCost: "directCost", serviceCost: "serviceCost", fixedShare },
    ).toRows()[0];

  it("breaks even with each change that it names", () => {
    const row = run(100, 50, 70, 1)!;
    expect(100 * (1 + row.priceChange!) - 50 - 70).toBeCloseTo(0, 12);
    expect(100 - 50 - 70 * (1 + row.serviceCostChange!)).toBeCloseTo(0, 12);
    expect((1 + row.volumeChange!) * (100 - 50) - 70).toBeCloseTo(0, 12);
  });

  it("says when nothing mends a loss", () => {
    expect(run(0, 10, 5, 0)).toMatchObject({ priceChange: null, serviceCostChange: null, volumeChange: null });
    expect(run(0, 10, 5, 0)!.reason).toMatch(/even service for nothing does not mend it/);
    expect(run(100, 20, 30, 0)).toBeUndefined();
  });
});
