import { describe, expect, test } from "vitest";
import {
  bootstrapPathModel,
  compareIndices,
  constructScores,
  fitPathModel,
  importancePerformance,
  type PathModelOptions,
  pathStatistics,
  pathWeights,
  predictPathModel,
  reliability,
} from "../../../src/path-models/index.js";
import { acsi, regressionWeights } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(100, 2);
const refusal = (change: object, answers: object = survey) =>
  errorOf(() => fitPathModel(answers as typeof survey, { ...surveyModel, ...change } as PathModelOptions));

describe("fitPathModel refuses", () => {
  test("a construct without items, by name", () => {
    const error = refusal({ constructs: { ...surveyModel.constructs, quality: { items: [] } } });
    expect(error.code).toBe("invalid-option");
    expect(error.message).toContain('option "constructs.quality.items" must be a list of one or more column names');
  });

  test("an item in no column, and says which construct wants it", () => {
    const error = refusal({ constructs: { ...surveyModel.constructs, quality: { items: ["q1", "q9"] } } });
    expect(error.code).toBe("unknown-column");
    expect(error.place.column).toBe("q9");
    expect(error.message).toContain('"quality"');
  });

  test("paths that run in a circle, and shows it", () => {
    const error = refusal({ paths: [...surveyModel.paths, { from: "loyalty", to: "quality" }] });
    expect(error.code).toBe("cyclic-paths");
    expect(error.message).toMatch(
      /quality → (satisfaction → )?loyalty → quality|loyalty → quality → |satisfaction → loyalty → quality/,
    );
    expect(refusal({ paths: [...surveyModel.paths, { from: "quality", to: "quality" }] }).code).toBe("cyclic-paths");
  });

  test("a constant item, by name", () => {
    const error = refusal({}, { ...survey, s2: survey["s2"]!.map(() => 7) });
    expect(error.code).toBe("constant-column");
    expect(error.place).toMatchObject({ column: "s2", value: 7 });
  });

  test("an item that nobody answered", () => {
    const error = refusal({ missing: "mean" }, { ...survey, s2: survey["s2"]!.map(() => null) });
    expect(error.code).toBe("missing-value");
    expect(error.place.column).toBe("s2");
  });

  test("fewer respondents than items", () => {
    const few = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(0, 9)]));
    const error = refusal({}, few);
    expect(error.code).toBe("too-few-rows");
    expect(error.message).toContain("fewer respondents (9) than items (10)");
  });

  test("an answer outside the scale, with item and respondent", () => {
    const error = refusal({}, { ...survey, l2: survey["l2"]!.map((answer, row) => (row === 41 ? 11 : answer)) });
    expect(error.code).toBe("out-of-range");
    expect(error.place).toMatchObject({ column: "l2", row: 42, value: 11 });
    expect(error.message).toContain("respondent 42");
  });

  test("answers that are no numbers", () => {
    const error = refusal({}, { ...survey, l2: survey["l2"]!.map((answer, row) => (row === 3 ? "often" : answer)) });
    expect(error.code).toBe("not-a-number");
    expect(error.place).toMatchObject({ column: "l2", row: 4 });
    const infinite = refusal({}, { ...survey, l2: survey["l2"]!.map((answer, row) => (row === 3 ? 1 / 0 : answer)) });
    expect(infinite.code).toBe("not-finite");
  });

  test("no answers at all", () => {
    expect(refusal({}, []).code).toBe("empty-table");
    const one = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(0, 1)]));
    expect(refusal({}, one).code).toBe("too-few-rows");
  });

  test.each([
    ["an unknown option", { colour: "red" }, /no option "colour"/],
    ["an unknown scheme", { scheme: "pca" }, /"scheme"/],
    [
      "an unknown mode",
      { constructs: { ...surveyModel.constructs, quality: { items: ["q1"], mode: "C" } } },
      /mode of quality/,
    ],
    ["an unknown key of a construct", { constructs: { quality: { item: ["q1"] } } }, /"item"/],
    ["no constructs", { constructs: {} }, /"constructs"/],
    ["a path to nowhere", { paths: [{ from: "quality", to: "price" }] }, /"price"/],
    ["the same path twice", { paths: [...surveyModel.paths, surveyModel.paths[0]] }, /twice/],
    ["paths that are no array", { paths: "quality → loyalty" }, /"paths"/],
    ["a construct in no path", { paths: surveyModel.paths.slice(0, 1) }, /"loyalty" is in no path/],
    ["a scale upside down", { scale: [10, 1] }, /"scale"/],
    ["a scale of an unknown item", { scale: { q9: [1, 10] } }, /"q9"/],
    ["a scale of something else", { scale: { q1: [1] } }, /scale of q1/],
    ["a tolerance of nothing", { tolerance: 0 }, /"tolerance"/],
    ["consistent as text", { consistent: "yes" }, /"consistent"/],
    ["an unknown missing policy", { missing: "ignore" }, /"missing"/],
  ])("%s", (_, change, message) => {
    const error = refusal(change);
    expect(error.code).toBe("invalid-option");
    expect(error.message).toMatch(message);
  });

  test("an item twice in one construct", () => {
    const error = refusal({ constructs: { ...surveyModel.constructs, quality: { items: ["q1", "q1"] } } });
    expect(error.code).toBe("duplicate-column");
    expect(error.place.column).toBe("q1");
  });

  test("copies of an item in mode B, by name", () => {
    const error = refusal(
      { constructs: { ...surveyModel.constructs, quality: { items: ["q1", "q2", "q3"], mode: "B" } } },
      { ...survey, q3: survey["q1"] },
    );
    expect(error.code).toBe("collinear-columns");
    expect(error.place.column).toBe("q3");
  });

  test.each([
    ["of the wrong length", [1, 2, 3], "length-mismatch"],
    ["below zero", survey["q1"]!.map((_, row) => (row === 4 ? -1 : 1)), "out-of-range"],
    ["that are all zero", survey["q1"]!.map(() => 0), "out-of-range"],
    ["in no column", "w", "unknown-column"],
  ])("survey weights %s", (_, weights, code) => expect(refusal({ weights }).code).toBe(code));

  test("higher-order constructs that make no sense", () => {
    const constructs = surveyModel.constructs;
    const unknown = refusal({ constructs: { ...constructs, whole: { constructs: ["price"] } } });
    expect(unknown.message).toContain('"price"');
    const own = refusal({
      constructs: { ...constructs, whole: { constructs: ["quality"] } },
      paths: surveyModel.paths,
    });
    expect(own.message).toContain("cannot have paths of its own");
    const both = refusal({ constructs: { ...constructs, whole: { constructs: ["quality"], items: ["q1"] } } });
    expect(both.message).toContain("not both");
  });

  test("statistics that are not whole, and numbers too large to square", () => {
    const statistics = pathStatistics(survey, { items: Object.keys(survey) });
    expect(refusal({}, { kind: "path-statistics" }).code).toBe("unusable-model");
    expect(refusal({}, { ...statistics, covariance: [] }).code).toBe("unusable-model");
    expect(refusal({}, { ...statistics, means: statistics.means.map(() => Number.NaN) }).code).toBe("unusable-model");
    const huge = Object.fromEntries(
      Object.entries(survey).map(([item, values]) => [item, values.map((v) => v * 1e300)]),
    );
    const error = refusal({ scale: [0, 1e301] }, huge);
    expect(error.code).toBe("out-of-range");
    expect(error.place.column).toBe("q1");
  });

  test("statistics with weights, and statistics without the items", () => {
    const statistics = pathStatistics(survey, { items: ["q1", "q2", "q3"] });
    expect(refusal({}, statistics).code).toBe("unknown-column");
    expect(refusal({ weights: "w" }, pathStatistics(survey, { items: Object.keys(survey) })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => pathStatistics(survey, { items: [] })).code).toBe("invalid-option");
  });
});

describe("the functions that take a path model", () => {
  const model = fitPathModel(survey, surveyModel);

  test("refuse anything else", () => {
    const other = { kind: "k-means" } as never;
    const calls = [
      () => bootstrapPathModel(other, survey),
      () => compareIndices(other, model),
      () => compareIndices(model, null as never),
      () => constructScores(other, survey),
      () => importancePerformance(other, "loyalty"),
      () => pathWeights(other, "loyalty"),
      () => predictPathModel(other, survey),
      () => reliability(other),
    ];
    for (const call of calls) expect(errorOf(call).code).toBe("unusable-model");
  });

  test("refuse a model whose statistics or constructs are not those of its specification", () => {
    const { statistics, specification } = model;
    const withItems = (items: readonly string[]) => ({ ...model, statistics: { ...statistics, items } });
    const [first, ...others] = specification.constructs;
    const damaged = [
      withItems(statistics.items.map((item, i) => (i === 0 ? "" : item))),
      withItems(statistics.items.map((item, i) => (i === 0 ? statistics.items[1]! : item))),
      { ...model, specification: { ...specification, constructs: [{ ...first!, constructs: ["nobody"] }, ...others] } },
      { ...model, specification: { ...specification, constructs: others } },
      { ...model, itemVif: {} },
    ];
    for (const broken of damaged) {
      expect(errorOf(() => importancePerformance(broken, "loyalty")).code).toBe("unusable-model");
      expect(errorOf(() => reliability(broken)).code).toBe("unusable-model");
      expect(errorOf(() => compareIndices(model, broken)).code).toBe("unusable-model");
    }
  });

  test("refuse a bootstrap on other answers than the model's", () => {
    const error = errorOf(() => bootstrapPathModel(model, simulatedSurvey(100, 9), { samples: 10 }));
    expect(error.code).toBe("unusable-model");
    expect(error.message).toContain("not the answers");
    const half = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(50)]));
    expect(errorOf(() => bootstrapPathModel(model, half, { samples: 10 })).code).toBe("unusable-model");
  });

  test("ask again for survey weights that came as numbers", () => {
    const weights = survey["q1"]!.map((_, row) => 1 + (row % 2));
    const weighted = fitPathModel(survey, { ...surveyModel, weights });
    expect(errorOf(() => bootstrapPathModel(weighted, survey, { samples: 10 })).message).toContain('"weights"');
    expect(bootstrapPathModel(weighted, survey, { samples: 10, weights }).draws).toBe(10);
    const named = fitPathModel({ ...survey, w: weights }, { ...surveyModel, weights: "w" });
    expect(bootstrapPathModel(named, { ...survey, w: weights }, { samples: 10 }).draws).toBe(10);
  });

  test("refuse options and targets that they do not know", () => {
    expect(errorOf(() => bootstrapPathModel(model, survey, { samples: 0 })).message).toContain('"samples"');
    expect(errorOf(() => bootstrapPathModel(model, survey, { level: 95 })).message).toContain('"level"');
    expect(errorOf(() => importancePerformance(model, "price")).message).toContain("no construct");
    expect(errorOf(() => importancePerformance(model, "quality")).message).toContain("nothing leads to it");
    expect(errorOf(() => pathWeights(model, "price")).code).toBe("invalid-option");
    expect(errorOf(() => pathWeights(model, "quality", { of: "drivers" })).code).toBe("invalid-option");
    expect(errorOf(() => predictPathModel(model, survey, { folds: 101 })).code).toBe("too-few-rows");
    expect(errorOf(() => compareIndices(model, model, { level: 2 })).code).toBe("invalid-option");
    const stranger = fitPathModel(survey, {
      constructs: { a: { items: ["q1"] }, b: { items: ["s1"] } },
      paths: [{ from: "a", to: "b" }],
    });
    expect(errorOf(() => compareIndices(model, stranger)).code).toBe("unusable-model");
  });

  test("refuse a column that is not there", () => {
    const { q1: _, ...without } = survey;
    expect(errorOf(() => constructScores(model, without)).place.column).toBe("q1");
    expect(errorOf(() => reliability(model, without)).place.column).toBe("q1");
  });
});

describe("regressionWeights refuses", () => {
  test("an outcome among the items, copies, and too few respondents", () => {
    expect(errorOf(() => regressionWeights(survey, { outcome: "q1", items: ["q1", "q2"] })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => regressionWeights(survey, { outcome: "s1", items: [] })).code).toBe("invalid-option");
    const copied = { ...survey, q3: survey["q1"]! };
    const error = errorOf(() => regressionWeights(copied, { outcome: "s1", items: ["q1", "q2", "q3"] }));
    expect(error).toMatchObject({ code: "collinear-columns", place: { column: "q3" } });
    const few = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(0, 3)]));
    expect(errorOf(() => regressionWeights(few, { outcome: "s1", items: ["q1", "q2", "q3"] })).code).toMatch(
      /too-few-rows|constant-column/,
    );
  });
});

describe("acsi refuses", () => {
  const roles = {
    expectations: "q1",
    quality: ["q2"],
    value: ["q3"],
    satisfaction: ["s1", "s2", "s3"],
    complaints: "c1",
    loyalty: ["l1", "l2"],
  };

  test("to guess which way the complaints item points", () => {
    const error = errorOf(() => acsi(survey, roles as never));
    expect(error.code).toBe("invalid-option");
    expect(error.message).toContain("complaintsMeasure");
  });

  test("a role without items, and roles it does not know", () => {
    const { loyalty: _, ...without } = roles;
    const error = errorOf(() => acsi(survey, { ...without, complaintsMeasure: "handling" } as never));
    expect(error.message).toContain('"loyalty"');
    const image = errorOf(() => acsi(survey, { ...roles, image: ["q1"], complaintsMeasure: "handling" } as never));
    expect(image.message).toContain('no option "image"');
  });
});
