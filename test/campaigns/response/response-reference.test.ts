import { expect, it } from "vitest";
import { type ResponseValidation, validateResponse } from "../../../src/campaigns/index.js";
import { describeWithSharedData, referenceRows, sharedTable } from "../../shared-data.js";

type Actual = number | readonly (number | null)[];

function measures({ report, gains }: ResponseValidation): Record<string, Actual> {
  const { calibration } = report;
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
      .toArray(),
    "top-decile lift (top 82 rows)": gains.column("lift").at(0)!,
    "rows, positives, columns, test rows, test positives": [4119, 451, 52, report.cases, report.positives],
  };
}

describeWithSharedData("response of the bank's contacts", async () => {
  const everyFifth = async () => {
    const raw = (await sharedTable("bank_additional.csv")).drop("duration");
    return raw.withColumn(
      "test",
      Array.from({ length: raw.numRows }, (_, row) => row % 5 === 0),
    );
  };

  it("reaches the reference with logistic regression", async () => {
    const found = validateResponse(await everyFifth(), { target: "y", test: { rows: "test" } });
    const actual = measures(found);
    const rows = referenceRows("segmentation-churn-baskets.json").filter((row) =>
      row.preprocessing?.startsWith("BANK-SAMPLE (bank"),
    );
    expect(rows).toHaveLength(10);
    for (const { quantity, value, tolerance } of rows) {
      const wanted = [value].flat() as number[];
      const got = [actual[quantity]!].flat();
      wanted.forEach((number, i) => {
        expect(Math.abs(got[i]! - number), quantity).toBeLessThanOrEqual(Math.max(tolerance ?? 0, 1e-9));
      });
    }
  });

  it("grows trees that are as good", async () => {
    const { report } = validateResponse(await everyFifth(), {
      target: "y",
      test: { rows: "test" },
      classifier: "boosted-trees",
    });
    expect(report.auc).toBeGreaterThan(0.7745 - 0.005);
    expect(report.logLoss).toBeLessThan(0.269 + 0.01);
  });

  it("tests all contacts by lot, or the last quarter of them", async () => {
    const raw = (await sharedTable("bank_additional.csv")).drop("duration");
    const byLot = validateResponse(raw, { target: "y" });
    const inTime = validateResponse(
      raw.withColumn(
        "at",
        Float64Array.from({ length: raw.numRows }, (_, i) => i),
      ),
      {
        target: "y",
        test: { date: "at" },
      },
    );
    expect([byLot.method, inTime.method]).toEqual(["cross-fit", "later rows"]);
    expect(byLot.report.cases).toBe(4119);
    expect(inTime.report.cases).toBe(1030);
    for (const { report } of [byLot, inTime]) expect(report.aucInterval[0]).toBeGreaterThan(0.7);
  });
});
