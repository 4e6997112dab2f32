import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import {
  cronbachAlpha,
  customerEffortScore,
  customerSatisfactionScore,
  netPromoterScore,
  satisfactionRate,
  surveySampleSize,
} from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";

describe("satisfactionRate", () => {
  test("is the percentage at or above the threshold", () => {
    expect(satisfactionRate([100, 80, 60, 40], { threshold: 80 })).toBe(50);
    expect(satisfactionRate(Uint8Array.of(1, 0, 1, 1), { threshold: 1 })).toBe(75);
  });

  test("weighs answers, and leaves missing ones out only when told", () => {
    expect(satisfactionRate([5, 1], { threshold: 4, weights: [3, 1] })).toBe(75);
    expect(satisfactionRate([5, Number.NaN], { threshold: 4, missing: "drop" })).toBe(100);
    expect(errorOf(() => satisfactionRate([5, Number.NaN], { threshold: 4 }))).toMatchObject({
      code: "missing-value",
      place: { row: 2 },
    });
  });

  test("refuses no answers and no threshold", () => {
    expect(errorOf(() => satisfactionRate([], { threshold: 4 })).code).toBe("empty-table");
    expect(errorOf(() => satisfactionRate([1], {} as never)).code).toBe("invalid-option");
    expect(errorOf(() => satisfactionRate("5" as never, { threshold: 4 })).code).toBe("unsupported-input");
  });
});

describe("netPromoterScore", () => {
  test("is the percentage of 9 and 10 less that of 0 to 6", () => {
    expect(netPromoterScore([10, 9, 8, 7, 3])).toMatchObject({
      score: 20,
      promoters: 2,
      passives: 2,
      detractors: 1,
      respondents: 5,
    });
  });

  test("gives the same from answers and from counts", () => {
    const answers = [...new Array(291).fill(9), ...new Array(476).fill(8), ...new Array(395).fill(0)];
    const counts = { promoters: 291, passives: 476, detractors: 395 };
    for (const interval of ["wald", "adjusted"] as const) {
      const fromAnswers = netPromoterScore(answers, { interval });
      const fromCounts = netPromoterScore(counts, { interval });
      for (const name of ["score", "standardError", "lower", "upper"] as const) {
        expect(fromAnswers[name]).toBeCloseTo(fromCounts[name], 10);
      }
    }
  });

  test("the adjusted interval is the plain one of answers with ¾, 1½ and ¾ more", () => {
    const adjusted = netPromoterScore({ promoters: 6, passives: 3, detractors: 1 }, { interval: "adjusted" });
    const padded = netPromoterScore({ promoters: 6.75, passives: 4.5, detractors: 1.75 });
    expect(adjusted.lower).toBeCloseTo(padded.lower, 10);
    expect(adjusted.upper).toBeCloseTo(padded.upper, 10);
    expect(adjusted.score).toBe(50);
  });

  test("an answer of weight 3 counts as three promoters and as one person", () => {
    const weighted = netPromoterScore([10, 7, 3], { weights: [3, 1, 1] });
    expect(weighted.score).toBeCloseTo(40, 12);
    expect(weighted).toMatchObject({ promoters: 3, respondents: 3 });
    const deviations = [3 * 0.6, -0.4, -1.4];
    expect(weighted.standardError).toBeCloseTo(20 * Math.hypot(...deviations), 10);
  });

  test("equal weights change nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 30 }), (answers) => {
        const plain = netPromoterScore(answers);
        const weighted = netPromoterScore(answers, { weights: answers.map(() => 2.5) });
        expect(weighted.score).toBeCloseTo(plain.score, 9);
        expect(weighted.standardError).toBeCloseTo(plain.standardError, 6);
      }),
    );
  });

  test("the adjusted interval covers the truth at its level in small samples, the plain one does not", () => {
    const random = createRandom(11);
    const truth = 100 * (0.85 - 0.05);
    const covered = { wald: 0, adjusted: 0 };
    const surveys = 2000;
    for (let survey = 0; survey < surveys; survey++) {
      const answers = Array.from({ length: 25 }, () => {
        const u = random.uniform();
        return u < 0.85 ? 9 : u < 0.95 ? 7 : 2;
      });
      for (const interval of ["wald", "adjusted"] as const) {
        const { lower, upper } = netPromoterScore(answers, { interval });
        if (lower <= truth && truth <= upper) covered[interval]++;
      }
    }
    expect(covered.wald / surveys).toBeLessThan(0.92);
    expect(covered.adjusted / surveys).toBeGreaterThan(0.93);
  });

  test.each([11, -1, 8.5])("refuses the answer %s with its row", (answer) => {
    expect(errorOf(() => netPromoterScore([9, answer]))).toMatchObject({ code: "out-of-range", place: { row: 2 } });
  });

  test("refuses counts that make no sense", () => {
    expect(errorOf(() => netPromoterScore({ promoters: -1, passives: 0, detractors: 2 })).code).toBe("invalid-option");
    expect(errorOf(() => netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).code).toBe("empty-table");
    expect(errorOf(() => netPromoterScore({ promoters: 1, passives: 0, detractors: 0 }, { weights: [1] })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => netPromoterScore([], {})).code).toBe("empty-table");
    expect(errorOf(() => netPromoterScore([Number.NaN])).code).toBe("missing-value");
    expect(errorOf(() => netPromoterScore([9], { interval: "score" as never })).code).toBe("invalid-option");
  });
});

describe("customerSatisfactionScore", () => {
  test("counts the two highest levels, with Wilson's interval and the mean", () => {
    const result = customerSatisfactionScore([...new Array(8).fill(5), 3, 1]);
    expect(result).toMatchObject({ score: 80, mean: 4.4, respondents: 10 });
    // Newcombe (1998), Wilson's interval of 8 of 10
    expect(result.lower).toBeCloseTo(49.02, 2);
    expect(result.upper).toBeCloseTo(94.33, 2);
  });

  test("stays within 0 and 100 where everybody agrees", () => {
    const result = customerSatisfactionScore([5, 5, 5]);
    expect(result).toMatchObject({ score: 100, upper: 100 });
    expect(result.lower).toBeGreaterThan(30);
    expect(customerSatisfactionScore([1]).standardError).toBeNull();
  });

  test("takes another scale and threshold", () => {
    expect(customerSatisfactionScore([10, 8, 7], { scale: [1, 10], satisfied: 8 }).score).toBeCloseTo(66.667, 3);
  });

  test("refuses what makes no sense", () => {
    expect(errorOf(() => customerSatisfactionScore([6]))).toMatchObject({ code: "out-of-range", place: { row: 1 } });
    expect(errorOf(() => customerSatisfactionScore([3], { satisfied: 7 })).code).toBe("invalid-option");
    expect(errorOf(() => customerSatisfactionScore([3], { scale: [5, 1] })).code).toBe("invalid-option");
    expect(errorOf(() => customerSatisfactionScore([3], { scale: [1, Number.NaN] })).code).toBe("invalid-option");
  });
});

describe("customerEffortScore", () => {
  test("is the mean answer with its interval, and the share of the three easiest levels", () => {
    const result = customerEffortScore([7, 6, 5, 3]);
    expect(result.score).toBe(5.25);
    expect(result.easy.score).toBe(75);
    expect((result.upper! + result.lower!) / 2).toBeCloseTo(5.25, 12);
    expect(result.upper! - 5.25).toBeCloseTo(3.182446305 * (1.707825128 / 2), 6);
  });

  test("mirrors a question that asks for effort", () => {
    expect(customerEffortScore([1, 2, 3, 5], { high: "effort" }).score).toBe(5.25);
    expect(customerEffortScore([1, 5], { scale: [1, 5], high: "effort", easyLevels: 1 }).easy.score).toBe(50);
  });

  test("names the answer as it was given when it is off the scale", () => {
    expect(errorOf(() => customerEffortScore([4, 8], { high: "effort" }))).toMatchObject({
      code: "out-of-range",
      place: { row: 2, value: 8 },
    });
  });
});

describe("surveySampleSize", () => {
  test("rounds up, and a population makes it smaller", () => {
    expect(surveySampleSize({ margin: 0.05 })).toMatchObject({ recommended: 385, invitations: 385, attainable: true });
    expect(surveySampleSize({ margin: 0.05, population: 500 }).recommended).toBe(218);
  });

  test("asks more customers when not all answer, and says when there are too few", () => {
    expect(surveySampleSize({ margin: 0.05, responseRate: 0.2 }).invitations).toBe(1925);
    expect(surveySampleSize({ margin: 0.05, population: 500, responseRate: 0.2 })).toMatchObject({
      invitations: 500,
      attainable: false,
    });
  });

  test("does not round up what is whole but for rounding", () => {
    expect(surveySampleSize({ margin: 0.1, z: 2, proportion: 0.5 })).toMatchObject({ recommended: 100 });
  });

  test("never asks for more than the population, and comes near the infinite case for a large one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (population, margin, proportion) => {
          const { exact, recommended } = surveySampleSize({ population, margin, proportion });
          expect(recommended).toBeLessThanOrEqual(population);
          expect(exact).toBeLessThanOrEqual(Math.max(1, surveySampleSize({ margin, proportion }).exact) * (1 + 1e-12));
        },
      ),
    );
  });

  test.each([
    [{}],
    [{ margin: 0 }],
    [{ margin: 5 }],
    [{ margin: 0.05, population: 0 }],
    [{ margin: 0.05, population: 10.5 }],
    [{ margin: 0.05, confidence: 95 }],
    [{ margin: 0.05, confidence: 0.95, z: 1.96 }],
    [{ margin: 0.05, z: -1 }],
    [{ margin: 0.05, proportion: 1 }],
    [{ margin: 0.05, responseRate: 0 }],
    [{ margin: 0.05, designEffect: 0 }],
    [{ margin: 0.05, N: 100 }],
  ])("refuses %j", (options) => {
    expect(errorOf(() => surveySampleSize(options as never)).code).toBe("invalid-option");
  });
});

describe("cronbachAlpha", () => {
  const items = { a: [4, 3, 5, 2, 1], b: [5, 4, 5, 3, 1], c: [4, 2, 5, 2, 3] };

  test("an item that does not belong lowers it, and dropping it says so", () => {
    const spoiled = cronbachAlpha({ ...items, noise: [1, 5, 2, 3, 3] });
    const rows = spoiled.items.toRows();
    expect(rows[3]!.alphaIfDropped).toBeCloseTo(cronbachAlpha(items).raw, 12);
    expect(rows[3]!.alphaIfDropped).toBeGreaterThan(spoiled.raw);
    expect(rows[3]!.restCorrelation).toBeLessThan(0);
  });

  test("is 1 for items that are copies, and standardized alpha does not mind their units", () => {
    expect(cronbachAlpha({ a: [1, 2, 4], b: [1, 2, 4] }).raw).toBeCloseTo(1, 12);
    const scaled = cronbachAlpha({ ...items, a: items.a.map((value) => 10 * value) });
    expect(scaled.standardized).toBeCloseTo(cronbachAlpha(items).standardized, 12);
  });

  test("leaves respondents with missing answers out when told", () => {
    const gaps = { a: [...items.a, null], b: [...items.b, 3], c: [...items.c, 4] };
    expect(cronbachAlpha(gaps, { missing: "listwise" })).toMatchObject({
      raw: cronbachAlpha(items).raw,
      respondents: 5,
    });
    expect(errorOf(() => cronbachAlpha(gaps))).toMatchObject({ code: "missing-value", place: { column: "a", row: 6 } });
  });

  test("has no alpha of one item left", () => {
    expect(
      cronbachAlpha({ a: [1, 2, 3], b: [1, 3, 2] })
        .items.column("alphaIfDropped")
        .toArray(),
    ).toEqual([null, null]);
  });

  test("names what is wrong", () => {
    expect(errorOf(() => cronbachAlpha({ a: [1, 2], b: [3, 3] }))).toMatchObject({
      code: "constant-column",
      place: { column: "b" },
    });
    expect(errorOf(() => cronbachAlpha({ a: [1, 2] })).code).toBe("too-few-rows");
    expect(errorOf(() => cronbachAlpha({ a: [1], b: [2] })).code).toBe("too-few-rows");
    expect(errorOf(() => cronbachAlpha([])).code).toBe("too-few-rows");
    expect(errorOf(() => cronbachAlpha(items, { items: ["a", "z"] })).code).toBe("unknown-column");
  });
});
