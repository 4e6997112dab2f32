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
      x: [1, 2, 3, 4, 1, 2, 3, 4, 0],
      joined: [1, 1, 1, 1, 0, 0, 0, 0, 0],
      spend: [5, 9, 8, 12, 4, 7, 3, 8, 99],
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

  describe("where customers are alike in all features", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      joined: i < 20 ? 1 : 0,
      spend: i < 20 ? i : (i - 20) / 2,
      region: i % 2 ? "n" : "s",
    }));
    const alike = { ...columns, categorical: ["region"] };
    const orders = {
      rising: [...rows].sort((a, b) => a.spend - b.spend),
      falling: [...rows].sort((a, b) => b.spend - a.spend),
      shuffled: createRandom(2).shuffle([...rows]),
    };

    it("averages over all equally near controls with replacement", () => {
      // Half of each group live in each region, so that all are as likely to be treated: means of 9.5 and 9.75.
      const found = matchedEffect(rows, { ...alike, replacement: true });
      expect(found.effect.estimate).toBeCloseTo(-0.25, 12);
      expect(found.matches.numRows).toBe(800);
      expect(found.warnings.join()).not.toContain("by lot");
    });

    it("averages within what makes customers alike", () => {
      const regions = ["n", "n", "n", "s", "n", "n", "s", "s", "s"];
      const some = { region: regions, joined: [1, 1, 1, 1, 0, 0, 0, 0, 0], spend: [5, 7, 9, 4, 1, 3, 0, 2, 7] };
      // Differences 3, 5 and 7 from the mean 2 of the controls in n, and 1 from the mean 3 of those in s.
      expect(matchedEffect(some, { ...alike, replacement: true }).effect.estimate).toBeCloseTo(4, 12);
    });

    it.each([{ replacement: true }, { replacement: true, ratio: 3 }, { seed: 5 }])(
      "finds the same in any order of the rows: %o",
      (rules) => {
        const { effect, balance } = matchedEffect(rows, { ...alike, ...rules });
        for (const other of Object.values(orders).map((order) => matchedEffect(order, { ...alike, ...rules }))) {
          expect(other.effect.estimate).toBeCloseTo(effect.estimate, 10);
          expect(other.effect.standardError!).toBeCloseTo(effect.standardError!, 10);
          expect(other.balance.toRows()).toEqual(balance.toRows());
        }
      },
    );

    it("draws controls by a lot that favors no outcome, and says so", () => {
      const effects = Array.from({ length: 300 }, (_, seed) => matchedEffect(rows, { ...alike, seed }).effect.estimate);
      const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
      // A single lot has a standard deviation of about 0.9: the mean of 300 lies within 0.16 of what there is.
      expect(Math.abs(mean + 0.25)).toBeLessThan(0.16);
      expect(new Set(effects).size).toBeGreaterThan(20);
      expect(matchedEffect(rows, alike).warnings.join()).toContain("of 20 choices of controls were drawn by lot");
    });

    it("shares a hundred controls at most among many, each as likely as another", () => {
      const many = Array.from({ length: 3000 }, (_, i) => ({ x: 1, joined: i < 1000 ? 1 : 0, spend: i % 7 }));
      const found = matchedEffect(many, { ...columns, replacement: true });
      expect(found.matches.numRows).toBe(100_000);
      expect(Math.abs(found.effect.estimate)).toBeLessThan(0.05);
      expect(found.warnings.join()).toContain("by lot");
    });
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
    [
      "the outcome among the numbers",
      { x: [1, 2], joined: [0, 1], spend: [1, 2] },
      { numeric: ["x", "spend"] },
      "duplicate-column",
    ],
    [
      "the treatment among the categories",
      { x: [1, 2], joined: [0, 1], spend: [1, 2] },
      { categorical: ["joined"] },
      "duplicate-column",
    ],
    ["a missing feature", { x: [1, null], joined: [0, 1], spend: [1, 2] }, {}, "missing-value"],
  ])("refuses a table with %s", (_, rows, options, code) => {
    const error = errorOf(() => matchedEffect(rows as never, { ...columns, ...options }));
    expect([error.code, error.place.function]).toEqual([code, "matchedEffect"]);
  });

  it("names only what mends a missing feature here", () => {
    const of = (x: unknown[]) =>
      errorOf(() => matchedEffect({ x, joined: [0, 1, 1], spend: [1, 2, 3] } as never, columns));
    expect(of([1, null, 2]).message).toBe(
      'matchedEffect: column "x", row 2: the number is missing; fill it with withColumn, or leave such rows out with ' +
        "where",
    );
    expect(of(["a", null, "b"]).message).toMatch(
      /the category is missing; fill it .* or leave such rows out with where$/,
    );
  });

  it("says that features are missing, not rows", () => {
    const error = errorOf(() => matchedEffect({ joined: [0, 1], spend: [1, 2] }, columns));
    expect(error.message).toContain("there is no feature");
  });

  it("refuses outcomes that are too large to square", () => {
    const rows = { x: [1, 2, 1, 2, 3], joined: [1, 1, 0, 0, 0], spend: [1e200, 2e200, 0, 0, 0] };
    const error = errorOf(() => matchedEffect(rows, { ...columns, replacement: true }));
    expect([error.code, error.place.column]).toEqual(["out-of-range", "spend"]);
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
    lot: lotOf(rows.length),
  });
  const lotOf = (rows: number) => {
    const random = createRandom(rows);
    return { order: random.shuffle(Int32Array.from({ length: rows }, (_, row) => row)), random };
  };
  const exact = { tolerance: 0 };

  it("gives each treated customer, in falling order, the nearest control that is left", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 10 }), (rows, caliper) => {
        const { treated, score, lot } = split(rows);
        const { matches } = nearestControls(score, treated, { ...exact, ratio: 1, replacement: false, caliper }, lot);
        const byTreated = new Map(matches.map((match) => [match.treated, match.controls[0]!]));
        const left = new Set(rows.flatMap(([flag], row) => (flag ? [] : [row])));
        const order = [...lot.order].filter((row) => rows[row]![0]).sort((a, b) => score[b]! - score[a]!);
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

  it("gives the nearest of all with replacement, and all that are as near as the last", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 1, max: 4 }), (rows, ratio) => {
        const { treated, score, lot } = split(rows);
        const { matches } = nearestControls(score, treated, { ...exact, ratio, replacement: true, caliper: 8 }, lot);
        for (const [row, [flag]] of rows.entries()) {
          if (!flag) continue;
          const distances = rows
            .flatMap(([other, at]) => (other || Math.abs(at - score[row]!) > 8 ? [] : [Math.abs(at - score[row]!)]))
            .sort((a, b) => a - b);
          const near = distances.filter((distance) => distance <= (distances[ratio - 1] ?? 8));
          const own = matches.find((match) => match.treated === row)?.controls ?? [];
          expect(own.map((other) => Math.abs(score[other]! - score[row]!)).sort((a, b) => a - b)).toEqual(near);
          expect(new Set(own).size).toBe(own.length);
        }
      }),
    );
  });
});
