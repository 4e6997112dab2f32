import { describe, expect, it } from "vitest";
import {
  ClienteleError,
  calibrate,
  clusterCustomers,
  customerEffortScore,
  customerEquity,
  customerSatisfactionScore,
  evaluateClassifier,
  fitBgNbd,
  fitBoostedTrees,
  fitCox,
  fitLogistic,
  gainsTable,
  groupStatistics,
  kaplanMeier,
  kMeans,
  logRank,
  loyaltyZones,
  miniBatchKMeans,
  netPromoterScore,
  overallDrivers,
  pathStatistics,
  perceivedValue,
  satisfactionRate,
  satisfactionWorth,
  testProportionalHazards,
  weightedIndex,
} from "../../src/index.js";
import { readRowWeights } from "../../src/table/index.js";

const X = [[1], [3], [2], [5]];
const y = [0, 1, 1, 0];
const scores = [0.1, 0.6, 0.3, 0.9];
const durations = [2, 3, 5, 7];
const classifier = fitLogistic(X, y);
const cox = fitCox(X, durations, y);
const answers = { a: [1, 5, 8, 10], b: [2, 4, 9, 7], stays: [0, 1, 1, 0] };
const histories = { frequency: [0, 2, 1, 4], recency: [0, 9, 3, 20], age: [30, 30, 30, 30] };

/** Every public function that takes `count`. */
const counting: Readonly<Record<string, (count: number[]) => unknown>> = {
  fitLogistic: (count) => fitLogistic(X, y, { count }),
  fitBoostedTrees: (count) => fitBoostedTrees(X, y, { count }),
  calibrate: (count) => calibrate(classifier, X, y, { count }),
  evaluateClassifier: (count) => evaluateClassifier(y, scores, { count }),
  gainsTable: (count) => gainsTable(y, scores, { count }),
  overallDrivers: (count) => overallDrivers(classifier, X, { count }),
  kaplanMeier: (count) => kaplanMeier(durations, y, { count }),
  logRank: (count) => logRank(durations, y, ["a", "b", "a", "b"], { count }),
  fitCox: (count) => fitCox(X, durations, y, { count }),
  testProportionalHazards: (count) => testProportionalHazards(cox, X, durations, y, { count }),
  groupStatistics: (count) => groupStatistics({ ...histories, count }),
  fitBgNbd: (count) => fitBgNbd({ ...histories, count }),
  customerEquity: (count) => customerEquity({ value: [1, 2, 3, 4], count }, { count: "count" }),
};

/** Every public function that takes `weights`, but for those that hand them on to one of these. */
const weighing: Readonly<Record<string, (weights: number[]) => unknown>> = {
  fitLogistic: (weights) => fitLogistic(X, y, { weights }),
  fitBoostedTrees: (weights) => fitBoostedTrees(X, y, { weights }),
  calibrate: (weights) => calibrate(classifier, X, y, { weights }),
  kMeans: (weights) => kMeans(X, { k: 1, weights }),
  miniBatchKMeans: (weights) => miniBatchKMeans(X, { k: 1, weights }),
  clusterCustomers: (weights) => clusterCustomers(answers, { features: ["a"], k: 1, weights }),
  satisfactionRate: (weights) => satisfactionRate(answers.a, { threshold: 5, weights }),
  customerSatisfactionScore: (weights) => customerSatisfactionScore(answers.a, { scale: [1, 10], weights }),
  customerEffortScore: (weights) => customerEffortScore(answers.a, { scale: [1, 10], weights }),
  netPromoterScore: (weights) => netPromoterScore(answers.a, { weights }),
  pathStatistics: (weights) => pathStatistics(answers, { items: ["a", "b"], weights }),
  weightedIndex: (weights) =>
    weightedIndex({ name: "index", column: "a", weight: 1 }, answers, { weights, scale: { from: [1, 10] } }),
  loyaltyZones: (weights) =>
    loyaltyZones(answers, {
      satisfaction: { column: "a", scale: { from: [1, 10] } },
      loyalty: "stays",
      cuts: [40, 80],
      weights,
    }),
  perceivedValue: (weights) =>
    perceivedValue(answers, { qualityGivenPrice: "a", priceGivenQuality: "b", retention: "stays", weights }),
  satisfactionWorth: (weights) => satisfactionWorth(answers, { satisfaction: "a", outcome: "stays", weights }),
};

/** What a refusal says, without the name of the function that refused. */
function refusalOf(caller: string, call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (!(error instanceof ClienteleError)) throw error;
    expect(error.place.function).toBe(caller);
    return `${error.code} ${error.message.slice(caller.length)}`;
  }
  return "accepted";
}

describe.each(Object.entries(counting))("a count that cannot be used is refused alike everywhere: %s", (name, call) => {
  it.each([
    [[1, -1, 1, 1], 'out-of-range : column "count", row 2: a count must be a whole number from 0 to 2⁵³ − 1, got -1'],
    [[1, 1, 0.5, 1], 'out-of-range : column "count", row 3: a count must be a whole number from 0 to 2⁵³ − 1, got 0.5'],
    [
      [1e308, 1, 1, 1],
      'out-of-range : column "count", row 1: a count must be a whole number from 0 to 2⁵³ − 1, got 1e+308',
    ],
    [
      [1, 1e200, 1, 1],
      'out-of-range : column "count", row 2: a count must be a whole number from 0 to 2⁵³ − 1, got 1e+200',
    ],
    [
      [2 ** 52, 2 ** 52, 1, 1],
      'out-of-range : column "count": the counts add up to 9007199254740994, more than 2⁵³ − 1',
    ],
    [[0, 0, 0, 0], 'empty-table : column "count": every count is 0'],
    [[1, Number.POSITIVE_INFINITY, 1, 1], 'not-finite : column "count", row 2: Infinity is not a finite number'],
    [[1, 1, Number.NaN, 1], 'missing-value : column "count", row 3: the number is missing'],
  ])("%j", (count, refusal) => {
    expect(refusalOf(name, () => call(count))).toBe(refusal);
  });

  it("takes counts of one, as if there were none", () => {
    expect(refusalOf(name, () => call([1, 1, 1, 1]))).toBe("accepted");
  });
});

describe.each(Object.entries(weighing))(
  "weights that cannot be used are refused alike everywhere: %s",
  (name, call) => {
    const advice = "multiply all of them by one number that brings their sum between 1e-150 and 1e+150";
    it.each([
      [[1, 1, -0.5, 1], 'out-of-range : column "weights", row 3: a weight must be at least 0, got -0.5'],
      [[0, 0, 0, 0], 'out-of-range : column "weights": every weight is 0'],
      [[1e308, 1e308, 1, 1], `out-of-range : column "weights": the weights add up to Infinity; ${advice}`],
      [[1e200, 0, 0, 0], `out-of-range : column "weights": the weights add up to 1e+200; ${advice}`],
      [[1e-200, 0, 0, 0], `out-of-range : column "weights": the weights add up to 1e-200; ${advice}`],
      [[1, 1], 'length-mismatch : column "weights": has 2 values where there are 4 rows'],
      [[1, 1, Number.NEGATIVE_INFINITY, 1], 'not-finite : column "weights", row 3: -Infinity is not a finite number'],
      [[Number.NaN, 1, 1, 1], 'missing-value : column "weights", row 1: the number is missing'],
    ])("%j", (weights, refusal) => {
      expect(refusalOf(name, () => call(weights))).toBe(refusal);
    });

    it.each([[[1, 2, 3, 4]], [[1e149, 2e149, 3e149, 4e149]], [[1e-149, 2e-149, 3e-149, 4e-149]]])(
      "and %j are taken, and leave no NaN in the result",
      (weights) => {
        expect(JSON.stringify(call(weights), (_, value) => (Number.isNaN(value) ? "NaN" : value))).not.toContain("NaN");
      },
    );
  },
);

describe("counts and weights of rows", () => {
  it("become weights of mean 1 over all counted rows, and their product with the count", () => {
    const { count, weights, combined, total, meanWeight } = readRowWeights("f", 3, {
      count: [1, 2, 1],
      weights: [1, 3, 1],
    });
    expect([total, meanWeight]).toEqual([4, 2]);
    expect([count, weights, combined].map((list) => [...list!])).toEqual([
      [1, 2, 1],
      [0.5, 1.5, 0.5],
      [0.5, 3, 0.5],
    ]);
  });

  it("are nothing at all where every count is 1 and all weights are equal", () => {
    expect(readRowWeights("f", 2, { count: [1, 1], weights: [7, 7] })).toEqual({
      count: null,
      weights: null,
      combined: null,
      total: 2,
      meanWeight: 7,
    });
  });

  it("are refused where the weights lie in rows that stand for nothing", () => {
    expect(() => readRowWeights("f", 2, { count: [0, 1], weights: [7, 0] })).toThrow("every weight is 0");
  });
});
