import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { fitPathModel, pathStatistics, pathWeights } from "../../../src/path-models/index.js";
import { compareWeights, regressionWeights, weightedIndex } from "../../../src/satisfaction/index.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(250, 6);
const model = fitPathModel(survey, surveyModel);

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
