import { describe, expect, it } from "vitest";
import {
  assignClusters,
  ClienteleError,
  fitBoostedTrees,
  fitCox,
  fitLogistic,
  kMeans,
  parseModel,
  predictProbability,
  probabilityAlive,
  relativeRisk,
  remainingLifetime,
} from "../src/index.js";

/** A model as JSON.parse gives it, to be damaged. */
// biome-ignore lint/suspicious/noExplicitAny: a damaged model has no type.
type Damaged = any;

function damaged(model: object, damage: (model: Damaged) => void): never {
  const copy: Damaged = JSON.parse(JSON.stringify(model));
  damage(copy);
  return copy as never;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ClienteleError) return error.code;
    throw error;
  }
  return "accepted";
}

const rows = Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 11]);
const outcome = rows.map(([a, b]) => Number((a! * 3 + b!) % 5 < 2 || a! > 30));
const trees = fitBoostedTrees(rows, outcome, { trees: 3, minLeaf: 2 });
const logistic = fitLogistic(rows, outcome);
const cox = fitCox(
  rows.map(([, b]) => [b!]),
  rows.map(([a]) => a! + 1),
  outcome,
);
const clusters = kMeans(rows, { k: 2 }).model;

describe("a model that did not come through parseModel", () => {
  it("is taken when it is whole", () => {
    expect(
      predictProbability(
        damaged(logistic, () => {}),
        rows,
      ),
    ).toEqual(predictProbability(logistic, rows));
    expect(
      assignClusters(
        damaged(clusters, () => {}),
        rows,
      ),
    ).toEqual(assignClusters(clusters, rows));
  });

  it.each<[string, (model: Damaged) => void]>([
    ["a circle", (model) => Object.assign(model.trees[0], { left: model.trees[0].left.fill(0) })],
    ["a shared child", (model) => model.trees[0].right.splice(0, 1, model.trees[0].left[0])],
    ["an inner node that decides by no column", (model) => model.trees[0].feature.splice(0, 1, -1)],
    ["lists of different lengths", (model) => model.trees[0].value.pop()],
    ["a name twice", (model) => model.names.fill("x1")],
  ])("is refused when its trees have %s, by parseModel too", (_, damage) => {
    const model = damaged(trees, damage);
    expect(codeOf(() => predictProbability(model, rows))).toBe("unusable-model");
    expect(codeOf(() => parseModel(model))).toBe("unusable-model");
  });

  it.each<[string, (model: Damaged) => void]>([
    ["too few coefficients", (model) => model.coefficients.pop()],
    ["coefficients of text", (model) => model.coefficients.fill("1")],
    ["no coefficients", (model) => delete model.coefficients],
    ["a name twice", (model) => model.names.fill("x1")],
    ["a covariance of a million zeros", (model) => Object.assign(model, { covariance: new Array(1e6).fill(0) })],
    ["a covariance that is not square", (model) => model.covariance.pop()],
  ])("is refused when a logistic regression has %s", (_, damage) => {
    const model = damaged(logistic, damage);
    expect(() => predictProbability(model, rows)).toThrow(/^predictProbability: /);
    expect(codeOf(() => predictProbability(model, rows))).toBe("unusable-model");
  });

  it.each<[string, (model: Damaged) => void]>([
    ["more times than hazards", (model) => Object.assign(model.baseline.time, { length: 1e6 })],
    ["fewer hazards than times", (model) => model.baseline.cumulativeHazard.pop()],
    ["too few standard errors", (model) => model.standardErrors.pop()],
  ])("is refused when a Cox model has %s", (_, damage) => {
    const model = damaged(cox, damage);
    expect(codeOf(() => relativeRisk(model, [[1]]))).toBe("unusable-model");
    expect(codeOf(() => remainingLifetime(model, { x1: [1], age: [1] }, { age: "age", horizon: 5 }))).toBe(
      "unusable-model",
    );
    expect(codeOf(() => parseModel(model))).toBe("unusable-model");
  });

  it("may consist of its kind and parameters, none of them wrong", () => {
    const customers = { frequency: [2], recency: [3], age: [9] };
    const parts = { kind: "bg-nbd", parameters: { r: 0.24, alpha: 4.41, a: 0.79, b: 2.43 }, unit: "week" } as const;
    expect(probabilityAlive(parts, customers)[0]).toBeGreaterThan(0);
    for (const wrong of [{ unit: 5 }, { covariance: new Array(1e6).fill(0) }, { status: "perhaps" }]) {
      expect(codeOf(() => probabilityAlive({ ...parts, ...wrong } as never, customers))).toBe("unusable-model");
    }
  });
});
