import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, mean, standardDeviation, variance } from "../../../src/numeric/index.js";
import { loyaltyZones, perceivedValue, satisfactionWorth } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

/** A market in which loyalty is flat up to 60 and rises steeply above. */
function simulateMarket(count: number, seed: number) {
  const random = createRandom(seed);
  const satisfied = Float64Array.from({ length: count }, () => 100 * random.uniform());
  const stays = satisfied.map((score) => (random.uniform() < 0.2 + Math.max(0, score - 60) * 0.0175 ? 1 : 0));
  return { satisfied, stays };
}

describe("loyaltyZones", () => {
  const options = { satisfaction: "satisfied", loyalty: "stays", cuts: [50, 85] as const };
  const small = { satisfied: [20, 49.9, 50, 84.9, 85, 100], stays: [0, 0, 1, 0, 1, 1] };

  test("a cut belongs to the zone above it", () => {
    const { labels, zones } = loyaltyZones(small, options);
    expect(labels).toEqual(["defection", "defection", "indifference", "indifference", "affection", "affection"]);
    expect(zones.column("zone").toArray()).toEqual(["defection", "indifference", "affection"]);
    expect(zones.column("loyalty").toArray()).toEqual([0, 0.5, 1]);
    expect(zones.column("share").toArray()).toEqual([1, 1, 1].map((part) => expect.closeTo(part / 3, 12)));
    expect(zones.toRows()[1]).toMatchObject({ from: 50, below: 85, respondents: 2 });
  });

  test("finds where loyalty is flat and where it is steep", () => {
    const { zones, curve, slope } = loyaltyZones(simulateMarket(20_000, 3), { ...options, cuts: [30, 60] });
    const [defection, indifference, affection] = zones.toRows();
    expect(Math.abs(defection!.slope!)).toBeLessThan(0.002);
    expect(indifference!.slopeLower).toBeLessThan(0);
    expect(indifference!.slopeUpper).toBeGreaterThan(0);
    expect(affection!.slopeLower).toBeLessThan(0.0175);
    expect(affection!.slopeUpper).toBeGreaterThan(0.0175);
    expect(slope.pValue).toBeLessThan(1e-10);
    expect(curve.numRows).toBe(10);
    expect(
      curve
        .column("respondents")
        .toArray()
        .reduce((sum, n) => sum! + n!, 0),
    ).toBe(20_000);
    expect(curve.column("outcome").at(9)).toBeCloseTo(0.2 + 35 * 0.0175, 1);
  });

  test("the curve has a point for every level of a short scale", () => {
    const { curve } = loyaltyZones({ satisfied: [2, 1, 2, 3], stays: [1, 0, 0, 1] }, { ...options, cuts: [2, 3] });
    expect(curve.toRows().map((row) => [row.from, row.to, row.respondents, row.outcome])).toEqual([
      [1, 1, 1, 0],
      [2, 2, 2, 0.5],
      [3, 3, 1, 1],
    ]);
  });

  test("reads both columns on their scales, and true and false as loyalty", () => {
    const answers = { q: [1, 5, 9], again: [false, true, true] };
    const { zones, labels } = loyaltyZones(answers, {
      satisfaction: { column: "q", scale: { from: [1, 9] } },
      loyalty: "again",
      cuts: [40, 80],
    });
    expect(labels).toEqual(["defection", "indifference", "affection"]);
    expect(zones.column("satisfaction").toArray()).toEqual([0, 50, 100]);
    expect(zones.column("loyalty").toArray()).toEqual([0, 1, 1]);
  });

  test("an empty zone has no figures", () => {
    const { zones } = loyaltyZones({ satisfied: [90, 95], stays: [1, 1] }, options);
    expect(zones.toRows()[0]).toMatchObject({ respondents: 0, share: 0, loyalty: null, slope: null, lower: null });
  });

  test("survey weights move shares and means", () => {
    const { zones } = loyaltyZones(small, { ...options, weights: [3, 1, 1, 1, 1, 1] });
    expect(zones.column("share").at(0)).toBeCloseTo(0.5, 12);
  });

  test("leaves respondents out when told, and counts them", () => {
    const gaps = { satisfied: [20, null, 90], stays: [0, 1, null] };
    expect(errorOf(() => loyaltyZones(gaps, options))).toMatchObject({ code: "missing-value", place: { row: 2 } });
    const result = loyaltyZones(gaps, { ...options, missing: "listwise" });
    expect(result.labels).toEqual(["defection", null, null]);
    expect(result.ledger).toEqual({ respondents: 3, used: 1, dropped: 2 });
  });

  test("names what is wrong", () => {
    expect(errorOf(() => loyaltyZones(small, { ...options, loyalty: "x" })).code).toBe("unknown-column");
    for (const cuts of [undefined, [50], [85, 50], [50, 50], [1, 2, 3], [50, Number.NaN], "50"]) {
      expect(errorOf(() => loyaltyZones(small, { ...options, cuts: cuts as never })).code).toBe("invalid-option");
    }
    expect(errorOf(() => loyaltyZones({ satisfied: [], stays: [] }, options)).code).toBe("empty-table");
    expect(
      errorOf(() => loyaltyZones({ satisfied: [null, 1], stays: [1, null] }, { ...options, missing: "listwise" })).code,
    ).toBe("empty-table");
    expect(
      errorOf(() =>
        loyaltyZones(small, { ...options, satisfaction: { column: "satisfied", scale: { from: [0, 50] } } }),
      ),
    ).toMatchObject({ code: "out-of-range", place: { column: "satisfied", row: 4 } });
  });
});

describe("satisfactionWorth", () => {
  test("the slope on a yes or no is the difference of means, with the standard error of unequal variances", () => {
    const low = [10, 12, 11, 17];
    const high = [20, 30, 25];
    const answers = { happy: [0, 0, 0, 0, 1, 1, 1], spend: [...low, ...high] };
    const row = satisfactionWorth(answers, { satisfaction: "happy", outcome: "spend" }).table.toRows()[0]!;
    expect(row.perPoint).toBeCloseTo(mean(high) - mean(low), 10);
    const squared = variance(low, { sample: false }) / 4 + variance(high, { sample: false }) / 3;
    expect(row.standardError).toBeCloseTo(Math.sqrt((squared * 7) / 5), 10);
    expect(row.worth).toBe(row.perPoint);
    expect(row.total).toBeCloseTo(row.perPoint! * 7, 10);
  });

  test("multiplies by the value of the outcome and the number of customers", () => {
    const { table } = satisfactionWorth(simulateMarket(5000, 6), {
      satisfaction: "satisfied",
      outcome: "stays",
      value: 300,
      customers: 20_000,
      cuts: [30, 60],
    });
    const rows = table.toRows();
    expect(rows.map((row) => row.zone)).toEqual(["all", "defection", "indifference", "affection"]);
    expect(rows[0]!.worth).toBeCloseTo(300 * rows[0]!.perPoint!, 12);
    expect(rows[0]!.totalUpper).toBeCloseTo(300 * 20_000 * rows[0]!.upper!, 6);
    expect(rows[3]!.lower).toBeLessThan(0.0175);
    expect(rows[3]!.upper).toBeGreaterThan(0.0175);
    const inZones = rows.slice(1).reduce((sum, row) => sum + row.total! / row.worth!, 0);
    expect(inZones).toBeCloseTo(20_000, 4);
  });

  test("an outcome that costs turns the interval the right way round", () => {
    const row = satisfactionWorth(simulateMarket(500, 5), {
      satisfaction: "satisfied",
      outcome: "stays",
      value: -2,
    }).table.toRows()[0]!;
    expect(row.worthLower).toBeLessThan(row.worth!);
    expect(row.worthUpper).toBeGreaterThan(row.worth!);
  });

  test("holds controls equal", () => {
    const random = createRandom(8);
    const years = Float64Array.from({ length: 4000 }, () => 10 * random.uniform());
    const satisfied = years.map((value) => 40 + 4 * value + 10 * random.normal());
    const spend = years.map((value, i) => 50 * value + 2 * satisfied[i]! + 5 * random.normal());
    const options = { satisfaction: "satisfied", outcome: "spend" };
    const plain = satisfactionWorth({ years, satisfied, spend }, options).table.toRows()[0]!;
    const held = satisfactionWorth({ years, satisfied, spend }, { ...options, controls: ["years"] }).table.toRows()[0]!;
    expect(plain.perPoint).toBeGreaterThan(5);
    expect(held.lower).toBeLessThan(2);
    expect(held.upper).toBeGreaterThan(2);
    expect(held.standardError).toBeCloseTo(5 / (10 * Math.sqrt(4000)), 3);
  });

  test("its interval covers the truth at its level although the spread grows with satisfaction", () => {
    const random = createRandom(21);
    let covered = 0;
    const surveys = 1000;
    for (let survey = 0; survey < surveys; survey++) {
      const satisfied = Float64Array.from({ length: 80 }, () => 100 * random.uniform());
      const spend = satisfied.map((score) => 3 * score + score * random.normal());
      const row = satisfactionWorth(
        { satisfied, spend },
        { satisfaction: "satisfied", outcome: "spend" },
      ).table.toRows()[0]!;
      if (row.lower! <= 3 && 3 <= row.upper!) covered++;
    }
    expect(covered / surveys).toBeGreaterThan(0.92);
    expect(covered / surveys).toBeLessThan(0.975);
  });

  test("names what is wrong", () => {
    const answers = { s: [1, 2, 3, 4, 6], c: [5, 5, 5, 5, 5], d: [2, 4, 6, 8, 12], y: [1, 0, 1, 1, 0] };
    const call = (options: object) => errorOf(() => satisfactionWorth(answers, options as never));
    expect(call({ satisfaction: "c", outcome: "y" })).toMatchObject({
      code: "constant-column",
      place: { column: "c" },
    });
    expect(call({ satisfaction: "s", outcome: "y", controls: ["d"] })).toMatchObject({
      code: "collinear-columns",
      place: { column: "d" },
    });
    expect(call({ satisfaction: "s", outcome: "y", controls: ["d", "c"] }).code).toBe("collinear-columns");
    expect(call({ satisfaction: "s", outcome: "nothing" }).code).toBe("unknown-column");
    expect(call({ satisfaction: "s", outcome: "y", price: 3 }).code).toBe("invalid-option");
    expect(errorOf(() => satisfactionWorth({ s: [1, 2], y: [1, 2] }, { satisfaction: "s", outcome: "y" })).code).toBe(
      "too-few-rows",
    );
  });
});

describe("perceivedValue", () => {
  const answers = {
    quality: [8, 6, 9, 4, 7],
    price: [7, 6, 8, 3, 5],
    stays: [1, 1, 1, 0, 0],
    recommends: [9, 6, 10, 2, 7],
  };
  const options = { qualityGivenPrice: "quality", priceGivenQuality: "price" };

  test("is the mean of its two questions on 0..100", () => {
    const value = perceivedValue(answers, options);
    expect(value.index).toBeCloseTo(((6.8 + 5.8) / 2 - 1) / 0.09, 10);
    expect(value.questions.column("score").toArray()).toEqual(
      [5.8 / 0.09, 4.8 / 0.09].map((x) => expect.closeTo(x, 10)),
    );
    expect(value.standardError).toBeCloseTo(standardDeviation(value.scores) / Math.sqrt(5), 10);
    expect(value.balance.mean).toBeCloseTo(1 / 0.09, 10);
    expect(value.balance.standardError).toBeCloseTo(standardDeviation([1, 0, 1, 1, 2]) / Math.sqrt(5) / 0.09, 10);
    expect(value.relations.numRows).toBe(0);
    expect(value.curves.numRows).toBe(0);
  });

  test("is related to loyalty, retention and recommendation", () => {
    const value = perceivedValue(answers, {
      ...options,
      retention: "stays",
      recommendation: { column: "recommends", scale: { from: [0, 10] } },
    });
    const [retention, recommendation] = value.relations.toRows();
    expect(retention).toMatchObject({ outcome: "retention", column: "stays", respondents: 5 });
    expect(recommendation!.correlation).toBeGreaterThan(0.9);
    expect(recommendation!.correlationUpper).toBeLessThan(1);
    const byHand = satisfactionWorth({ ...answers, score: value.scores }, { satisfaction: "score", outcome: "stays" });
    expect(retention!.perPoint).toBeCloseTo(byHand.table.column("perPoint").at(0)!, 12);
    expect(
      value.curves
        .where((row) => row.outcome === "retention")
        .column("mean")
        .toArray(),
    ).toEqual([0, 0.5, 1, 1]);
  });

  test("agreement of the two questions is that of a battery of two", () => {
    const { agreement } = perceivedValue(answers, options);
    expect(agreement.reliability).toBeCloseTo((2 * agreement.correlation!) / (1 + agreement.correlation!), 12);
    expect(perceivedValue({ quality: [5, 5], price: [3, 4] }, options).agreement).toEqual({
      correlation: null,
      reliability: null,
    });
  });

  test("weighs questions and respondents", () => {
    const value = perceivedValue(answers, { ...options, itemWeights: [1, 0], weights: [0, 0, 1, 1, 0] });
    expect(value.index).toBeCloseTo((6.5 - 1) / 0.09, 10);
    expect(value.respondents).toBe(2);
  });

  test("an outcome that never varies has no correlation", () => {
    const value = perceivedValue({ ...answers, stays: [1, 1, 1, 1, 1] }, { ...options, retention: "stays" });
    expect(value.relations.toRows()[0]).toMatchObject({ correlation: null, correlationLower: null, perPoint: 0 });
  });

  test("a shift of an outcome changes no relation", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), (shift) => {
        const moved = { ...answers, recommends: answers.recommends.map((value) => value + shift) };
        const one = perceivedValue(answers, { ...options, recommendation: "recommends" }).relations.toRows()[0]!;
        const other = perceivedValue(moved, { ...options, recommendation: "recommends" }).relations.toRows()[0]!;
        expect(other.correlation).toBeCloseTo(one.correlation!, 9);
        expect(other.perPoint).toBeCloseTo(one.perPoint!, 9);
      }),
    );
  });

  test("leaves out respondents who lack a question, and for an outcome those who lack it", () => {
    const gaps = { quality: [8, null, 9, 4, 7], price: [7, 6, 8, 3, 5], stays: [1, 1, null, 0, 0] };
    expect(errorOf(() => perceivedValue(gaps, options))).toMatchObject({ code: "missing-value", place: { row: 2 } });
    const value = perceivedValue(gaps, { ...options, retention: "stays", missing: "listwise" });
    expect(value.ledger).toEqual({ respondents: 5, used: 4, dropped: 1 });
    expect(value.questions.column("respondents").toArray()).toEqual([4, 4]);
    expect(value.relations.column("respondents").toArray()).toEqual([3]);
  });

  test("names what is wrong", () => {
    expect(errorOf(() => perceivedValue({ quality: [11], price: [5] }, options))).toMatchObject({
      code: "out-of-range",
      place: { column: "quality", row: 1 },
    });
    expect(errorOf(() => perceivedValue(answers, { ...options, itemWeights: [0.5, 0.6] })).code).toBe("weights-sum");
    expect(errorOf(() => perceivedValue(answers, { ...options, itemWeights: [2, -1] })).code).toBe("invalid-option");
    expect(errorOf(() => perceivedValue(answers, { ...options, loyalty: "x" })).code).toBe("unknown-column");
    expect(errorOf(() => perceivedValue(answers, { ...options, value: "x" } as never)).code).toBe("invalid-option");
    const none = { quality: [null], price: [5] };
    expect(errorOf(() => perceivedValue(none, { ...options, missing: "listwise" })).code).toBe("empty-table");
  });
});

describeWithSharedData("perceived value in the mobile phone survey", () => {
  test("has the index and the reliability that path models report for equal weights", async () => {
    const mobi = await sharedTable("mobi.csv");
    const value = perceivedValue(mobi, {
      qualityGivenPrice: "PERV1",
      priceGivenQuality: "PERV2",
      loyalty: "CUSL1",
      recommendation: "CUSL3",
    });
    expect(value.agreement.reliability).toBeCloseTo(0.823632, 6);
    expect(value.relations.numRows).toBe(2);
    expect(value.relations.column("pValue").at(0)).toBeLessThan(1e-6);
    expect(value.ledger.used).toBe(250);
  });
});
