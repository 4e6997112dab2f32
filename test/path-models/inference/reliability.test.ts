import { describe, expect, test } from "vitest";
import { constructScores, fitPathModel, pathStatistics, reliability } from "../../../src/path-models/index.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(250, 6);
const model = fitPathModel(survey, surveyModel);

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
