import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/numeric/index.js";
import {
  bootstrapPathModel,
  compareIndices,
  constructScores,
  fitPathModel,
  importancePerformance,
  pathStatistics,
  pathWeights,
  predictPathModel,
  reliability,
} from "../../src/path-models/index.js";
import { compareWeights, regressionWeights, weightedIndex } from "../../src/satisfaction/index.js";
import { simulatedSurvey, surveyModel } from "../satisfaction/simulated-survey.js";

const survey = simulatedSurvey(250, 6);
const model = fitPathModel(survey, surveyModel);

function shifted(answers: Record<string, number[]>, points: number): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([item, values]) => [item, values.map((value) => Math.min(10, value + points))]),
  );
}

describe("compareIndices", () => {
  test("finds no difference between a survey and itself", () => {
    for (const row of compareIndices(model, model)) {
      expect(row.difference).toBe(0);
      expect(row.pValue).toBe(1);
    }
  });

  test("finds the points that were added, with either method", () => {
    const better = shifted(survey, 1);
    const after = fitPathModel(better, surveyModel);
    const options = { samples: 400, seed: 1 };
    const plain = compareIndices(after, model);
    const sure = compareIndices(bootstrapPathModel(after, better, options), bootstrapPathModel(model, survey, options));
    expect(plain.method).toBe("fixed-weights");
    expect(plain.paths).toBeNull();
    expect(sure.method).toBe("bootstrap");
    for (const result of [plain, sure]) {
      const row = result.toRows().find(({ construct }) => construct === "satisfaction")!;
      expect(row.difference).toBeCloseTo(after.indices["satisfaction"]! - model.indices["satisfaction"]!, 9);
      expect(row.pValue).toBeLessThan(0.001);
      expect(row.adjustedPValue).toBeGreaterThanOrEqual(row.pValue!);
      expect(row.lower).toBeGreaterThan(0);
    }
    const errors = (result: typeof plain): number[] => result.column("standardError").toArray() as number[];
    for (const [i, error] of errors(plain).entries()) {
      expect(errors(sure)[i]! / error).toBeGreaterThan(0.8);
      expect(errors(sure)[i]! / error).toBeLessThan(1.25);
    }
    expect(sure.paths!.numRows).toBe(4);
  });

  test("treats two bootstraps with the same seed as independent", () => {
    const options = { samples: 1000, seed: 1 };
    const same = bootstrapPathModel(model, survey, options);
    const row = compareIndices(same, same)
      .toRows()
      .find(({ construct }) => construct === "satisfaction")!;
    const single = same.indices.toRows().find(({ construct }) => construct === "satisfaction")!.standardError!;
    expect(row.standardError).toBeCloseTo(Math.SQRT2 * single, 9);
    expect((row.upper! - row.lower!) / (2 * 1.96 * Math.SQRT2 * single)).toBeCloseTo(1, 1);
  });

  test("compares what two models have in common, and leaves unknown what one does not know", () => {
    const { scale: _, ...unscaled } = surveyModel;
    const without = compareIndices(model, fitPathModel(survey, unscaled));
    expect(without.column("difference").toArray()).toEqual([null, null, null, null]);
    const smaller = fitPathModel(survey, {
      constructs: { satisfaction: { items: ["s1", "s2", "s3"] }, loyalty: { items: ["l1"] } },
      paths: [{ from: "satisfaction", to: "loyalty" }],
      scale: [1, 10],
    });
    expect(compareIndices(model, smaller).column("construct").toArray()).toEqual(["satisfaction", "loyalty"]);
  });
});

describe("reliability", () => {
  test("is that of the model, under either convention", () => {
    const report = reliability(model);
    const raw = reliability(model, undefined, { alpha: "raw", htmt: "signed" });
    report.toRows().forEach((row, i) => {
      const measures = model.reliability[row.construct!]!;
      expect(row.alpha).toBe(measures.alphaStandardized);
      expect(raw.column("alpha").at(i)).toBe(measures.alphaRaw);
      expect(row.rootAve).toBeCloseTo(Math.sqrt(row.ave!), 12);
      expect(row.fornellLarcker).toBe(row.rootAve! > row.largestCorrelation!);
    });
    expect(raw.htmt.column("htmt").toArray()).toEqual(report.htmt.column("signed").toArray());
  });

  test("of the model's own answers is the same again, and that of others is theirs", () => {
    const again = reliability(model, survey);
    for (const name of ["alphaRaw", "rhoA", "rhoC", "ave"] as const) {
      for (const [i, value] of reliability(model).column(name).toArray().entries()) {
        expect(again.column(name).at(i)).toBeCloseTo(value as number, 8);
      }
    }
    const others = simulatedSurvey(250, 60);
    const own = fitPathModel(others, surveyModel);
    const seen = reliability(model, others);
    // α depends on the answers alone, loadings on the weights as well.
    expect(seen.column("alphaRaw").at(0)).toBeCloseTo(own.reliability["quality"]!.alphaRaw!, 10);
    expect(seen.items.column("weight").at(0)).not.toBeCloseTo(own.outerWeights["quality"]!["q1"]!, 3);
  });

  test("keeps the weights of a model for other respondents", () => {
    const others = simulatedSurvey(250, 60);
    const weights = reliability(model, others)
      .items.toRows()
      .filter(({ construct }) => construct === "quality");
    const scores = constructScores(model, others, { unit: "standardized" }).column("quality").toArray() as number[];
    const item = others["q1"]!;
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const product = (a: number[], b: number[]): number =>
      mean(a.map((value, i) => (value - mean(a)) * (b[i]! - mean(b))));
    const r = product(scores, item) / Math.sqrt(product(scores, scores) * product(item, item));
    expect(weights[0]!.loading).toBeCloseTo(r, 9);
  });

  test("leaves out what says nothing about items that need not agree", () => {
    const formative = fitPathModel(survey, {
      ...surveyModel,
      constructs: { ...surveyModel.constructs, quality: { items: ["q1", "q2", "q3"], mode: "B" } },
    });
    const row = reliability(formative).toRows()[0]!;
    expect(row).toMatchObject({ construct: "quality", alpha: null, rhoA: null, ave: null, fornellLarcker: null });
    expect(formative.itemVif["quality"]!["q1"]).toBeGreaterThan(1);
  });

  test("tells cross-loadings and what α would be without an item", () => {
    const { items } = reliability(model);
    const row = items.toRows().find(({ item }) => item === "s1")!;
    expect(row.loading).toBeCloseTo(model.loadings["satisfaction"]!["s1"]!, 12);
    expect(row.largestCrossLoading).toBeLessThan(row.loading!);
    const { covariance, items: names } = pathStatistics(survey, { items: ["s2", "s3"] });
    expect(names).toEqual(["s2", "s3"]);
    const r = covariance[0]![1]! / Math.sqrt(covariance[0]![0]! * covariance[1]![1]!);
    expect(row.alphaWithout).toBeCloseTo((2 * r) / (1 + r), 10);
  });
});

describe("importancePerformance", () => {
  test("says what a point is worth: a regression of scores on scores", () => {
    const scores = constructScores(model, survey);
    const x = scores.column("satisfaction").toArray() as number[];
    const y = scores.column("complaints").toArray() as number[];
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const slope =
      mean(x.map((value, i) => (value - mean(x)) * (y[i]! - mean(y)))) / mean(x.map((value) => (value - mean(x)) ** 2));
    const row = importancePerformance(model, "complaints")
      .toRows()
      .find(({ construct }) => construct === "satisfaction")!;
    expect(row.importance).toBeCloseTo(slope, 9);
    expect(row.performance).toBe(model.indices["satisfaction"]);
    expect(row.potential).toBeCloseTo(slope * (100 - row.performance!), 9);
    expect(row.importanceLower).toBeNull();
  });

  test("has intervals from a bootstrap, and the largest potential first", () => {
    const map = importancePerformance(bootstrapPathModel(model, survey, { samples: 300, seed: 1 }), "loyalty");
    expect(map.target).toBe("loyalty");
    for (const row of map) {
      expect(row.importanceLower).toBeLessThan(row.importance!);
      expect(row.importanceUpper).toBeGreaterThan(row.importance!);
      expect(row.performanceLower).toBeLessThan(row.performance!);
    }
    const potential = map.column("potential").toArray() as number[];
    expect([...potential].sort((a, b) => b - a)).toEqual(potential);
    expect(map.column("construct").toArray()).not.toContain("loyalty");
  });

  test("divides a construct's importance among its items by their weight", () => {
    const map = importancePerformance(model, "loyalty");
    const construct = map.toRows().find((row) => row.construct === "quality")!;
    const items = map.items.toRows().filter((row) => row.construct === "quality");
    expect(items.reduce((sum, row) => sum + row.importance!, 0)).toBeCloseTo(construct.importance!, 10);
    const performance = items.reduce(
      (sum, row) => sum + (row.importance! / construct.importance!) * row.performance!,
      0,
    );
    expect(performance).toBeCloseTo(construct.performance!, 9);
  });

  test("reaches the parts of a higher-order construct", () => {
    const higher = fitPathModel(survey, {
      constructs: {
        quality: { items: ["q1", "q2", "q3"] },
        satisfaction: { items: ["s1", "s2", "s3"] },
        regard: { constructs: ["quality", "satisfaction"] },
        loyalty: { items: ["l1", "l2", "l3"] },
      },
      paths: [{ from: "regard", to: "loyalty" }],
      scale: [1, 10],
    });
    const rows = importancePerformance(higher, "loyalty").toRows();
    const of = (name: string): number => rows.find((row) => row.construct === name)!.importance!;
    expect(of("quality") + of("satisfaction")).toBeCloseTo(of("regard"), 10);
    const scores = constructScores(higher, survey).column("regard").toArray() as number[];
    expect(scores.reduce((sum, score) => sum + score, 0) / 250).toBeCloseTo(higher.indices["regard"]!, 9);
  });

  test("leaves unknown what has no index", () => {
    const { scale: _, ...unscaled } = surveyModel;
    const map = importancePerformance(fitPathModel(survey, unscaled), "loyalty");
    expect(map.meanImportance).toBeNull();
    for (const row of map) expect(row).toMatchObject({ importance: null, performance: null, advice: null });
    expect(map.column("standardizedImportance").at(0)).not.toBeNull();
  });
});

describe("predictPathModel", () => {
  test("predicts what the predictors tell, and nothing where they tell nothing", () => {
    const random = createRandom(3);
    const noise = { ...survey, c1: survey["c1"]!.map(() => 1 + random.integer(10)) };
    const ahead = predictPathModel(fitPathModel(noise, surveyModel), noise, { repetitions: 3, seed: 1 });
    const q = (item: string): number => ahead.toRows().find((row) => row.item === item)!.qSquared!;
    expect(q("s3")).toBeGreaterThan(0.15);
    expect(q("c1")).toBeLessThan(0.03);
    expect(ahead.column("item").toArray()).not.toContain("q1");
    expect(ahead.predicted).toBe(250);
    const tests = ahead.constructs.toRows();
    const satisfied = tests.find((row) => row.construct === "satisfaction" && row.benchmark === "mean")!;
    expect(satisfied.lossDifference).toBeLessThan(0);
    expect(satisfied.pValue).toBeLessThan(0.001);
  });

  test("with one item a construct is least squares: model and benchmark are the same", () => {
    const single = fitPathModel(survey, {
      constructs: { quality: { items: ["q1"] }, satisfaction: { items: ["s1"] } },
      paths: [{ from: "quality", to: "satisfaction" }],
    });
    const [row] = predictPathModel(single, survey, { folds: 250 }).toRows();
    expect(row!.rmse).toBeCloseTo(row!.linearRmse!, 10);
    // Leaving one out in turn has a closed form: Σ (residual / (1 − leverage))².
    const [x, y] = [survey["q1"]!, survey["s1"]!];
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = x.reduce((sum, value) => sum + (value - mean(x)) ** 2, 0);
    const slope = x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i]! - mean(y)), 0) / spread;
    const press = x.map((value, i) => {
      const leverage = 1 / 250 + (value - mean(x)) ** 2 / spread;
      return ((y[i]! - mean(y) - slope * (value - mean(x))) / (1 - leverage)) ** 2;
    });
    expect(row!.rmse).toBeCloseTo(Math.sqrt(mean(press)), 10);
  });

  test("goes through the constructs between when asked", () => {
    const direct = predictPathModel(model, survey, { seed: 1 });
    const earliest = predictPathModel(model, survey, { seed: 1, from: "earliest" });
    const at = (table: typeof direct, item: string): number => table.toRows().find((row) => row.item === item)!.rmse!;
    expect(at(earliest, "s1")).toBe(at(direct, "s1"));
    expect(at(earliest, "c1")).toBeGreaterThan(at(direct, "c1"));
  });

  test("gives the same for the same seed, and reads weights, gaps and higher orders", () => {
    expect(predictPathModel(model, survey, { seed: 4 }).toRows()).toEqual(
      predictPathModel(model, survey, { seed: 4 }).toRows(),
    );
    const gappy = Object.fromEntries(
      Object.entries(survey).map(([item, values]) => [
        item,
        values.map((value, row) => (row % 19 === 2 ? null : value)),
      ]),
    );
    const weights = survey["q1"]!.map((_, row) => 1 + (row % 2));
    const fitted = fitPathModel(gappy, { ...surveyModel, missing: "mean", weights });
    expect(predictPathModel(fitted, gappy, { weights }).column("qSquared").at(0)).toBeGreaterThan(0);
    const higher = fitPathModel(survey, {
      constructs: {
        quality: { items: ["q1", "q2", "q3"] },
        satisfaction: { items: ["s1", "s2", "s3"] },
        loyalty: { items: ["l1", "l2", "l3"] },
        regard: { constructs: ["satisfaction", "loyalty"] },
      },
      paths: [{ from: "quality", to: "regard" }],
    });
    const ahead = predictPathModel(higher, survey, { seed: 1 });
    expect(ahead.column("item").toArray()).toEqual(["s1", "s2", "s3", "l1", "l2", "l3"]);
    for (const value of ahead.column("qSquared").toArray()) expect(value).toBeGreaterThan(0);
  });
});

describe("weights from the answers", () => {
  test("of a path model make a tree that gives the index", () => {
    const { weights } = pathWeights(model, "satisfaction");
    const children = Object.entries(weights!).map(([column, weight]) => ({ name: column, column, weight }));
    const { index } = weightedIndex({ name: "satisfaction", children }, survey, { scale: { from: [1, 10] } });
    expect(index).toBeCloseTo(model.indices["satisfaction"]!, 9);
  });

  test("of drivers are their shares of the effects", () => {
    const { weights } = pathWeights(model, "loyalty", { of: "drivers" });
    expect(Object.values(weights!).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const effect = (from: string): number =>
      model.totalEffects.find((one) => one.from === from && one.to === "loyalty")!.value!;
    expect(weights!["quality"]! / weights!["satisfaction"]!).toBeCloseTo(
      effect("quality") / effect("satisfaction"),
      10,
    );
  });

  test("are null with the reason where one would be negative", () => {
    const reversed = { ...survey, s2: survey["s2"]!.map((answer) => 11 - answer) };
    const turned = fitPathModel(reversed, surveyModel);
    expect(pathWeights(turned, "satisfaction")).toMatchObject({ weights: null });
    expect(pathWeights(turned, "satisfaction").reason).toContain('"s2"');
    const worse = { ...survey, c1: survey["c1"]!.map((answer) => 11 - answer) };
    const negative = pathWeights(fitPathModel(worse, surveyModel), "complaints", { of: "drivers" });
    expect(negative.weights).toBeNull();
    expect(negative.reason).toContain("negative total effect");
  });

  test("of a regression sum to its R², and are squared correlations where items are unrelated", () => {
    const items = ["q1", "q2", "q3"];
    const result = regressionWeights(survey, { outcome: "s1", items });
    expect(Object.values(result.weights!).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(compareWeights({ relative: result, equal: [1, 1, 1] }, { items }).weights.numRows).toBe(3);
    // An orthogonal design: every pair of the eight corners of a cube balances.
    const corner = (bit: number) => Array.from({ length: 32 }, (_, row) => ((row >> bit) & 1 ? 1 : -1));
    const random = createRandom(2);
    const [a, b, c] = [corner(0), corner(1), corner(2)];
    const y = a.map((value, row) => 2 * value + b[row]! + 0.1 * c[row]! + random.normal());
    const apart = regressionWeights({ a, b, c, y }, { outcome: "y", items: ["a", "b", "c"] });
    for (const item of ["a", "b", "c"]) {
      expect(apart.weights![item]! * apart.rSquared).toBeCloseTo(apart.coefficients[item]! ** 2, 10);
    }
  });

  test("of two items follow Johnson's closed form", () => {
    // With two predictors, Johnson's weights halve the shared part: Λ½ has (√(1+r) ± √(1−r))/2 on and off the diagonal.
    const { covariance } = pathStatistics(survey, { items: ["q1", "q2", "s1"] });
    const r = (i: number, j: number): number => covariance[i]![j]! / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!);
    const [up, down] = [Math.sqrt(1 + r(0, 1)), Math.sqrt(1 - r(0, 1))];
    const [on, off] = [(up + down) / 2, (up - down) / 2];
    const determinant = on * on - off * off;
    const beta = [(on * r(0, 2) - off * r(1, 2)) / determinant, (on * r(1, 2) - off * r(0, 2)) / determinant];
    const shares = [
      on ** 2 * beta[0]! ** 2 + off ** 2 * beta[1]! ** 2,
      off ** 2 * beta[0]! ** 2 + on ** 2 * beta[1]! ** 2,
    ];
    const result = regressionWeights(survey, { outcome: "s1", items: ["q1", "q2"] });
    expect(result.weights!["q1"]! * result.rSquared).toBeCloseTo(shares[0]!, 10);
    expect(result.weights!["q2"]! * result.rSquared).toBeCloseTo(shares[1]!, 10);
  });

  test("say when coefficients turn negative", () => {
    const random = createRandom(4);
    const a = Array.from({ length: 60 }, () => random.normal());
    const b = a.map((value) => 0.9 * value + 0.3 * random.normal());
    const y = a.map((value, row) => value - 0.6 * b[row]! + 0.2 * random.normal());
    const result = regressionWeights({ a, b, y }, { outcome: "y", items: ["a", "b"], method: "coefficients" });
    expect(result.weights).toBeNull();
    expect(result.reason).toContain('"b"');
    expect(regressionWeights({ a, b, y }, { outcome: "y", items: ["a", "b"] }).weights!["b"]).toBeGreaterThan(0);
  });
});
