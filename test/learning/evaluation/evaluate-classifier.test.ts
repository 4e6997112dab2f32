import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateClassifier, fitLogistic, gainsTable } from "../../../src/learning/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { repeated } from "../simulated-cases.js";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Outcomes with probabilities on a coarse grid, so that many are tied, and somewhat overconfident. */
function forecasts(rows: number, seed: number) {
  const random = createRandom(seed);
  const p = Array.from({ length: rows }, () => (1 + random.integer(49)) / 50);
  const y = p.map((value) => (random.uniform() < 0.15 + 0.6 * value ? 1 : 0));
  return { y, p };
}

describe("as a ranking", () => {
  it.each([1, 2, 3])("has the area, precision and distance of their definitions, ties included (seed %d)", (seed) => {
    const { y, p } = forecasts(300, seed);
    const report = evaluateClassifier(y, p);
    const positives = p.filter((_, row) => y[row] === 1);
    const negatives = p.filter((_, row) => y[row] === 0);
    const pairs = positives.flatMap((a) => negatives.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
    expect(report.auc).toBeCloseTo(mean(pairs), 12);
    const thresholds = [...new Set(p)].sort((a, b) => b - a);
    let [recall, precision, distance] = [0, 0, 0];
    for (const threshold of thresholds) {
      const found = positives.filter((value) => value >= threshold).length;
      const wrong = negatives.filter((value) => value >= threshold).length;
      precision += (found / positives.length - recall) * (found / (found + wrong));
      recall = found / positives.length;
      distance = Math.max(distance, Math.abs(recall - wrong / negatives.length));
    }
    expect(report.averagePrecision).toBeCloseTo(precision, 12);
    expect(report.ks).toBeCloseTo(distance, 12);
  });

  it("has DeLong's interval, from placements counted pair by pair", () => {
    const { y, p } = forecasts(150, 4);
    const beats = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
    const positives = p.filter((_, row) => y[row] === 1);
    const negatives = p.filter((_, row) => y[row] === 0);
    const variance = (placements: number[]): number => {
      const middle = mean(placements);
      return (
        placements.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (placements.length - 1) / placements.length
      );
    };
    const ofPositives = positives.map((a) => mean(negatives.map((b) => beats(a, b))));
    const ofNegatives = negatives.map((b) => mean(positives.map((a) => beats(a, b))));
    const error = Math.sqrt(variance(ofPositives) + variance(ofNegatives));
    const { auc, aucInterval } = evaluateClassifier(y, p);
    expect(aucInterval[0]).toBeCloseTo(auc - 1.959963984540054 * error, 10);
    expect(aucInterval[1]).toBeCloseTo(auc + 1.959963984540054 * error, 10);
    const [low, high] = evaluateClassifier(y, p, { level: 0.5 }).aucInterval;
    expect(high - low).toBeCloseTo(2 * 0.6744897501960817 * error, 10);
  });

  it("knows the ends: perfect, reversed, and the same for all", () => {
    expect(evaluateClassifier([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.9])).toMatchObject({
      auc: 1,
      averagePrecision: 1,
      ks: 1,
    });
    expect(evaluateClassifier([1, 1, 0, 0], [0.1, 0.2, 0.7, 0.9])).toMatchObject({ auc: 0, ks: 1 });
    expect(evaluateClassifier([0, 1, 0, 1, 1], [0.3, 0.3, 0.3, 0.3, 0.3])).toMatchObject({
      auc: 0.5,
      averagePrecision: 0.6,
      ks: 0,
    });
  });

  it("does not change with a rising change of the probabilities", () => {
    const anyOutcome = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyOutcome, (rows) => {
        fc.pre(new Set(rows.map(([yes]) => yes)).size === 2);
        const y = rows.map(([yes]) => yes);
        const one = evaluateClassifier(
          y,
          rows.map(([, x]) => x / 20),
        );
        const other = evaluateClassifier(
          y,
          rows.map(([, x]) => (x / 20) ** 3 / 2),
        );
        for (const key of ["auc", "averagePrecision", "ks"] as const) expect(other[key]).toBeCloseTo(one[key], 12);
        expect(one.aucInterval[0]).toBeLessThanOrEqual(one.auc);
        expect(one.aucInterval[1]).toBeGreaterThanOrEqual(one.auc);
      }),
      { seed: 2 },
    );
  });
});

describe("as probabilities", () => {
  const { y, p } = forecasts(2000, 5);
  const report = evaluateClassifier(y, p);

  it("has the log loss and the Brier score of their definitions", () => {
    expect(report.logLoss).toBeCloseTo(mean(y.map((v, row) => -Math.log(v === 1 ? p[row]! : 1 - p[row]!))), 12);
    expect(report.brier).toBeCloseTo(mean(y.map((v, row) => (v - p[row]!) ** 2)), 12);
    expect(report.meanProbability).toBeCloseTo(mean(p), 12);
    expect(report.rate).toBe(mean(y));
  });

  it("charges a certainty that was wrong as if it had been 1e-15 away from certain", () => {
    expect(evaluateClassifier([1, 0], [0, 0]).logLoss).toBeCloseTo(-Math.log(1e-15) / 2, 9);
    expect(evaluateClassifier([1, 0], [1, 0]).logLoss).toBeLessThan(1e-14);
  });

  it("has the calibration error of ten bins of equal width, and their curve", () => {
    let error = 0;
    const curve = report.calibration.curve.toRows();
    for (let bin = 0; bin < 10; bin++) {
      const rows = p.map((_, row) => row).filter((row) => Math.min(9, Math.floor(p[row]! * 10)) === bin);
      if (rows.length === 0) continue;
      const [predicted, observed] = [mean(rows.map((row) => p[row]!)), mean(rows.map((row) => y[row]!))];
      error += (rows.length / p.length) * Math.abs(predicted - observed);
      const found = curve.find(({ lower }) => lower === bin / 10)!;
      expect(found.rows).toBe(rows.length);
      expect(found.predicted).toBeCloseTo(predicted, 12);
      expect(found.observed).toBeCloseTo(observed, 12);
    }
    expect(report.calibration.ece).toBeCloseTo(error, 12);
    const ends = evaluateClassifier([0, 1, 1], [0, 1, 0.95]).calibration.curve.toRows();
    expect(ends.map(({ lower, rows }) => [lower, rows])).toEqual([
      [0, 1],
      [0.9, 2],
    ]);
  });

  it("has the calibration intercept and slope of a logistic regression on the log-odds", () => {
    const model = fitLogistic(
      p.map((value) => [Math.log(value / (1 - value))]),
      y,
    );
    expect(report.calibration.intercept).toBeCloseTo(model.intercept, 8);
    expect(report.calibration.slope).toBeCloseTo(model.coefficients[0]!, 8);
    expect(report.calibration.slope!).toBeLessThan(0.7);
  });

  it("finds an intercept near 0 and a slope near 1 for the true probabilities", () => {
    const random = createRandom(9);
    const truth = Array.from({ length: 40_000 }, () => 1 / (1 + Math.exp(-1.5 * random.normal())));
    const { calibration } = evaluateClassifier(
      truth.map((value) => (random.uniform() < value ? 1 : 0)),
      truth,
    );
    expect(Math.abs(calibration.intercept!)).toBeLessThan(0.05);
    expect(Math.abs(calibration.slope! - 1)).toBeLessThan(0.05);
    expect(calibration.ece).toBeLessThan(0.015);
  });

  it("has no line where there is none: probabilities that separate, or are all alike", () => {
    expect(evaluateClassifier([0, 0, 1, 1], [0.1, 0.2, 0.7, 0.9]).calibration).toMatchObject({
      intercept: null,
      slope: null,
    });
    expect(evaluateClassifier([0, 0, 1, 1], [0.5, 0.5, 0.5, 0.5]).calibration).toMatchObject({
      intercept: null,
      slope: null,
    });
  });
});

it("takes a count as repeated rows", () => {
  const { y, p } = forecasts(200, 6);
  const count = y.map((_, row) => row % 4);
  const [counted, plain] = [
    evaluateClassifier(y, p, { count }),
    evaluateClassifier(repeated(y, count), repeated(p, count)),
  ];
  for (const key of [
    "cases",
    "positives",
    "rate",
    "meanProbability",
    "auc",
    "averagePrecision",
    "logLoss",
    "brier",
    "ks",
  ] as const) {
    expect(counted[key]).toBeCloseTo(plain[key], 12);
  }
  counted.aucInterval.forEach((value, i) => {
    expect(value).toBeCloseTo(plain.aucInterval[i]!, 12);
  });
  expect(counted.calibration.slope).toBeCloseTo(plain.calibration.slope!, 9);
  expect(counted.calibration.ece).toBeCloseTo(plain.calibration.ece, 12);
  expect(counted.gains.column("positives").toArray()).toEqual(plain.gains.column("positives").toArray());
});

it("gives the deciles of gainsTable", () => {
  const { y, p } = forecasts(333, 7);
  expect(evaluateClassifier(y, p).gains.toColumns()).toEqual(gainsTable(y, p).toColumns());
});

it("refuses what are no outcomes or probabilities", () => {
  const caller = { function: "evaluateClassifier" };
  expectRefusal(() => evaluateClassifier([], []), "empty-table", caller);
  expectRefusal(() => evaluateClassifier([0, 1], [0.2, 1.5]), "out-of-range", {
    ...caller,
    column: "p",
    row: 2,
    value: 1.5,
  });
  expectRefusal(() => evaluateClassifier([0, 1], [0.2, -1e-9]), "out-of-range", {
    ...caller,
    column: "p",
    row: 2,
    value: -1e-9,
  });
  expectRefusal(() => evaluateClassifier([0, 1], [0.2, Number.NaN]), "missing-value", {
    ...caller,
    column: "p",
    row: 2,
  });
  expectRefusal(() => evaluateClassifier([0, 0.5], [0.2, 0.3]), "out-of-range", {
    ...caller,
    column: "y",
    row: 2,
    value: 0.5,
  });
  expectRefusal(() => evaluateClassifier([1, 1], [0.2, 0.3]), "one-class", { ...caller, column: "y" });
  expectRefusal(() => evaluateClassifier([1, 0, 1], [0.2, 0.3]), "length-mismatch", { ...caller, column: "y" });
  expectRefusal(() => evaluateClassifier([1, 0], [0.2, 0.3], { level: 1 }), "invalid-option", caller);
  expectRefusal(() => evaluateClassifier([1, 0], [0.2, 0.3], { weights: [1, 1] } as never), "invalid-option", caller);
});
