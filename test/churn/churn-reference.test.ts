import { beforeAll, expect, it } from "vitest";
import { type ChurnLabels, labelChurn } from "../../src/churn/index.js";
import { evaluateClassifier, fitLogistic, predictProbability } from "../../src/learning/index.js";
import type { Table } from "../../src/table/index.js";
import { describeWithSharedData, referenceRows } from "../shared-data.js";
import { cleanOnlineRetail, onlineRetailColumns } from "./online-retail.js";

const rows = referenceRows("segmentation-churn-baskets.json").filter(
  (row) => row.topic === "churn" && row.dataset === "online_retail",
);
let lines: Table;
let train: ChurnLabels;
let test: ChurnLabels;

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const fitted = () => fitLogistic(train.X, train.y, { l2: 1, standardize: true });

/** Each reference row, and the call that has to give its value. */
const computations: readonly [RegExp, RegExp, () => unknown][] = [
  [
    /^CHURNLOG/,
    /^train n, churn rate; test n, churn rate$/,
    () => [train.X.rows, mean(train.y), test.X.rows, mean(test.y)],
  ],
  [
    /^CHURNLOG/,
    /^intercept, coefs \(recency, age, freq, money\)$/,
    () => {
      const { intercept, coefficients } = fitted();
      return [intercept, ...coefficients];
    },
  ],
  [
    /^CHURNLOG/,
    /^test AUC, log loss, Brier, mean p$/,
    () => {
      const p = predictProbability(fitted(), test.X);
      const { auc, logLoss, brier } = evaluateClassifier(test.y, p);
      return [auc, logLoss, brier, mean(p)];
    },
  ],
  [
    /^recency alone as score$/,
    /^test AUC$/,
    () => {
      const recency = Float64Array.from({ length: test.X.rows }, (_, row) => test.X.data[row * test.X.columns]!);
      // Any order-keeping map into 0 to 1 is as good a score.
      return evaluateClassifier(
        test.y,
        recency.map((log) => log / (1 + log)),
      ).auc;
    },
  ],
];

describeWithSharedData("the rolling churn set of Online Retail", () => {
  beforeAll(async () => {
    lines = await cleanOnlineRetail();
    const options = {
      ...onlineRetailColumns,
      outcomeDays: 90,
      features: ["recencyDays", "ageDays", "orders", "revenue"],
      scale: "log",
    } as const;
    train = labelChurn(lines, { ...options, cutoff: "2011-06-01" });
    test = labelChurn(lines, { ...options, cutoff: "2011-09-01" });
  }, 60_000);

  it.each(rows.map((row) => [`${row.quantity} (${row.source})`, row] as const))("%s", (_, row) => {
    const fitting = computations.find(
      ([preprocessing, quantity]) => preprocessing.test(row.preprocessing ?? "") && quantity.test(row.quantity),
    );
    expect(fitting, "every reference row is computed").toBeDefined();
    const found = [fitting![2]()].flat() as number[];
    const expected = [row.value].flat() as number[];
    expect(found).toHaveLength(expected.length);
    found.forEach((value, at) => {
      expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(row.tolerance ?? 0);
    });
  });

  it("reaches the reference AUC to the last digits, out of time", () => {
    expect(evaluateClassifier(test.y, predictProbability(fitted(), test.X)).auc).toBeCloseTo(0.7355921890184286, 12);
  });

  it("is a little better with all the features", () => {
    const options = { ...onlineRetailColumns, product: "StockCode", outcomeDays: 90, scale: "log" } as const;
    const past = labelChurn(lines, { ...options, cutoff: "2011-06-01" });
    const later = labelChurn(lines, { ...options, cutoff: "2011-09-01" });
    const model = fitLogistic(past.X, past.y, { l2: 1, standardize: true });
    expect(evaluateClassifier(later.y, predictProbability(model, later.X)).auc).toBeGreaterThan(0.737);
  });
});
