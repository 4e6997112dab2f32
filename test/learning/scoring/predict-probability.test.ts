import { describe, expect, it } from "vitest";
import {
  calibrate,
  encodeFeatures,
  fitBoostedTrees,
  fitLogistic,
  predictProbability,
} from "../../../src/learning/index.js";
import { parseModel } from "../../../src/models/index.js";
import { createTable, table } from "../../../src/table/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { jumpyCases } from "../simulated-cases.js";

const { X, y } = jumpyCases(400, 1);
const names = ["a", "b", "c"];
const logistic = fitLogistic(X, y, { names });
const trees = fitBoostedTrees(X, y, { names, trees: 5 });
const models = [logistic, trees, calibrate(logistic, X, y), calibrate(trees, X, y, { method: "platt" })] as const;

describe.each(models.map((model, i) => [`${i + 1}: ${model.kind}`, model] as const))("model %s", (_, model) => {
  const expected = predictProbability(model, X);

  it("gives the same for every form of the same features", () => {
    const data = Float64Array.from(X.flat());
    const columns = Object.fromEntries(names.map((name, j) => [name, X.map((row) => row[j]!)]));
    const rows = X.map(([a, b, c]) => ({ c, extra: "x", a, b }));
    for (const form of [
      { data, rows: 400, columns: 3 },
      { data, rows: 400, columns: 3, names },
      columns,
      rows,
      table(columns),
      table(rows),
    ]) {
      expect(predictProbability(model, form)).toEqual(expected);
    }
    const swapped = {
      data: Float64Array.from(X.flatMap(([a, b, c]) => [b!, c!, a!])),
      rows: 400,
      columns: 3,
      names: ["b", "c", "a"],
    };
    expect(predictProbability(model, swapped)).toEqual(expected);
  });

  it("gives the same after JSON", () => {
    const copy = parseModel(JSON.parse(JSON.stringify(model))) as typeof model;
    expect(predictProbability(copy, X)).toEqual(expected);
  });

  it("stays within 0 and 1 for values far beyond those of the fit", () => {
    const far = [
      [1e308, 0, 0],
      [-1e308, 0, 0],
      [0, 1e200, -1e200],
    ];
    for (const p of predictProbability(model, far)) {
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
    }
  });

  it("has nothing to say of no rows", () => {
    expect(predictProbability(model, [])).toEqual(new Float64Array(0));
    expect(predictProbability(model, createTable({ a: [], b: [], c: [] }))).toEqual(new Float64Array(0));
  });

  it("refuses features that are not its own", () => {
    const caller = { function: "predictProbability" };
    expectRefusal(() => predictProbability(model, createTable({ a: [1], b: [1] })), "unknown-column", {
      ...caller,
      column: "c",
    });
    expectRefusal(() => predictProbability(model, [[1, 2]]), "length-mismatch", caller);
    expectRefusal(() => predictProbability(model, createTable({ a: [1], b: ["x"], c: [1] })), "not-a-number", {
      ...caller,
      column: "b",
      row: 1,
    });
    expectRefusal(() => predictProbability(model, [[1, Number.POSITIVE_INFINITY, 1]]), "not-finite", {
      ...caller,
      column: "b",
      row: 1,
    });
  });
});

it("takes missing values where the model is made of trees, and no others", () => {
  const gap = createTable({ a: [1, null], b: [2, 2], c: [3, 3] });
  expect(predictProbability(trees, gap)).toHaveLength(2);
  expectRefusal(() => predictProbability(logistic, gap), "missing-value", {
    function: "predictProbability",
    column: "a",
    row: 2,
  });
});

it("takes columns under any names by position where the fit had none", () => {
  const unnamed = fitLogistic(X, y);
  expect(predictProbability(unnamed, createTable({ p: [1], q: [2], r: [3] }))).toEqual(
    predictProbability(unnamed, [[1, 2, 3]]),
  );
});

it("scores a later table through the encoder of the fit", () => {
  const past = table({
    plan: ["basic", "pro", "basic", "pro", "basic", "pro"],
    age: [1, 2, 3, 4, 5, 6],
    left: [0, 1, 1, 0, 1, 0],
  });
  const encoded = encodeFeatures(past, { target: "left" });
  const model = fitLogistic(encoded.X, encoded.y, { l2: 1 });
  const later = encodeFeatures(table({ plan: ["pro"], age: [2] }), { encoder: encoded.encoder });
  expect(predictProbability(model, later.X)[0]).toBe(predictProbability(model, encoded.X)[1]);
});

it.each([null, "x", 3, {}, { kind: "k-means" }, []])("refuses %j as a model", (model) => {
  expectRefusal(() => predictProbability(model as never, X), "unusable-model", { function: "predictProbability" });
});
