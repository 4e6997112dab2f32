import { expect, it } from "vitest";
import { type RecommendationReport, validateRecommendations } from "../../../src/baskets/index.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

const row = (report: RecommendationReport, method: string) =>
  report.toRows().find((candidate) => candidate.method === method)!;

describeWithSharedData("recommendations on real purchases", () => {
  it("beat the customers' own frequency on Online Retail, beyond chance", async () => {
    const report = validateRecommendations(await sharedTable("online_retail.csv.gz"), {
      customer: "CustomerID",
      item: "StockCode",
      date: "InvoiceDate",
      quantity: "Quantity",
      missingCustomer: "drop",
      cutoff: "2011-09-01",
      days: 90,
    });
    expect(row(report, "popularity").recall!).toBeCloseTo(0.0313, 3);
    expect(row(report, "personal").recall!).toBeCloseTo(0.1416, 3);
    expect(row(report, "personal").hitRate!).toBeCloseTo(0.846, 3);
    expect(row(report, "ours").recall!).toBeGreaterThan(0.144);
    expect(row(report, "personal").gain!).toBeGreaterThan(2 * row(report, "personal").gainError!);
    expect(report.finding).toMatch(/^better than the customers' own frequency/);
  });

  it("are no worse than own frequency in a grocery chain", async () => {
    const report = validateRecommendations(await sharedTable("completejourney/transactions_sample.csv.gz"), {
      customer: "household_id",
      item: "product_id",
      date: "transaction_timestamp",
      quantity: "quantity",
      cutoff: "2017-12-04",
      days: 28,
    });
    expect(row(report, "popularity").recall!).toBeCloseTo(0.0439, 3);
    expect(row(report, "personal").recall!).toBeCloseTo(0.0575, 3);
    expect(row(report, "ours").recall!).toBeGreaterThan(0.0575);
  });
});
