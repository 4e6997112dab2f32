import { describe, expect, it } from "vitest";
import {
  type FitLogisticOptions,
  fitLogistic,
  type LogisticModel,
  predictProbability,
} from "../../../src/learning/index.js";
import { parseModel } from "../../../src/models/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { createTable } from "../../../src/table/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { linearCases, repeated } from "../simulated-cases.js";

/** Σ size · log loss + l2 / 2 ‖w‖² by its definition, intercept first. */
function objective(
  X: number[][],
  y: number[],
  theta: readonly number[],
  l2 = 0,
  size: number[] = y.map(() => 1),
): number {
  const loss = X.reduce((sum, row, i) => {
    const eta = row.reduce((score, value, j) => score + theta[j + 1]! * value, theta[0]!);
    return sum + size[i]! * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - y[i]! * eta);
  }, 0);
  return loss + (l2 / 2) * theta.slice(1).reduce((sum, value) => sum + value * value, 0);
}

/** The gradient of {@link objective} by its formula. */
function gradient(
  X: number[][],
  y: number[],
  theta: readonly number[],
  l2 = 0,
  size: number[] = y.map(() => 1),
): number[] {
  const slopes = theta.map((value, j) => (j === 0 ? 0 : l2 * value));
  X.forEach((row, i) => {
    const eta = row.reduce((score, value, j) => score + theta[j + 1]! * value, theta[0]!);
    const residual = size[i]! * (1 / (1 + Math.exp(-eta)) - y[i]!);
    slopes[0]! += residual;
    for (const [j, value] of row.entries()) slopes[j + 1]! += residual * value;
  });
  return slopes;
}

function parametersOf({ intercept, coefficients }: LogisticModel): number[] {
  return [intercept, ...coefficients];
}

const { X, y } = linearCases(800, -0.7, [0.9, -0.4, 0, 1.3], 11);

describe("the minimum", () => {
  it.each([
    ["without a penalty", {}],
    ["with a penalty", { l2: 3.5 }],
    ["with a tiny penalty", { l2: 1e-6 }],
    ["with a penalty that leaves nothing", { l2: 1e9 }],
  ] as [string, FitLogisticOptions][])("has a gradient of zero %s", (_, options) => {
    const model = fitLogistic(X, y, options);
    expect(model.status).toBe("converged");
    for (const slope of gradient(X, y, parametersOf(model), options.l2)) expect(Math.abs(slope)).toBeLessThan(1e-6);
  });

  it("has a gradient of zero when rows weigh differently, the penalty being that of the weights as given", () => {
    const weights = y.map((_, row) => 0.5 + (row % 5));
    const theta = parametersOf(fitLogistic(X, y, { weights, l2: 2 }));
    for (const slope of gradient(X, y, theta, 2, weights)) expect(Math.abs(slope)).toBeLessThan(1e-6);
  });

  it("is not beaten by any point around it", () => {
    const theta = parametersOf(fitLogistic(X, y, { l2: 0.3 }));
    const random = createRandom(1);
    const least = objective(X, y, theta, 0.3);
    for (let trial = 0; trial < 200; trial++) {
      const other = theta.map((value) => value + 10 ** (-4 * random.uniform()) * random.normal());
      expect(objective(X, y, other, 0.3)).toBeGreaterThan(least);
    }
  });

  it("is found from a sample of large data as exactly as rows allow", () => {
    const large = linearCases(210_000, -1, [0.5, -0.5], 3);
    const model = fitLogistic(large.X, large.y);
    for (const slope of gradient(large.X, large.y, parametersOf(model))) {
      // A standard error moves the gradient by about √(n p (1 − p)) ≈ 200.
      expect(Math.abs(slope)).toBeLessThan(0.02);
    }
  });

  it("reports the loss, the log-likelihood of the rate, AIC and BIC by their definitions", () => {
    const model = fitLogistic(X, y);
    const rate = y.reduce((sum, value) => sum + value, 0) / y.length;
    const level = y.length * (rate * Math.log(rate) + (1 - rate) * Math.log(1 - rate));
    expect(model.logLikelihood).toBeCloseTo(-objective(X, y, parametersOf(model)), 8);
    expect(model.nullLogLikelihood).toBeCloseTo(level, 8);
    expect(model.pseudoRSquared).toBeCloseTo(1 - model.logLikelihood / level, 12);
    expect(model.aic).toBeCloseTo(2 * 5 - 2 * model.logLikelihood, 8);
    expect(model.bic).toBeCloseTo(5 * Math.log(800) - 2 * model.logLikelihood, 8);
    expect(fitLogistic(X, y, { l2: 1 })).toMatchObject({
      aic: null,
      bic: null,
      standardErrors: null,
      z: null,
      p: null,
    });
  });
});

describe("known answers", () => {
  it("gives the log odds ratio of a two-by-two table with Woolf's standard error", () => {
    // Deaths after aspirin and placebo (Physicians' Health Study: heart attacks 104 of 11,037 and 189 of 11,034).
    const model = fitLogistic([[1], [1], [0], [0]], [1, 0, 1, 0], {
      count: [104, 10_933, 189, 10_845],
      names: ["aspirin"],
    });
    expect(model.coefficients[0]).toBeCloseTo(Math.log((104 * 10_845) / (10_933 * 189)), 9);
    expect(model.standardErrors![0]).toBeCloseTo(Math.sqrt(1 / 104 + 1 / 10_933 + 1 / 189 + 1 / 10_845), 9);
    expect(model.oddsRatios[0]).toBeCloseTo(0.546, 3);
    expect(model.cases).toBe(22_071);
    expect(model.positives).toBe(293);
  });

  it("gives the published fit of the hours that students studied", () => {
    // Wikipedia, "Logistic regression": 20 students, hours and whether they passed.
    const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
    const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
    const model = fitLogistic(createTable({ hours }), passed);
    expect(model.intercept).toBeCloseTo(-4.0777, 4);
    expect(model.coefficients[0]).toBeCloseTo(1.5046, 4);
    expect(model.interceptStandardError).toBeCloseTo(1.761, 3);
    expect(model.standardErrors![0]).toBeCloseTo(0.6287, 4);
    expect(model.z![0]).toBeCloseTo(2.393, 3);
    expect(model.p![0]).toBeCloseTo(0.0167, 4);
    expect([...predictProbability(model, [[2], [4]])].map((p) => p.toFixed(2))).toEqual(["0.26", "0.87"]);
  });

  it("finds the coefficients that data were simulated with, within their standard errors", () => {
    const truth = [0.8, -0.5, 0, 0.25, -1.2];
    const model = fitLogistic(...(Object.values(linearCases(40_000, -1.5, truth, 21)) as [number[][], number[]]));
    truth.forEach((value, j) => {
      expect(Math.abs(model.coefficients[j]! - value) / model.standardErrors![j]!).toBeLessThan(4);
    });
    expect(Math.abs(model.intercept + 1.5) / model.interceptStandardError!).toBeLessThan(4);
    expect(Math.max(...model.standardErrors!.map(Number))).toBeLessThan(0.03);
  });

  it("has standard errors that agree with a Hessian taken numerically", () => {
    const model = fitLogistic(X, y);
    const theta = parametersOf(model);
    const step = 1e-5;
    const covariance = model.covariance!;
    // Numerical Hessian · covariance = identity.
    const columns = theta.map((_, j) => {
      const shifted = (by: number) =>
        gradient(
          X,
          y,
          theta.map((value, k) => (k === j ? value + by : value)),
        );
      const [up, down] = [shifted(step), shifted(-step)];
      return up.map((value, k) => (value - down[k]!) / (2 * step));
    });
    theta.forEach((_, i) => {
      theta.forEach((__, j) => {
        const product = columns.reduce((sum, column, k) => sum + column[i]! * covariance[k]![j]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
      });
    });
    expect(model.standardErrors).toEqual(covariance.slice(1).map((row, j) => Math.sqrt(row[j + 1]!)));
  });
});

describe("counts and weights", () => {
  const count = y.map((_, row) => row % 4);
  const asRows = fitLogistic(repeated(X, count), repeated(y, count));

  it("takes a count as repeated rows, to the last digits", () => {
    const counted = fitLogistic(X, y, { count });
    counted.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(asRows.coefficients[j]!, 11);
    });
    counted.standardErrors!.forEach((value, j) => {
      expect(value).toBeCloseTo(asRows.standardErrors![j]!, 11);
    });
    expect(counted.logLikelihood).toBeCloseTo(asRows.logLikelihood, 8);
    expect([counted.cases, counted.positives]).toEqual([asRows.cases, asRows.positives]);
    expect(counted.bic).toBeCloseTo(asRows.bic!, 8);
  });

  it("takes a count as repeated rows where features are standardized and penalized", () => {
    const options = { l2: 2, standardize: true };
    const [counted, plain] = [
      fitLogistic(X, y, { ...options, count }),
      fitLogistic(repeated(X, count), repeated(y, count), options),
    ];
    expect(counted.means.map((value) => value.toFixed(10))).toEqual(plain.means.map((value) => value.toFixed(10)));
    counted.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(plain.coefficients[j]!, 10);
    });
  });

  it("leaves out rows that stand for no case, a column that varies only there included", () => {
    const sizes = [1, 1, 1, 1, 1, 1, 0];
    const data = [[1], [2], [3], [4], [5], [6], [1000]];
    const outcomes = [0, 1, 0, 1, 0, 1, 0];
    expect(fitLogistic(data, outcomes, { count: sizes })).toEqual(fitLogistic(data.slice(0, 6), outcomes.slice(0, 6)));
    const flat = data.map(([a], row) => [a!, row === 6 ? 1 : 7]);
    expectRefusal(() => fitLogistic(flat, outcomes, { count: sizes }), "constant-column", { column: "x2", value: 7 });
  });

  it("does not change with the size of all weights, and keeps n", () => {
    const weights = y.map((_, row) => 1 + (row % 3));
    const [one, other] = [weights, weights.map((weight) => 1e6 * weight)].map((w) => fitLogistic(X, y, { weights: w }));
    expect(one!.cases).toBe(800);
    other!.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(one!.coefficients[j]!, 9);
    });
    other!.standardErrors!.forEach((value, j) => {
      expect(value).toBeCloseTo(one!.standardErrors![j]!, 9);
    });
    expect(fitLogistic(X, y, { weights: y.map(() => 7) })).toEqual(fitLogistic(X, y));
  });

  it("has robust standard errors with weights, by the sandwich written out", () => {
    const weights = y.map((_, row) => 1 + (row % 3));
    const one = [...X.map((row) => row.slice(0, 1))];
    const model = fitLogistic(one, y, { weights });
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const h = [0, 0, 0];
    const j = [0, 0, 0];
    one.forEach(([x], row) => {
      const p = 1 / (1 + Math.exp(-(model.intercept + model.coefficients[0]! * x!)));
      const weight = weights[row]! / mean;
      const square = (weight * (p - y[row]!)) ** 2;
      for (const [k, z] of [1, x!, x! * x!].entries()) {
        h[k]! += weight * p * (1 - p) * z;
        j[k]! += square * z;
      }
    });
    const determinant = h[0]! * h[2]! - h[1]! * h[1]!;
    const [a, b] = [-h[1]! / determinant, h[0]! / determinant];
    const variance = a * a * j[0]! + 2 * a * b * j[1]! + b * b * j[2]!;
    expect(model.standardErrors![0]).toBeCloseTo(Math.sqrt(variance), 9);
  });

  it("keeps probabilities at the rate whatever the weights of the classes", () => {
    const rate = y.reduce((sum, value) => sum + value, 0) / y.length;
    for (const classWeights of ["balanced", { positive: 30, negative: 1 }] as const) {
      const model = fitLogistic(X, y, { classWeights });
      const p = predictProbability(model, X);
      expect(p.reduce((sum, value) => sum + value, 0) / p.length).toBeCloseTo(rate, 9);
      expect(model.interceptShift).not.toBe(0);
    }
  });
});

describe("standardized features", () => {
  it("are z-scores with population standard deviations, and the model takes raw features", () => {
    const model = fitLogistic(X, y, { standardize: true, l2: 4 });
    const columns = X[0]!.map((_, j) => X.map((row) => row[j]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const deviations = columns.map((column, j) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0) / column.length),
    );
    const Z = X.map((row) => row.map((value, j) => (value - means[j]!) / deviations[j]!));
    const onZ = fitLogistic(Z, y, { l2: 4 });
    model.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(onZ.coefficients[j]!, 9);
      expect(model.means[j]).toBeCloseTo(means[j]!, 12);
      expect(model.deviations![j]).toBeCloseTo(deviations[j]!, 12);
    });
    const [raw, scored] = [predictProbability(model, X), predictProbability(onZ, Z)];
    raw.forEach((p, row) => {
      expect(p).toBeCloseTo(scored[row]!, 10);
    });
  });

  it("give a constant column the deviation 1 and the coefficient 0", () => {
    const model = fitLogistic(
      X.map((row) => [...row, 7]),
      y,
      { standardize: true, l2: 1 },
    );
    expect(model.deviations!.at(-1)).toBe(1);
    expect(model.means.at(-1)).toBe(7);
    expect(Math.abs(model.coefficients.at(-1)!)).toBeLessThan(1e-12);
    expect(model.diagnostics.constant).toEqual(["x5"]);
  });

  it("have coefficients and standard errors that are those of raw features times the deviations", () => {
    const [z, raw] = [fitLogistic(X, y, { standardize: true }), fitLogistic(X, y)];
    z.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(raw.coefficients[j]! * z.deviations![j]!, 8);
      expect(z.standardErrors![j]).toBeCloseTo(raw.standardErrors![j]! * z.deviations![j]!, 8);
    });
  });

  it("leave the fit alone when a column is given in another unit", () => {
    const scaled = X.map((row) => row.map((value, j) => value * 10 ** (4 * j - 6) + 100 * j));
    const [one, other] = [X, scaled].map((data) => fitLogistic(data, y));
    const [p, q] = [predictProbability(one!, X), predictProbability(other!, scaled)];
    p.forEach((value, row) => {
      expect(value).toBeCloseTo(q[row]!, 8);
    });
    expect(other!.logLikelihood).toBeCloseTo(one!.logLikelihood, 8);
  });
});

describe("hard data", () => {
  it.each([
    ["completely", [0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6]],
    ["but for a tie", [0, 0, 0, 1, 1, 1], [1, 2, 3, 3, 5, 6]],
    ["by a column that is 1 for positives only", [0, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1]],
  ])("end on the boundary where a column separates the classes %s", (_, outcomes, column) => {
    const model = fitLogistic(
      column.map((value) => [value]),
      outcomes,
      { names: ["telling"] },
    );
    expect(model.status).toBe("boundary");
    expect(model.statusReason).toMatch(/separate/);
    expect(model.diagnostics.separated).toEqual(["telling"]);
    expect(model.covariance).toBeNull();
    for (const figures of [model.standardErrors, model.z, model.p]) expect(figures?.[0] ?? null).toBeNull();
    const penalized = fitLogistic(
      column.map((value) => [value]),
      outcomes,
      { l2: 0.1 },
    );
    expect(penalized.status).toBe("converged");
    expect(Math.abs(penalized.coefficients[0]!)).toBeLessThan(20);
  });

  it("end on the boundary where only a combination separates, and name its columns alone", () => {
    const random = createRandom(5);
    const rows = Array.from({ length: 200 }, () => [random.normal(), random.normal(), random.normal()]);
    const outcomes = rows.map(([a, b]) => (a! + b! > 0 ? 1 : 0));
    const model = fitLogistic(rows, outcomes, { names: ["a", "b", "noise"] });
    expect(model.status).toBe("boundary");
    expect(model.diagnostics.separated).toEqual(expect.arrayContaining(["a", "b"]));
  });

  it("are not called separated where a single row stands on the other side", () => {
    const column = Array.from({ length: 40 }, (_, i) => [i]);
    const outcomes = column.map(([i]) => (i! >= 20 ? 1 : 0));
    outcomes[25] = 0;
    expect(fitLogistic(column, outcomes).status).toBe("converged");
  });

  it("name the first terms of a long combination", () => {
    const random = createRandom(6);
    const wide = Array.from({ length: 200 }, () => Array.from({ length: 12 }, () => random.normal()));
    const sums = wide.map((row) => [...row, row.reduce((total, value) => total + value, 0)]);
    const outcomes = wide.map(([a]) => (a! + random.normal() > 0 ? 1 : 0));
    expect(fitLogistic(sums, outcomes).statusReason).toContain(
      '"x13" = "x1" + "x2" + "x3" + "x4" + "x5" … (7 more terms)',
    );
  });

  it("name constant, duplicated and collinear columns; without a penalty the first two are errors", () => {
    const names = ["a", "b", "c", "d", "level", "again", "sum"];
    const broken = X.map((row) => [...row, 3, row[1]!, 2 * row[0]! - row[3]! + 5]);
    expectRefusal(() => fitLogistic(broken, y, { names }), "constant-column", {
      function: "fitLogistic",
      column: "level",
      value: 3,
    });
    const copied = broken.map((row) => row.filter((_, j) => j !== 4));
    expectRefusal(
      () => fitLogistic(copied, y, { names: names.filter((name) => name !== "level") }),
      "collinear-columns",
      { column: "again" },
    );
    const dependent = fitLogistic(
      broken.map((row) => row.filter((_, j) => j < 4 || j > 5)),
      y,
      { names: ["a", "b", "c", "d", "sum"] },
    );
    expect(dependent.status).toBe("notIdentified");
    expect(dependent.statusReason).toContain('"sum" = 2 · "a" − "d" + 5');
    expect(dependent.coefficients.at(-1)).toBe(0);
    expect(dependent.standardErrors!.at(-1)).toBeNull();
    const whole = fitLogistic(X, y);
    expect(dependent.logLikelihood).toBeCloseTo(whole.logLikelihood, 8);
    expect(dependent.standardErrors!.slice(0, 4).map((value) => value!.toFixed(8))).toEqual(
      whole.standardErrors!.map((value) => value!.toFixed(8)),
    );
    const penalized = fitLogistic(broken, y, { names, l2: 1 });
    expect(penalized.status).toBe("converged");
    expect(penalized.diagnostics).toMatchObject({ constant: ["level"], duplicated: ["again"], collinear: ["sum"] });
    expect(penalized.coefficients[1]).toBeCloseTo(penalized.coefficients[5]!, 9);
  });

  it("are told that features are inseparable, with the variance inflation by its definition", () => {
    const random = createRandom(8);
    const rows = X.map((row) => [...row, row[0]! + 0.05 * random.normal()]);
    const model = fitLogistic(rows, y);
    expect(model.diagnostics.inseparable).toEqual(["x1", "x5"]);
    expect(model.varianceInflation![0]!).toBeGreaterThan(100);
    expect(model.varianceInflation![1]!).toBeLessThan(1.2);
  });

  it("need a penalty where there are fewer rows than columns", () => {
    const rows = [
      [1, 2, 3, 4],
      [2, 1, 4, 3],
      [5, 4, 1, 1],
    ];
    expectRefusal(() => fitLogistic(rows, [0, 1, 0]), "too-few-rows", { function: "fitLogistic" });
    const model = fitLogistic(rows, [0, 1, 0], { l2: 0.5 });
    for (const slope of gradient(rows, [0, 1, 0], parametersOf(model), 0.5)) expect(Math.abs(slope)).toBeLessThan(1e-7);
  });

  it("are fitted at a far offset as near the origin", () => {
    const far = X.map((row) => row.map((value) => value + 1e7));
    const [near, moved] = [fitLogistic(X, y), fitLogistic(far, y)];
    moved.coefficients.forEach((value, j) => {
      expect(value).toBeCloseTo(near.coefficients[j]!, 5);
    });
  });
});

describe("wrong input", () => {
  const small = [
    [1, 0],
    [2, 1],
    [3, 0],
    [4, 1],
    [5, 1],
    [6, 0],
  ];
  const outcomes = [0, 1, 0, 0, 1, 1];
  const at = (value: unknown) => small.map((row, i) => (i === 2 ? [row[0]!, value as number] : row));

  it.each([
    ["a missing value", Number.NaN, "missing-value"],
    ["null", null, "missing-value"],
    ["an infinite value", Number.POSITIVE_INFINITY, "not-finite"],
    ["text", "1,5", "not-a-number"],
  ] as const)("names the cell of X that holds %s", (_, value, code) => {
    expectRefusal(() => fitLogistic(at(value), outcomes, {}), code, { function: "fitLogistic", column: "x2", row: 3 });
  });

  it.each([
    ["missing", [0, 1, null, 0, 1, 1], "missing-value", 3],
    ["2", [0, 1, 2, 0, 1, 1], "out-of-range", 3],
    ["text", ["no", "yes", "no", "no", "yes", "yes"], "not-a-number", 1],
  ] as const)("names the outcome that is %s", (_, given, code, row) => {
    expectRefusal(() => fitLogistic(small, given as unknown as number[], {}), code, {
      function: "fitLogistic",
      column: "y",
      row,
    });
  });

  it("refuses one class, also when the other one weighs nothing", () => {
    expectRefusal(() => fitLogistic(small, [1, 1, 1, 1, 1, 1]), "one-class", { column: "y" });
    expectRefusal(() => fitLogistic(small, outcomes, { weights: outcomes }), "one-class");
    expectRefusal(() => fitLogistic(small, outcomes, { count: outcomes }), "one-class");
  });

  it("refuses what does not fit together", () => {
    expectRefusal(() => fitLogistic([], []), "empty-table");
    expectRefusal(() => fitLogistic(small, [0, 1]), "length-mismatch", { column: "y" });
    expectRefusal(() => fitLogistic([[1, 2], [3]], [0, 1]), "length-mismatch", { row: 2 });
    expectRefusal(() => fitLogistic(small, outcomes, { count: [1] }), "length-mismatch", { column: "count" });
    expectRefusal(() => fitLogistic(small, outcomes, { names: ["a"] }), "length-mismatch");
    expectRefusal(() => fitLogistic(small, outcomes, { names: ["a", "a"] }), "duplicate-name", { value: "a" });
  });

  it("refuses counts and weights that are none", () => {
    const sizes = (value: number) => [1, 1, 1, 1, 1, value];
    expectRefusal(() => fitLogistic(small, outcomes, { count: sizes(-1) }), "out-of-range", {
      column: "count",
      row: 6,
      value: -1,
    });
    expectRefusal(() => fitLogistic(small, outcomes, { count: sizes(0.5) }), "out-of-range", {
      column: "count",
      row: 6,
      value: 0.5,
    });
    expectRefusal(() => fitLogistic(small, outcomes, { weights: sizes(Number.NaN) }), "missing-value", {
      column: "weights",
      row: 6,
    });
    expectRefusal(() => fitLogistic(small, outcomes, { weights: outcomes.map(() => 0) }), "out-of-range", {
      column: "weights",
    });
    expectRefusal(
      () => fitLogistic(small, outcomes, { weights: outcomes.map((_, i) => 1e307 * (i + 1)) }),
      "out-of-range",
      { column: "weights" },
    );
  });

  it.each([
    [{ l2: -1 }],
    [{ l2: Number.NaN }],
    [{ L2: 1 }],
    [{ standardize: "yes" }],
    [{ classWeights: "equal" }],
    [{ classWeights: { positive: 0, negative: 1 } }],
    [null],
  ])("refuses the options %j", (options) => {
    expectRefusal(() => fitLogistic(small, outcomes, options as FitLogisticOptions), "invalid-option", {
      function: "fitLogistic",
    });
  });

  it.each([1e300, 1e-300, 1e200])(
    "refuses a column whose unit makes its squares overflow or vanish: × %d",
    (factor) => {
      const scaled = X.map((row) => [row[0]! * factor, row[1]!]);
      for (const options of [{}, { l2: 1 }, { standardize: true, l2: 1 }]) {
        expectRefusal(() => fitLogistic(scaled, y, options), "out-of-range", { column: "x1" });
      }
      expect(
        fitLogistic(
          X.map((row) => [row[0]! * Math.sqrt(Math.sqrt(factor)), row[1]!]),
          y,
        ).status,
      ).toBe("converged");
    },
  );
});

it("takes outcomes as booleans, columns and typed arrays alike", () => {
  const expected = fitLogistic(X, y);
  for (const outcomes of [y.map(Boolean), Uint8Array.from(y), createTable({ y }).column("y")]) {
    expect(fitLogistic(X, outcomes)).toEqual(expected);
  }
});

it("leaves its input alone and gives the same bits twice", () => {
  const rows = Object.freeze(X.map((row) => Object.freeze([...row]))) as unknown as number[][];
  expect(fitLogistic(rows, Object.freeze([...y]) as number[])).toEqual(fitLogistic(X, y));
});

describe("columns that separate some rows only", () => {
  const random = createRandom(17);
  const size = 400;
  const plain = Array.from({ length: size }, () => [random.normal(), random.normal()]);
  const rare = plain.map((_, row) => Number(row % 10 === 0));
  // Everybody with the rare mark leaves; of the others it depends on the first column.
  const y = plain.map(([a], row) => (rare[row] === 1 ? 1 : Number(random.uniform() < 1 / (1 + Math.exp(-a!)))));
  const X = plain.map((values, row) => [values[0]!, rare[row]!, values[1]!]);
  const names = ["a", "rare", "b"];
  const others = plain.filter((_, row) => rare[row] === 0);
  const left = y.filter((_, row) => rare[row] === 0);

  it("lose their own standard errors, and the others keep those of the rows that are left", () => {
    const model = fitLogistic(X, y, { names });
    const rest = fitLogistic(others, left);
    expect(model.status).toBe("boundary");
    expect(model.diagnostics.separated).toEqual(["rare"]);
    expect(model.standardErrors![1]).toBeNull();
    expect(model.p![1]).toBeNull();
    for (const [own, theirs] of [
      [0, 0],
      [2, 1],
    ] as const) {
      expect(model.standardErrors![own]! / rest.standardErrors![theirs]!).toBeCloseTo(1, 4);
      expect(model.z![own]).toBeCloseTo(rest.z![theirs]!, 3);
    }
    expect(model.interceptStandardError! / rest.interceptStandardError!).toBeCloseTo(1, 4);
    expect(model.covariance).toBeNull();
    expect(model.uncertaintyReason).toMatch(/those of the others come from the rows that are left/);
    expect(parseModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it("do so on the scale of z-scores, under counts and under weights", () => {
    const scaled = fitLogistic(X, y, { names, standardize: true });
    const { deviations } = scaled;
    const rest = fitLogistic(others, left);
    expect(scaled.standardErrors![0]! / deviations![0]! / rest.standardErrors![0]!).toBeCloseTo(1, 4);
    const count = y.map((_, row) => 1 + (row % 3));
    const counted = fitLogistic(X, y, { names, count });
    const restCount = count.filter((_, row) => rare[row] === 0);
    expect(
      counted.standardErrors![2]! / fitLogistic(others, left, { count: restCount }).standardErrors![1]!,
    ).toBeCloseTo(1, 4);
    const weights = y.map((_, row) => 1 + (row % 4));
    const weighted = fitLogistic(X, y, { names, weights });
    const restWeights = weights.filter((_, row) => rare[row] === 0);
    expect(
      weighted.standardErrors![0]! / fitLogistic(others, left, { weights: restWeights }).standardErrors![0]!,
    ).toBeCloseTo(1, 4);
  });

  it("take the intercept along where nothing but the marked rows decides it", () => {
    const flipped = X.map(([a, mark, b]) => [a!, 1 - mark!, b!]);
    const model = fitLogistic(flipped, y, { names });
    expect(model.diagnostics.separated).toEqual(["rare"]);
    expect(model.interceptStandardError).toBeNull();
    expect(model.standardErrors![0]).not.toBeNull();
  });

  it("leave no standard errors at all where they decide every row", () => {
    const model = fitLogistic(X, rare, { names });
    expect(model.standardErrors).toBeNull();
    expect(model.uncertaintyReason).toBe("the likelihood has no maximum");
  });
});
