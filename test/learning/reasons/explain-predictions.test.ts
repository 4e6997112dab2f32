import { describe, expect, it } from "vitest";
import {
  type BoostedTreesModel,
  calibrate,
  encodeFeatures,
  explainPredictions,
  fitBoostedTrees,
  fitLogistic,
  predictProbability,
} from "../../../src/learning/index.js";
import { categoryPhrase } from "../../../src/learning/reasons/category-phrase.js";
import { parseModel } from "../../../src/models/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { createTable, table } from "../../../src/table/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { jumpyCases, linearCases } from "../simulated-cases.js";
import { bruteForceShapley, unseen } from "./brute-force-shapley.js";

/**
 * A tree that asks feature after feature whether it is at most 0 and ends in `value` where all are; half of the cases
 * turn off at every step.
 */
function chainModel(features: number, value: number): BoostedTreesModel {
  const nodes = 2 * features + 1;
  const isInner = (node: number): boolean => node % 2 === 0 && node < 2 * features;
  const list = <Value>(of: (node: number) => Value): Value[] => Array.from({ length: nodes }, (_, node) => of(node));
  const template = fitBoostedTrees([[1], [2]], [0, 1], { minLeaf: 1, trees: 1 });
  return parseModel({
    ...template,
    names: Array.from({ length: features }, (_, j) => `f${j}`),
    categories: Array.from({ length: features }, () => null),
    monotone: Array.from({ length: features }, () => 0),
    trees: [
      {
        feature: list((node) => (isInner(node) ? node / 2 : -1)),
        threshold: list((node) => (isInner(node) ? 0 : null)),
        categories: list(() => null),
        missingLeft: list(() => false),
        left: list((node) => (isInner(node) ? node + 2 : -1)),
        right: list((node) => (isInner(node) ? node + 1 : -1)),
        value: list((node) => (node === nodes - 1 ? value : 0)),
        cover: list((node) => 2 ** (features - Math.ceil(node / 2))),
      },
    ],
  }) as BoostedTreesModel;
}

describe("contributions of trees", () => {
  it.each([
    ["a few leaves", 1, { leaves: 4, trees: 3 }],
    ["features that come again on the way", 2, { leaves: 20, minLeaf: 5, trees: 5 }],
    ["categories", 3, { leaves: 8, minLeaf: 10, trees: 4, categorical: [2] }],
    ["counts", 4, { leaves: 8, minLeaf: 10, trees: 4, count: Array.from({ length: 300 }, (_, i) => i % 3) }],
    ["weights", 5, { leaves: 8, minLeaf: 10, trees: 4, weights: Array.from({ length: 300 }, (_, i) => 1 + (i % 3)) }],
  ])("are Shapley values over all subsets: %s", (_, seed, options) => {
    const { X, y } = jumpyCases(300, seed, 0.1);
    const random = createRandom(seed);
    const wide = X.map((row) => [...row, random.normal(), random.integer(3)]);
    const model = fitBoostedTrees(wide, y, options);
    const rows = [
      ...wide.slice(0, 40),
      [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN],
      [1e300, -1e300, 77, 0, 2],
    ];
    const known = rows.map((row) =>
      row.map((value, j) => (model.categories[j]?.includes(value) === false && !Number.isNaN(value) ? unseen : value)),
    );
    const explained = explainPredictions(model, rows);
    rows.forEach((__, i) => {
      const { baseline, values } = bruteForceShapley(model, known[i]!);
      expect(explained.baseline).toBeCloseTo(baseline, 10);
      explained.features.forEach((name, j) => {
        expect(explained.column(name).at(i)).toBeCloseTo(values[j]!, 10);
      });
    });
  });

  it.each([5, 12, 13, 15])("are Shapley values where %d features lie on one way", (features) => {
    const model = chainModel(features, 3);
    for (const row of [0, 1, 2 ** features - 1, 5].map((set) => model.names.map((_, j) => (set >> j) & 1))) {
      const explained = explainPredictions(model, [row]);
      const { values } = bruteForceShapley(model, row);
      values.forEach((value, j) => {
        expect(explained.column(`f${j}`).at(0)).toBeCloseTo(value, 12);
      });
    }
  });

  it.each([20, 31, 32, 40])("are shared evenly where %d features agree in the same way, and add up", (features) => {
    const model = chainModel(features, 1);
    const explained = explainPredictions(model, [model.names.map(() => 0)]);
    const each = (1 - 2 ** -features) / features;
    for (const name of explained.features) expect(explained.column(name).at(0)).toBeCloseTo(each, 12);
    const one = explainPredictions(model, [model.names.map((_, j) => (j === 3 ? 1 : 0))]);
    expect(one.column("score").at(0)).toBeCloseTo(model.baseline, 12);
    expect(one.column("f3").at(0)).toBeLessThan(-0.01);
    expect(one.column("f4").at(0)).toBeCloseTo(Number(one.column("f5").at(0)), 14);
  });

  it("add up to the log-odds in every row", () => {
    const { X, y } = jumpyCases(3000, 7, 0.1);
    const model = fitBoostedTrees(X, y, { trees: 60, leaves: 16, minLeaf: 10, classWeights: "balanced" });
    const explained = explainPredictions(model, X);
    const p = predictProbability(model, X);
    explained.toRows().forEach((row, i) => {
      const sum = explained.features.reduce((total, name) => total + Number(row[name]), explained.baseline);
      expect(Math.abs(sum - Math.log(p[i]! / (1 - p[i]!)))).toBeLessThan(1e-11);
      expect(Math.abs(Number(row["score"]) - sum)).toBeLessThan(1e-13);
      expect(row["probability"]).toBe(p[i]);
    });
  });
});

describe("contributions of a logistic model", () => {
  const { X, y } = linearCases(500, -1, [1, -0.5, 0.2], 3);
  it.each([[{}], [{ standardize: true, l2: 3 }], [{ count: y.map((_, i) => 1 + (i % 2)) }]])(
    "are coefficient · (value − mean), fitted with %j",
    (options) => {
      const raw = X.map((row) => row.map((value, j) => 100 * j + 10 * value));
      const model = fitLogistic(raw, y, options);
      const explained = explainPredictions(model, raw);
      const p = predictProbability(model, raw);
      const slopes = model.coefficients.map((value, j) => value / (model.deviations?.[j] ?? 1));
      raw.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(explained.column(`x${j + 1}`).at(i)).toBeCloseTo(slopes[j]! * (value - model.means[j]!), 10);
        });
        expect(explained.column("score").at(i)).toBeCloseTo(Math.log(p[i]! / (1 - p[i]!)), 10);
      });
    },
  );
});

describe("calibrated models", () => {
  const { X, y } = jumpyCases(600, 8);
  const base = fitBoostedTrees(X, y, { trees: 10 });

  it("have their contributions stretched by Platt's line, so that they add up to the calibrated log-odds", () => {
    const model = calibrate(base, X, y, { method: "platt" });
    const explained = explainPredictions(model, X);
    const p = predictProbability(model, X);
    explained.toRows().forEach((row, i) => {
      expect(row["score"]).toBeCloseTo(Math.log(p[i]! / (1 - p[i]!)), 10);
    });
  });

  it("explain the score before an isotonic curve, with the probability after it", () => {
    const model = calibrate(base, X, y, { method: "isotonic" });
    const [explained, before] = [explainPredictions(model, X), explainPredictions(base, X)];
    expect(explained.column("x1").toArray()).toEqual(before.column("x1").toArray());
    expect(explained.column("probability").toArray()).toEqual([...predictProbability(model, X)]);
  });
});

describe("reasons", () => {
  const customers = table({
    tenure: Array.from({ length: 120 }, (_, i) => i % 40),
    contract: Array.from({ length: 120 }, (_, i) => ["monthly", "one year", "two years"][(i * 7) % 3]!),
    churn: Array.from({ length: 120 }, (_, i) => (i % 40 < 15 !== (i % 9 === 0) ? "Yes" : "No")),
  });
  const { X, y, encoder } = encodeFeatures(customers, {
    numeric: ["tenure"],
    categorical: ["contract"],
    target: "churn",
  });
  const model = fitLogistic(X, y, { l2: 1 });

  it("name the strongest first, as factors of the odds", () => {
    const explained = explainPredictions(model, X, { top: 2 });
    const row = explained.toRows()[0]!;
    const sizes = explained.features.map((name) => [name, Number(row[name])] as const);
    const [strongest] = sizes.sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    const verb = strongest![1] > 0 ? "raises" : "lowers";
    const column = strongest![0].split("=")[0];
    expect(row["reasons"]).toMatch(
      new RegExp(`^.*${column}.* ${verb} the odds × ${Math.exp(strongest![1]).toFixed(2)}`),
    );
    expect(String(row["reasons"]).split("; ")).toHaveLength(2);
    expect(explainPredictions(model, X, { top: 0 }).column("reasons").at(0)).toBe("");
  });

  it("take the columns of a category together, by its own name", () => {
    const [together, apart] = [explainPredictions(model, X, { encoder }), explainPredictions(model, X)];
    expect(together.features).toEqual(["tenure", "contract"]);
    for (const row of [0, 1, 2]) {
      const parts = ["contract=one year", "contract=two years"].map((name) => Number(apart.column(name).at(row)));
      expect(together.column("contract").at(row)).toBeCloseTo(parts[0]! + parts[1]!, 14);
      expect(together.column("score").at(row)).toBeCloseTo(Number(apart.column("score").at(row)), 12);
      expect(together.column("reasons").at(row)).toMatch(
        new RegExp(`${String(customers.column("contract").at(row)).replaceAll(" ", "-")} contract (raises|lowers)`),
      );
    }
    const other = encodeFeatures(customers, { numeric: ["tenure"] }).encoder;
    expectRefusal(() => explainPredictions(model, X, { encoder: other }), "unusable-model");
  });
});

it("keeps the columns of features apart from its own, whatever they are called", () => {
  const names = ["score", "score (contribution)", "__proto__", "reasons"];
  const { X, y } = linearCases(200, 0, [1, 1, 1, 1], 5);
  const explained = explainPredictions(fitLogistic(X, y, { names }), X);
  expect(new Set(explained.columnNames).size).toBe(8);
  expect(explained.features).toHaveLength(4);
  const model = fitLogistic(X, y);
  const plain = explainPredictions(model, X);
  explained.features.forEach((name, j) => {
    expect(explained.column(name).toArray()).toEqual(plain.column(`x${j + 1}`).toArray());
  });
});

it("explains no rows with no rows and refuses what no model takes", () => {
  const { X, y } = linearCases(50, 0, [1], 6);
  const model = fitLogistic(X, y, { l2: 1, names: ["a"] });
  expect(explainPredictions(model, createTable({ a: [] })).numRows).toBe(0);
  const caller = { function: "explainPredictions" };
  expectRefusal(() => explainPredictions(model, createTable({ b: [1] })), "unknown-column", { ...caller, column: "a" });
  expectRefusal(() => explainPredictions(model, [[Number.NaN]]), "missing-value", { ...caller, column: "a", row: 1 });
  expectRefusal(() => explainPredictions(model, X, { top: -1 }), "invalid-option", caller);
  expectRefusal(() => explainPredictions({ kind: "k-means" } as never, X), "unusable-model", caller);
});

describe("categories in reasons", () => {
  it.each([
    ["Contract", "Two year", true, "two-year contract"],
    ["Contract", "Two year", false, "no two-year contract"],
    ["Contract", "Month-to-month", true, "month-to-month contract"],
    ["InternetService", "Fiber optic", true, "fiber-optic internet service"],
    ["PaperlessBilling", "Yes", true, "paperless billing"],
    ["paperless_billing", "No", true, "no paperless billing"],
    ["Partner", "No", false, "partner"],
    ["OnlineSecurity", "No internet service", true, "online security: No internet service"],
    ["PaymentMethod", "Credit card (automatic)", false, "payment method: not Credit card (automatic)"],
    ["pclass", "3", true, "pclass: 3"],
    ["套餐", "高级", true, "套餐: 高级"],
    ["_", "a", true, "_: a"],
  ])("are phrases: %s, %s", (column, level, present, phrase) => {
    expect(categoryPhrase(column, level, present)).toBe(phrase);
  });

  it("are so with and without the encoder, and measures stay numbers", () => {
    const customers = table({
      months: Array.from({ length: 60 }, (_, i) => 1 + (i % 12)),
      Contract: Array.from({ length: 60 }, (_, i) => ["Month-to-month", "One year", "Two year"][i % 3]!),
      left: Array.from({ length: 60 }, (_, i) => Number(i % 3 === 0 || i % 7 === 0)),
    });
    const { X, y, encoder } = encodeFeatures(customers, {
      numeric: ["months"],
      categorical: ["Contract"],
      target: "left",
    });
    const model = fitLogistic(X, y, { l2: 1 });
    const plain = explainPredictions(model, X).column("reasons").toArray();
    expect(plain[2]).toMatch(/(^|; )two-year contract lowers the odds/);
    expect(plain[0]).toMatch(/(^|; )no two-year contract raises the odds/);
    expect(plain[0]).toMatch(/(^|; )months = 1 /);
    const grouped = explainPredictions(model, X, { encoder }).column("reasons").toArray();
    expect(grouped[0]).toMatch(/(^|; )month-to-month contract raises the odds/);
    const coded = encodeFeatures(customers, { categorical: ["Contract"], target: "left", encoding: "codes" });
    const trees = fitBoostedTrees(coded.X, coded.y!, { trees: 5, minLeaf: 5, categorical: coded.categorical });
    const reasons = explainPredictions(trees, coded.X, { encoder: coded.encoder }).column("reasons").toArray();
    expect(reasons[1]).toMatch(/^one-year contract /);
  });
});
