import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { fitPathModel, predictPathModel } from "../../../src/path-models/index.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(250, 6);
const model = fitPathModel(survey, surveyModel);

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
