import { describe, expect, it } from "vitest";
import { parseModel } from "../../../src/models/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { bootstrapPathModel, constructScores, fitPathModel, pathStatistics } from "../../../src/path-models/index.js";
import {
  acsi,
  complaintSummary,
  cronbachAlpha,
  customerEffortScore,
  customerSatisfactionScore,
  loyaltyZones,
  netPromoterScore,
  perceivedValue,
  regressionWeights,
  rescale,
  satisfactionRate,
  satisfactionWorth,
  weightedIndex,
  weightSensitivity,
} from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";

const words = ["很不满意", "不满意", "一般", "满意", "很满意"];
const random = createRandom(4);
const latent = Array.from({ length: 120 }, () => random.normal());
const item = (load: number) =>
  latent.map((z) => Math.max(1, Math.min(5, Math.round(3 + load * z + 0.6 * random.normal()))));
const plain = { a: item(1), b: item(0.9), c: item(0.8), d: item(0.7) };
const coded = Object.fromEntries(
  Object.entries(plain).map(([name, values]) => [name, values.map((value) => words[value - 1]!)]),
);
/** Some answers of a are missing: as null, and as the codes 99 and "NA". */
const open = { ...plain, a: plain.a.map((value, row) => (row % 9 === 0 ? null : value)) };
const withCodes = {
  ...coded,
  a: coded["a"]!.map((value, row) => (row % 9 === 0 ? (row % 2 === 0 ? "99" : "NA") : value)),
};
const missingValues = [99, "NA"];
const tree = { name: "index", children: ["a", "b", "c", "d"].map((name) => ({ name })) };

describe("labels and codes give what the numbers give", () => {
  it("in scores of one question", () => {
    expect(customerSatisfactionScore(coded["a"]!)).toEqual(customerSatisfactionScore(plain.a));
    expect(satisfactionRate(["很满意", "满意", "一般", "很不满意"], { threshold: 4 })).toBe(50);
    expect(satisfactionRate(["yes", "no", "yes", "yes"], { threshold: 1 })).toBe(75);
    expect(Array.from(rescale(["很满意", "一般", "NA"], { likert: 5, missingValues }))).toEqual([100, 60, Number.NaN]);
    expect(netPromoterScore([10, 9, 99, 3], { missingValues, missing: "drop" }).score).toBeCloseTo(100 / 3, 12);
    expect(customerEffortScore([7, 6, "NA"], { missingValues, missing: "drop" }).respondents).toBe(2);
    const own = { answerLabels: { thumbs: 10, shrug: 7, boo: 0 } };
    expect(netPromoterScore(["thumbs", "thumbs", "shrug", "boo"], own).score).toBe(25);
  });

  it("in indices, alpha and weights", () => {
    const options = { scale: { likert: 5 }, missing: "mean" } as const;
    expect(weightedIndex(tree, withCodes, { ...options, missingValues }).index).toBe(
      weightedIndex(tree, open, options).index,
    );
    const sensitivity = { ...options, draws: 5 };
    expect(weightSensitivity(tree, withCodes, { ...sensitivity, missingValues }).draws.toRows()).toEqual(
      weightSensitivity(tree, open, sensitivity).draws.toRows(),
    );
    expect(cronbachAlpha(withCodes, { missing: "listwise", missingValues }).raw).toBe(
      cronbachAlpha(open, { missing: "listwise" }).raw,
    );
    const weighed = { outcome: "a", items: ["b", "c"] };
    expect(regressionWeights(coded, weighed)).toEqual(regressionWeights(plain, weighed));
  });

  it("in zones of loyalty, the worth of satisfaction and perceived value", () => {
    const stays = plain.b.map((value) => value > 2);
    const zones = { satisfaction: "a", loyalty: "stays", cuts: [3, 5] } as const;
    expect(loyaltyZones({ a: coded["a"]!, stays }, zones).zones.toRows()).toEqual(
      loyaltyZones({ a: plain.a, stays }, zones).zones.toRows(),
    );
    const yes = stays.map((stay) => (stay ? "yes" : "no"));
    expect(loyaltyZones({ a: plain.a, stays: yes }, zones).slope).toEqual(
      loyaltyZones({ a: plain.a, stays }, zones).slope,
    );
    const worth = { satisfaction: "a", outcome: "stays" };
    expect(satisfactionWorth({ a: coded["a"]!, stays }, worth).table.toRows()).toEqual(
      satisfactionWorth({ a: plain.a, stays }, worth).table.toRows(),
    );
    const value = { qualityGivenPrice: "a", priceGivenQuality: "b", scale: { likert: 5 }, retention: "stays" };
    expect(perceivedValue({ ...coded, stays }, value).index).toBe(perceivedValue({ ...plain, stays }, value).index);
  });

  it("in path models, and in what is done with a model that is read back", () => {
    const specification = {
      constructs: { x: { items: ["a", "b"] }, y: { items: ["c", "d"] } },
      paths: [{ from: "x", to: "y" }],
      scale: [1, 5],
      missing: "mean",
    } as const;
    const model = fitPathModel(withCodes, { ...specification, missingValues });
    const expected = fitPathModel(open, specification);
    expect(model.indices).toEqual(expected.indices);
    expect(model.specification.missingValues).toEqual(missingValues);
    const again = parseModel(JSON.parse(JSON.stringify(model))) as typeof model;
    expect(constructScores(again, withCodes).toRows()).toEqual(constructScores(expected, open).toRows());
    const draws = { samples: 20, seed: 1 };
    expect(bootstrapPathModel(again, withCodes, draws).indices.toRows()).toEqual(
      bootstrapPathModel(expected, open, draws).indices.toRows(),
    );
    const items = { items: ["a", "b"], missing: "mean" } as const;
    expect(pathStatistics(withCodes, { ...items, missingValues }).means).toEqual(pathStatistics(open, items).means);
  });

  it("in complaints: 有效 and 无效 are valid and not", () => {
    const complaints = { cause: ["a", "a", "b"], received: ["2026-01-01", "2026-01-02", "2026-01-03"] };
    const columns = { cause: "cause", received: "received", valid: "valid", asOf: "2026-02-01" };
    expect(complaintSummary({ ...complaints, valid: ["有效", "无效", "有效"] }, columns)).toEqual(
      complaintSummary({ ...complaints, valid: [true, false, true] }, columns),
    );
  });
});

describe("true and false", () => {
  it.each([
    ["netPromoterScore", () => netPromoterScore([true, true] as never)],
    ["customerSatisfactionScore", () => customerSatisfactionScore([true, false] as never)],
    ["satisfactionRate", () => satisfactionRate([true, false] as never, { threshold: 1 })],
    ["rescale", () => rescale([true] as never, { likert: 5 })],
    ["weightedIndex", () => weightedIndex({ name: "q", column: "q" }, { q: [true, false] })],
    ["cronbachAlpha", () => cronbachAlpha({ a: [true, false], b: [1, 2] })],
  ])("are refused as answers on a scale by %s", (name, call) => {
    expect(errorOf(call)).toMatchObject({ code: "column-type", place: { function: name } });
  });

  it("are answers to whether somebody complained", () => {
    const survey = { ...plain, e: plain.a, f: plain.b, g: plain.a.map((value, row) => value + row > 60) };
    const items = { expectations: "a", quality: "b", value: "c", satisfaction: "d", complaints: "g", loyalty: "e" };
    const numbers = { ...survey, g: survey.g.map(Number) };
    const options = { ...items, complaintsMeasure: "incidence", scale: [1, 5] } as const;
    expect(acsi(survey, options).indices).toEqual(acsi(numbers, options).indices);
  });
});

describe("answers far from the others", () => {
  it("are a warning where no scale is declared, and an error that names the option where one is", () => {
    const far = { ...plain, a: plain.a.map((value, row) => (row === 7 ? 99 : value)) };
    const line = expect.stringContaining("missingValues: [99]");
    expect(weightedIndex(tree, far).warnings).toEqual([line]);
    expect(cronbachAlpha(far).warnings).toEqual([line]);
    const specification = {
      constructs: { x: { items: ["a", "b"] }, y: { items: ["c", "d"] } },
      paths: [{ from: "x", to: "y" }],
    };
    expect(fitPathModel(far, specification).warnings).toEqual([line]);
    const stays = plain.b;
    expect(loyaltyZones({ a: far.a, stays }, { satisfaction: "a", loyalty: "stays", cuts: [3, 5] }).warnings).toEqual([
      line,
    ]);
    for (const call of [
      () => weightedIndex(tree, far, { scale: { likert: 5 } }),
      () => fitPathModel(far, { ...specification, scale: [1, 5] }),
      () => customerSatisfactionScore(far.a),
      () => satisfactionRate(far.a, { threshold: 4 }),
      () => rescale(far.a, { likert: 5 }),
    ]) {
      expect(errorOf(call)).toMatchObject({ code: "out-of-range", place: { row: 8, value: 99 } });
      expect(errorOf(call).message).toContain("missingValues: [99]");
    }
    expect(satisfactionRate([5, 4, 99], { threshold: 99, scale: [1, 100] })).toBeCloseTo(100 / 3, 12);
  });
});

describe("the effective number of respondents", () => {
  const weights = latent.map((_, row) => (row < 3 ? 1e6 : 1));
  const effective = (3e6 + 117) ** 2 / (3e12 + 117);

  it("is Kish's, and stands beside the number of answers", () => {
    expect(effective).toBeCloseTo(3, 3);
    for (const score of [
      customerSatisfactionScore(plain.a, { weights }),
      netPromoterScore(plain.a, { weights }),
      customerEffortScore(plain.a, { weights }),
    ]) {
      expect(score.respondents).toBe(120);
      expect(score.effectiveRespondents).toBeCloseTo(effective, 9);
    }
    expect(netPromoterScore({ promoters: 5, passives: 3, detractors: 2 }).effectiveRespondents).toBe(10);
  });

  it("is what guards and warnings go by", () => {
    const specification = {
      constructs: { x: { items: ["a", "b"] }, y: { items: ["c", "d"] } },
      paths: [{ from: "x", to: "y" }],
      weights,
    };
    const refusal = errorOf(() => fitPathModel(plain, specification));
    expect(refusal).toMatchObject({ code: "too-few-rows", place: { function: "fitPathModel" } });
    expect(refusal.message).toContain("120 respondents the effect of 3.0");
    expect(
      errorOf(() =>
        regressionWeights(
          { ...plain, e: plain.a.map((v, row) => v + (row % 7)) },
          { outcome: "e", items: ["a", "b", "c", "d"], weights },
        ),
      ).message,
    ).toContain("the effect of 3.0");
    expect(weightedIndex(tree, plain, { weights }).warnings).toEqual([
      expect.stringContaining("leave 120 respondents the effect of 3.0"),
    ]);
    const some = latent.map((_, row) => (row < 12 ? 1e6 : 1));
    expect(fitPathModel(plain, { ...specification, weights: some }).warnings[0]).toContain(
      "the effect of 12.0, are few",
    );
    expect(fitPathModel(plain, { ...specification, weights: latent.map(() => 2) }).warnings).toEqual([]);
  });

  it("is held against the number of items", () => {
    const few = Object.fromEntries(Object.entries(plain).map(([name, values]) => [name, values.slice(0, 12)]));
    const specification = {
      constructs: { x: { items: ["a", "b"] }, y: { items: ["c", "d"] } },
      paths: [{ from: "x", to: "y" }],
    };
    expect(fitPathModel(few, specification).warnings[0]).toContain("12 respondents are few for 4 items");
    const wide = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, plain[name as "a"].slice(0, 3)]));
    const varied = { ...wide, a: [1, 2, 3], b: [2, 1, 3], c: [3, 1, 2], d: [1, 3, 2] };
    expect(cronbachAlpha(varied).warnings).toEqual([expect.stringContaining("4 items and only 3 respondents")]);
  });
});
