import { describe, expect, test } from "vitest";
import {
  bootstrapPathModel,
  constructScores,
  fitPathModel,
  importancePerformance,
} from "../../../src/path-models/index.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(250, 6);
const model = fitPathModel(survey, surveyModel);

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
