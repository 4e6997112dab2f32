import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contactDepth, fitResponse, scoreResponse, validateResponse } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const money = { contactCost: 2, marginPerResponse: 10, samples: 20 };

/** Customers who respond with a chance that rises with age, and owners of a shop card three times as often. */
function campaign(customers: number, seed: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: customers }, (_, i) => {
    const age = 20 + 50 * random.uniform();
    const card = random.uniform() < 0.3 ? "yes" : "no";
    const chance = 1 / (1 + Math.exp(4 - 0.04 * age - (card === "yes" ? 1.1 : 0)));
    return { customer: `c${i}`, age, card, responded: random.uniform() < chance, chance };
  });
  return { rows, history: rows.map(({ chance: _, ...row }) => row) };
}

describe("scoreResponse", () => {
  const { rows, history } = campaign(4000, 3);
  const model = fitResponse(history, { target: "responded" });

  it("finds the chances that the customers have", () => {
    const { probability } = scoreResponse(model, history).toColumns();
    const errors = rows.map(({ chance }, i) => Math.abs(chance - Number(probability[i])));
    expect(errors.reduce((sum, error) => sum + error, 0) / rows.length).toBeLessThan(0.015);
  });

  it("contacts those from whom more is expected than a contact costs", () => {
    const scores = scoreResponse(model, history, { contactCost: 2, marginPerResponse: 10 });
    for (const { probability, expectedGain, contact } of scores.toRows()) {
      expect(expectedGain).toBeCloseTo(10 * probability! - 2, 12);
      expect(contact).toBe(probability! > 0.2);
    }
    const chosen = scores.where((row) => row.contact === true);
    expect(scores.contacted).toBe(chosen.numRows);
    expect(scores.expectedGain).toBeCloseTo(
      chosen.toRows().reduce((sum, row) => sum + row.expectedGain!, 0),
      9,
    );
  });

  it("ranks by expected gain, so that a large margin comes before a high probability", () => {
    const scores = scoreResponse(
      model,
      [
        { customer: "sure", age: 70, card: "yes", margin: 5 },
        { customer: "rich", age: 30, card: "no", margin: 900 },
      ],
      { contactCost: 1, marginPerResponse: "margin" },
    );
    expect(scores.toRows().map(({ customer, rank }) => [customer, rank])).toEqual([
      ["sure", 2],
      ["rich", 1],
    ]);
  });

  it("keeps to a depth and to a capacity", () => {
    expect(scoreResponse(model, history, { depth: 0.1 }).contacted).toBe(400);
    expect(scoreResponse(model, history, { depth: 0.1, capacity: 7 }).contacted).toBe(7);
    expect(scoreResponse(model, history, { capacity: 7 }).contacted).toBe(7);
    expect(scoreResponse(model, history, { contactCost: 9, marginPerResponse: 0, capacity: 7 }).contacted).toBe(0);
    expect(scoreResponse(model, history).contacted).toBeNull();
  });

  it("says when customers have categories that it has not learnt", () => {
    const scores = scoreResponse(model, [{ customer: 1, age: 30, card: "gold" }]);
    expect(scores.unseen).toBe(1);
    expect(scores.warnings).toHaveLength(1);
  });

  it("scores those who have not been asked yet, whose answer is missing", () => {
    const asked = scoreResponse(model, history).column("probability").toArray();
    const fresh = history.map((row) => ({ ...row, responded: null }));
    expect(scoreResponse(model, fresh).column("probability").toArray()).toEqual(asked);
  });

  it("advises nothing that scoring does not have", () => {
    const gap = history.slice(0, 3).map((row, i) => ({ ...row, card: i === 1 ? null : row.card }));
    expect(errorOf(() => scoreResponse(model, gap)).message).toBe(
      'scoreResponse: column "card", row 2: the category is missing; fill it with withColumn, or leave such rows out ' +
        'with where; a model of fitResponse with missing: "keep" takes it',
    );
  });

  it("refuses half of the money, another model, and a column that is not there", () => {
    expect(errorOf(() => scoreResponse(model, history, { contactCost: 1 })).code).toBe("invalid-option");
    expect(errorOf(() => scoreResponse(model.classifier as never, history)).code).toBe("unusable-model");
    const error = errorOf(() => scoreResponse(model, [{ age: 3 }]));
    expect([error.code, error.place.function]).toEqual(["unknown-column", "scoreResponse"]);
  });
});

describe("fitResponse", () => {
  it("refuses a campaign that nobody answered", () => {
    const silent = { age: [20, 30, 40], responded: [false, false, false] };
    const error = errorOf(() => fitResponse(silent, { target: "responded", positive: false }));
    expect([error.code, error.place.function, error.place.column]).toEqual(["one-class", "fitResponse", "responded"]);
  });

  it("says of a missing number what takes it, whatever the options", () => {
    const gaps = { age: [20, null, 40], card: ["a", "b", "a"], responded: [true, false, true] };
    const advice =
      /column "age", row 2: the number is missing; fill it .*classifier: "boosted-trees" with missing: "keep"/;
    expect(errorOf(() => fitResponse(gaps, { target: "responded" })).message).toMatch(advice);
    expect(errorOf(() => fitResponse(gaps, { target: "responded", missing: "keep" })).message).toMatch(advice);
    expect(fitResponse(gaps, { target: "responded", missing: "keep", classifier: "boosted-trees" }).customers).toBe(3);
  });

  it("names the column where nobody's answer is known", () => {
    const unknown = { age: [20, 30], responded: [null, null] };
    const error = errorOf(() => fitResponse(unknown, { target: "responded" }));
    expect(error.message).toBe('fitResponse: column "responded": holds nothing but missing values');
  });
});

describe("validateResponse", () => {
  const { history } = campaign(1500, 4);

  it("tests each customer by a model that has not seen it, and sets responders apart", () => {
    const found = validateResponse(history, { target: "responded", contactCost: 2, marginPerResponse: 10 });
    expect(found.scored.numRows).toBe(1500);
    expect(found.report.aucInterval[0]).toBeGreaterThan(0.5);
    expect(found.gains.column("cumulativeProfit").at(9)).toBeCloseTo(found.depth!.everybody.profit, 9);
    expect(found.profile.toRows().map(({ feature }) => feature)).toEqual(expect.arrayContaining(["age", "card"]));
    expect(found.finding).toMatch(/^the list finds those who respond: AUC 0\.\d+ .*; contact the best/);
  });

  it("does not find anything where there is nothing to find", () => {
    const random = createRandom(9);
    const noise = history.map((row) => ({ ...row, responded: random.uniform() < 0.2 }));
    const { report, finding } = validateResponse(noise, { target: "responded" });
    expect(report.aucInterval[0]).toBeLessThan(0.5);
    expect(finding).toContain("no better than by lot");
  });

  it("keeps rows of the same moment on one side", () => {
    const dated = history.map((row, i) => ({ ...row, at: i < 1000 ? "2026-01-01" : "2026-02-01" }));
    const found = validateResponse(dated, { target: "responded", test: { date: "at", share: 0.2 } });
    expect(found.report.cases).toBe(500);
  });

  it("refuses folds without a responder in each, and a test of one outcome", () => {
    const few = history.slice(0, 40).map((row, i) => ({ ...row, responded: i < 3, tested: i < 3 }));
    expect(errorOf(() => validateResponse(few, { target: "responded" })).code).toBe("too-few-rows");
    const given = () => validateResponse(few, { target: "responded", test: { rows: "tested" } });
    expect(errorOf(given).code).toBe("too-few-rows");
  });
});

describe("contactDepth", () => {
  it("earns what its example says", () => {
    const depth = contactDepth([1, 1, 0, 1, 0, 0, 0, 0], [0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1], money);
    expect(depth).toMatchObject({ contacts: 4, share: 0.5, responses: 3, profit: 22, lowestScore: 0.6 });
    expect(depth.everybody).toEqual({ share: 1, contacts: 8, profit: 14 });
    expect(depth.byProbability).toEqual({ share: 0.75, contacts: 6, profit: 18 });
    expect(depth.breakEvenRate).toBe(0.2);
  });

  it("finds the highest profit of all depths, by brute force", () => {
    const customers = fc.array(fc.record({ y: fc.boolean(), score: fc.integer({ min: 0, max: 6 }) }), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (rows, cost, margin) => {
        const depth = contactDepth(
          rows.map(({ y }) => y),
          rows.map(({ score }) => score),
          { contactCost: cost, marginPerResponse: margin, samples: 20 },
        );
        const profits = [Number.POSITIVE_INFINITY, 0, 1, 2, 3, 4, 5, 6].map((least) => {
          const contacted = rows.filter(({ score }) => score >= least);
          return margin * contacted.filter(({ y }) => y).length - cost * contacted.length;
        });
        expect(depth.profit).toBe(Math.max(...profits));
        expect(depth.justAsGood.from).toBeLessThanOrEqual(depth.share);
        expect(depth.justAsGood.to).toBeGreaterThanOrEqual(depth.share);
        expect(depth.curve.column("profit").at(-1 + depth.curve.numRows)).toBe(depth.everybody.profit);
      }),
      { numRuns: 150 },
    );
  });

  it("contacts nobody where nothing pays, and says so", () => {
    const depth = contactDepth([0, 0, 1, 0], [4, 3, 2, 1], { ...money, marginPerResponse: 1 });
    expect(depth).toMatchObject({ contacts: 0, profit: 0, lowestScore: null, byProbability: null });
    expect(depth.finding).toContain("no depth pays");
  });

  it("reaches every responder where a contact costs nothing", () => {
    const depth = contactDepth([0, 1, 0, 1, 0], [5, 4, 3, 2, 1], { ...money, contactCost: 0 });
    expect(depth).toMatchObject({ contacts: 4, responses: 2, breakEvenRate: 0 });
  });

  it("owns up to what the choice of the depth flatters", () => {
    // Scores by lot: whatever is earned above contacting nobody or everybody is luck.
    const random = createRandom(12);
    let [flattered, believed] = [0, 0];
    for (let study = 0; study < 40; study++) {
      const y = Array.from({ length: 300 }, () => (random.uniform() < 0.2 ? 1 : 0));
      const score = y.map(() => random.uniform());
      const depth = contactDepth(y, score, { ...money, samples: 60, seed: study });
      // What the depth earns on average: nothing, at a rate that just pays.
      flattered += depth.profit;
      believed += depth.profit - depth.optimism;
    }
    expect(flattered / 40).toBeGreaterThan(20);
    expect(Math.abs(believed)).toBeLessThan(flattered / 2);
  });

  it("has an interval that holds the profit of other customers as often as it says", () => {
    const random = createRandom(21);
    const draw = (n: number) => {
      const score = Array.from({ length: n }, () => random.uniform());
      return { score, y: score.map((chance) => (random.uniform() < chance / 2 ? 1 : 0)) };
    };
    let held = 0;
    for (let study = 0; study < 60; study++) {
      const { score, y } = draw(400);
      const { interval, lowestScore } = contactDepth(y, score, { ...money, samples: 100, seed: study });
      // 400 customers above the score s: each is expected to earn 10 · p / 2 − 2.
      const s = lowestScore!;
      const truth = 400 * (2.5 * (1 - s * s) - 2 * (1 - s));
      if (truth >= interval.profit.lower && truth <= interval.profit.upper) held++;
    }
    expect(held).toBeGreaterThanOrEqual(51);
  });

  it("refuses outcomes that are none, lists of other lengths and nothing at all", () => {
    expect(errorOf(() => contactDepth([2], [1], money)).code).toBe("out-of-range");
    expect(errorOf(() => contactDepth([1, 0], [1], money)).code).toBe("length-mismatch");
    expect(errorOf(() => contactDepth([], [], money)).code).toBe("empty-table");
    expect(errorOf(() => contactDepth([1], [1], { ...money, contactCost: -1 })).code).toBe("invalid-option");
  });
});
