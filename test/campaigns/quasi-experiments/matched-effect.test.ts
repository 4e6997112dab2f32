import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchedEffect } from "../../../src/campaigns/index.js";
import { nearestControls } from "../../../src/campaigns/quasi-experiments/nearest-controls.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

/** Customers who join by their own choice, the older and the bigger spenders sooner, and spend `effect` more for it. */
function club(random: ReturnType<typeof createRandom>, customers: number, effect: number) {
  return Array.from({ length: customers }, (_, i) => {
    const age = 20 + 50 * random.uniform();
    const before = 40 + 15 * random.normal();
    const region = random.uniform() < 0.4 ? "north" : "south";
    const odds = Math.exp(-2.4 + 0.5 * ((age - 45) / 15) + 0.8 * ((before - 40) / 15) + (region === "north" ? 0.4 : 0));
    const joined = random.uniform() < odds / (1 + odds);
    const spend = 0.9 * before + 0.2 * age + (region === "north" ? 5 : 0) + (joined ? effect : 0) + 6 * random.normal();
    return { customer: `c${i}`, age, before, region, joined, spend };
  });
}

const columns = { treated: "joined", outcome: "spend" } as const;

describe("matchedEffect", () => {
  it("finds an effect that a plain comparison overstates, and balances the groups", () => {
    const found = matchedEffect(club(createRandom(3), 4000, 3), columns);
    expect(found.unadjusted).toBeGreaterThan(10);
    expect(found.effect.lower!).toBeLessThan(3);
    expect(found.effect.upper!).toBeGreaterThan(3);
    expect(found.effect.upper! - found.effect.lower!).toBeLessThan(2);
    for (const { difference, matchedDifference } of found.balance.toRows()) {
      expect(Math.abs(matchedDifference!)).toBeLessThan(0.1);
      expect(Math.abs(matchedDifference!)).toBeLessThan(Math.abs(difference!));
    }
    expect(found.balance.column("feature").toArray()).toEqual(["age", "before", "region=south"]);
    expect(found.matched + found.unmatched).toBe(found.treated);
    expect(found.warnings[0]).toContain("no data show");
  });

  it.each([
    { replacement: false, ratio: 1 },
    { replacement: true, ratio: 1 },
    { replacement: true, ratio: 3 },
  ])("holds the effect in its interval about as often as it says: %o", (rules) => {
    const random = createRandom(14);
    let held = 0;
    for (let study = 0; study < 40; study++) {
      const { effect } = matchedEffect(club(random, 500, 3), { ...columns, ...rules });
      if (effect.lower! <= 3 && effect.upper! >= 3) held++;
    }
    // 95 % of 40 are 38 ± 1.4; what is left unbalanced in a study takes a little.
    expect(held).toBeGreaterThanOrEqual(34);
  });

  it("takes the mean of paired differences and Student's interval where no control serves twice", () => {
    const rows = {
      x: [1, 2, 3, 4, 1, 2, 3, 4],
      joined: [1, 1, 1, 1, 0, 0, 0, 0],
      spend: [5, 9, 8, 12, 4, 7, 3, 8],
    };
    const { effect, matches, balance, warnings } = matchedEffect(rows, columns);
    // Differences 1, 2, 5, 4: mean 3, standard deviation √(10 / 3), Student's t with 3 degrees 3.182446.
    expect(matches.toRows().map(({ treatedRow, controlRow }) => [treatedRow, controlRow])).toEqual([
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 8],
    ]);
    expect(effect.estimate).toBeCloseTo(3, 12);
    expect(effect.standardError).toBeCloseTo(Math.sqrt(10 / 3 / 4), 12);
    expect(effect.upper! - 3).toBeCloseTo(3.182446 * Math.sqrt(10 / 12), 5);
    expect(balance.column("matchedDifference").toArray()).toEqual([0]);
    expect(warnings).toHaveLength(1);
  });

  it("leaves treated customers out whom no control resembles, and says so", () => {
    const rows = club(createRandom(4), 300, 2);
    const alien = { customer: "alien", age: 70, before: 4000, region: "north", joined: true, spend: 1e5 };
    const found = matchedEffect([...rows, alien], columns);
    expect(found.unmatched).toBeGreaterThanOrEqual(1);
    expect(found.matches.column("treatedCustomer").toArray()).not.toContain("alien");
    expect(found.warnings.join()).toContain("left out");
    const all = matchedEffect([...rows, alien], { ...columns, caliper: null });
    expect([all.unmatched, all.caliper]).toEqual([0, null]);
  });

  it("does not depend on the names or the units of features", () => {
    const rows = club(createRandom(5), 400, 2);
    const found = matchedEffect(rows, columns);
    const other = matchedEffect(
      rows.map(({ age, before, ...row }) => ({ days: age * 365, cents: before * 100, ...row })),
      columns,
    );
    expect(other.effect.estimate).toBeCloseTo(found.effect.estimate, 9);
  });

  it("warns of features that matching has not balanced", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ x: i < 10 ? 10 + i : i / 10, joined: i < 10, spend: i }));
    const found = matchedEffect(rows, { ...columns, caliper: null });
    expect(found.warnings.join()).toContain('still differ by more than 0.1 standard deviations in "x"');
  });

  it("says that a single pair has no interval", () => {
    const rows = { x: [1, 1, 2], joined: [1, 0, 0], spend: [5, 3, 4] };
    const { effect, warnings } = matchedEffect(rows, columns);
    expect(effect).toMatchObject({ estimate: 2, lower: null, pValue: null });
    expect(warnings.join()).toContain("single pair");
  });

  it.each([
    ["nobody treated", { x: [1, 2], joined: [0, 0], spend: [1, 2] }, {}, "one-class"],
    ["no control", { x: [1, 2], joined: [1, 1], spend: [1, 2] }, {}, "one-class"],
    ["a treatment in degrees", { x: [1, 2], joined: [0.5, 1], spend: [1, 2] }, {}, "out-of-range"],
    ["nothing but treatment and outcome", { joined: [0, 1], spend: [1, 2] }, {}, "empty-table"],
    [
      "the treatment as a feature",
      { x: [1, 2], joined: [0, 1], spend: [1, 2] },
      { outcome: "joined" },
      "duplicate-column",
    ],
    ["a missing feature", { x: [1, null], joined: [0, 1], spend: [1, 2] }, {}, "missing-value"],
  ])("refuses a table with %s", (_, rows, options, code) => {
    const error = errorOf(() => matchedEffect(rows as never, { ...columns, ...options }));
    expect([error.code, error.place.function]).toEqual([code, "matchedEffect"]);
  });

  it("refuses groups that have nothing in common", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ x: i < 30 ? i : 1000 + i, joined: i < 30, spend: i }));
    expect(errorOf(() => matchedEffect(rows, { ...columns, l2: 1e-6 })).code).toBe("too-few-rows");
  });
});

describe("nearestControls", () => {
  const customers = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 30 });
  const split = (rows: readonly (readonly [boolean, number])[]) => ({
    treated: Float64Array.from(rows, ([flag]) => (flag ? 1 : 0)),
    score: Float64Array.from(rows, ([, score]) => score),
  });

  it("gives each treated customer, in falling order, the nearest control that is left", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 10 }), (rows, caliper) => {
        const { treated, score } = split(rows);
        const matches = nearestControls(score, treated, { ratio: 1, replacement: false, caliper });
        const byTreated = new Map(matches.map((match) => [match.treated, match.controls[0]!]));
        const left = new Set(rows.flatMap(([flag], row) => (flag ? [] : [row])));
        const order = [...rows.keys()].filter((row) => rows[row]![0]).sort((a, b) => score[b]! - score[a]! || a - b);
        for (const row of order) {
          const nearest = Math.min(...[...left].map((other) => Math.abs(score[other]! - score[row]!)));
          const own = byTreated.get(row);
          if (nearest > caliper) expect(own).toBeUndefined();
          else {
            expect(left.has(own!)).toBe(true);
            expect(Math.abs(score[own!]! - score[row]!)).toBe(nearest);
            left.delete(own!);
          }
        }
      }),
    );
  });

  it("gives the nearest of all with replacement", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 1, max: 4 }), (rows, ratio) => {
        const { treated, score } = split(rows);
        const matches = nearestControls(score, treated, { ratio, replacement: true, caliper: 8 });
        for (const [row, [flag]] of rows.entries()) {
          if (!flag) continue;
          const distances = rows
            .flatMap(([other, at]) => (other || Math.abs(at - score[row]!) > 8 ? [] : [Math.abs(at - score[row]!)]))
            .sort((a, b) => a - b)
            .slice(0, ratio);
          const own = matches.find((match) => match.treated === row)?.controls ?? [];
          expect(own.map((other) => Math.abs(score[other]! - score[row]!))).toEqual(distances);
          expect(new Set(own).size).toBe(own.length);
        }
      }),
    );
  });
});
