import { describe, expect, test } from "vitest";
import { bootstrapPathModel, compareIndices, fitPathModel } from "../../../src/path-models/index.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

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
