import { expect, it } from "vitest";
import {
  type Classifier,
  evaluateClassifier,
  fitBoostedTrees,
  fitLogistic,
  type LogisticModel,
  predictProbability,
} from "../../src/learning/index.js";
import { describeWithSharedData, type ReferenceRow } from "../shared-data.js";
import { bankSplit, bankTable, rowsFor, type SplitData, telcoCodes, telcoSplit, telcoTable } from "./reference-data.js";

/** What a reference quantity is here: a number or a list of numbers. */
type Actual = number | readonly number[];

/** The measures that both logistic and tree models have reference values for. */
function measures(model: Classifier, { test, testY }: SplitData): Record<string, Actual> {
  const report = evaluateClassifier(testY, predictProbability(model, test));
  const { calibration, gains } = report;
  const tenth = gains.column("rows").at(0);
  return {
    "test AUC": report.auc,
    "test log loss": report.logLoss,
    "test Brier": report.brier,
    "test average precision": report.averagePrecision,
    "test KS": report.ks,
    "test ECE (10 equal-width bins)": calibration.ece,
    "test calibration intercept, slope (logit recalibration)": [calibration.intercept!, calibration.slope!],
    "gains: positives per decile (score desc, ties by row order, edges floor(n*i/10))": gains
      .column("positives")
      .toArray()
      .map(Number),
    [`top-decile lift (top ${tenth} rows)`]: gains.column("lift").at(0)!,
    "test AUC, log loss, Brier, mean predicted p (shows calibration damage)": [
      report.auc,
      report.logLoss,
      report.brier,
      report.meanProbability,
    ],
  };
}

function coefficients(model: LogisticModel): Record<string, Actual> {
  return Object.fromEntries([
    ["number of columns", model.names.length],
    ["intercept", model.intercept],
    ...model.names.map((name, j) => [`coef ${name}`, model.coefficients[j]!]),
  ]);
}

function coefficientsWithErrors(model: LogisticModel): Record<string, Actual> {
  return Object.fromEntries([
    ["coef, se const", [model.intercept, model.interceptStandardError!]],
    ...model.names.map((name, j) => [`coef, se ${name}`, [model.coefficients[j]!, model.standardErrors![j]!]]),
    [
      "train log-likelihood, null log-likelihood, McFadden R2",
      [model.logLikelihood, model.nullLogLikelihood, model.pseudoRSquared],
    ],
  ]);
}

function expectRow(row: ReferenceRow, actual: Actual | undefined): void {
  expect(actual, `no answer for ${row.quantity}`).toBeDefined();
  if (typeof row.tolerance === "number") {
    const expected = [row.value].flat() as number[];
    const found = [actual!].flat();
    expect(found).toHaveLength(expected.length);
    expected.forEach((value, i) => {
      expect(Math.abs(found[i]! - value), `${row.quantity}: ${found[i]} against ${value}`).toBeLessThanOrEqual(
        row.tolerance!,
      );
    });
    return;
  }
  const bound = /^at worst ([\d.]+) (below|above)$/.exec(String(row.tolerance));
  expect(bound, `a tolerance that is not understood: ${row.tolerance}`).not.toBeNull();
  const [, margin, side] = bound!;
  if (side === "below") expect(actual).toBeGreaterThanOrEqual(Number(row.value) - Number(margin));
  else expect(actual).toBeLessThanOrEqual(Number(row.value) + Number(margin));
}

function check(rows: readonly ReferenceRow[], answers: Record<string, Actual>, expectedRows: number): void {
  expect(rows).toHaveLength(expectedRows);
  for (const row of rows) expectRow(row, answers[row.quantity]);
}

describeWithSharedData("the reference values of churn and response", () => {
  it("counts the rows of the data and of the split", async () => {
    const table = await telcoTable({ plain: false });
    const { train, trainY, test, testY } = await telcoSplit({ plain: false, encoding: "one-hot" });
    const blank = table
      .column("tenure")
      .toArray()
      .filter((value) => value === 0).length;
    const churners = table
      .column("Churn")
      .toArray()
      .filter((value) => value === "Yes").length;
    const sum = (values: Uint8Array): number => values.reduce((total, value) => total + value, 0);
    check(
      rowsFor((text) => text === "none" || text === "test = 0-based row index % 5 == 0").filter(
        (row) => row.dataset === "telco",
      ),
      {
        "rows, churners, blank TotalCharges": [table.numRows, churners, blank],
        "train rows, train churners, test rows, test churners": [train.rows, sum(trainY), test.rows, sum(testY)],
      },
      2,
    );
  });

  it("fits the penalized regression on z-scores of telco", async () => {
    const data = await telcoSplit({ plain: false, encoding: "one-hot" });
    const model = fitLogistic(data.train, data.trainY, { l2: 1, standardize: true });
    expect(model.status).toBe("converged");
    const rows = rowsFor((text) => text.startsWith("TELCO-A:") && text.endsWith("newton-cg tol 1e-13"));
    check(rows, { ...coefficients(model), ...measures(model, data) }, 41);
  });

  it("fits the unpenalized regression of telco with its standard errors", async () => {
    const data = await telcoSplit({ plain: true, encoding: "one-hot" });
    const model = fitLogistic(data.train, data.trainY);
    expect(model.status).toBe("converged");
    check(
      rowsFor((text) => text.startsWith("TELCO-B")),
      { ...coefficientsWithErrors(model), ...measures(model, data) },
      34,
    );
  });

  it("shows what balanced weights do to probabilities, and undoes it for class weights", async () => {
    const data = await telcoSplit({ plain: false, encoding: "one-hot" });
    const positives = data.trainY.reduce((total, value) => total + value, 0);
    const n = data.trainY.length;
    const weights = Array.from(data.trainY, (y) => n / (2 * (y === 1 ? positives : n - positives)));
    const damaged = fitLogistic(data.train, data.trainY, { l2: 1, standardize: true, weights });
    const rows = rowsFor((text) => text.endsWith("class_weight balanced"));
    check(rows, measures(damaged, data), 1);
    expect(damaged.diagnostics.notes.at(-1)).toMatch(/class weights/);

    const repaired = fitLogistic(data.train, data.trainY, { l2: 1, standardize: true, classWeights: "balanced" });
    const report = evaluateClassifier(data.testY, predictProbability(repaired, data.test));
    const [auc, logLoss] = rows[0]!.value as number[];
    expect(report.auc).toBeCloseTo(auc!, 4);
    expect(report.logLoss).toBeLessThan(logLoss! - 0.07);
    expect(Math.abs(report.meanProbability - report.rate)).toBeLessThan(0.005);
  });

  it("fits the penalized regression of the bank's contacts", async () => {
    const data = await bankSplit();
    const table = await bankTable();
    const model = fitLogistic(data.train, data.trainY, { l2: 1, standardize: true });
    const positives = table
      .column("y")
      .toArray()
      .filter((value) => value === "yes").length;
    const counts = [
      table.numRows,
      positives,
      data.names.length,
      data.test.rows,
      data.testY.reduce((sum, y) => sum + y, 0),
    ];
    check(
      rowsFor((text) => text.startsWith("BANK-SAMPLE (bank")),
      { "rows, positives, columns, test rows, test positives": counts, ...measures(model, data) },
      10,
    );
  });

  const ofTelcoTrees = (words: string) => (text: string) => text.startsWith("TELCO-C") && text.includes(words);
  it.each([
    ["scikit-learn's defaults", ofTelcoTrees("default numeric-coded"), { learningRate: 0.1, leaves: 31, minLeaf: 20 }],
    [
      "native categories",
      ofTelcoTrees("native categorical"),
      { learningRate: 0.1, leaves: 31, minLeaf: 20, categorical: telcoCodes },
    ],
    ["small steps", ofTelcoTrees("lr .05"), { learningRate: 0.05, leaves: 8, minLeaf: 40 }],
  ])("grows trees as good as HistGradientBoosting on telco: %s", async (_, isMeant, options) => {
    const data = await telcoSplit({ plain: false, encoding: "codes" });
    const model = fitBoostedTrees(data.train, data.trainY, { trees: 100, ...options });
    check(rowsFor(isMeant), measures(model, data), 2);
  });

  it("grows trees as good as HistGradientBoosting on the bank's contacts", async () => {
    const data = await bankSplit();
    const model = fitBoostedTrees(data.train, data.trainY, { trees: 100, learningRate: 0.05, leaves: 8, minLeaf: 40 });
    check(
      rowsFor((text) => text.startsWith("BANK-SAMPLE columns unscaled")),
      measures(model, data),
      2,
    );
  });

  it("checks every reference row of these topics that is a target", () => {
    const all = rowsFor(() => true).filter((row) => row.dataset === "telco" || row.dataset === "bank_additional");
    expect(all).toHaveLength(2 + 41 + 34 + 1 + 10 + 3 * 2 + 2);
  });
});
