import { beforeAll, expect, it } from "vitest";
import {
  type AbcClasses,
  abcClasses,
  analyzePareto,
  type ParetoAnalysis,
  type RfmScores,
  scoreRfm,
} from "../../src/segments/index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows, sharedTable } from "../shared-data.js";
import { cleanLines, customerLines, orderColumns, revenueBy } from "./online-retail.js";

const rows = referenceRows("segmentation-churn-baskets.json").filter((row) =>
  ["rfm", "pareto", "abc", "whale"].includes(row.topic ?? ""),
);

const measureOf: Readonly<Record<string, "recencyDays" | "orders" | "revenue">> = {
  recency: "recencyDays",
  frequency: "orders",
  monetary: "revenue",
};
const scoreOf = { recencyDays: "r", orders: "f", revenue: "m" } as const;

/** A scored data set, and its two halves of the reference: thresholds as R rfm prints them. */
class ScoredSet {
  readonly scores: RfmScores;

  constructor(scores: RfmScores) {
    this.scores = scores;
  }

  /** The smallest value, the inner edges, and one more than the largest. */
  thresholds(measure: "recencyDays" | "orders" | "revenue"): number[] {
    const values = this.scores.column(measure).toArray().map(Number);
    return [Math.min(...values), ...this.scores.edges[measure], Math.max(...values) + 1];
  }

  segment(name: string): (number | null)[] {
    const row = this.scores
      .segmentSummary()
      .toRows()
      .find(({ segment }) => segment === name);
    return row === undefined ? [] : [row.customers, row.orders, row.revenue];
  }
}

describeWithSharedData("every reference number on RFM, Pareto, whale curve and ABC", () => {
  const scored = new Map<string, ScoredSet>();
  const paretos = new Map<string, ParetoAnalysis>();
  let whale: ParetoAnalysis;
  let abc: AbcClasses;

  beforeAll(async () => {
    const orders = await sharedTable("rfm_data_orders.csv");
    const columns = { customer: "customer_id", date: "order_date", amount: "revenue" };
    const packaged = { binning: "rfm-package" } as const;
    scored.set("rfm_data_orders", new ScoredSet(scoreRfm(orders, { ...columns, ...packaged, asOf: "2006-12-31" })));
    const lines = await customerLines();
    const clean = cleanLines(lines);
    scored.set("online_retail", new ScoredSet(scoreRfm(clean, { ...orderColumns, ...packaged, asOf: "2011-12-10" })));
    const ties = {
      customer: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      recencyDays: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      orders: [1, 1, 1, 1, 1, 1, 1, 2, 3, 9],
      revenue: [1.2, 1.5, 2.1, 2.5, 3.1, 3.5, 4.1, 4.5, 5.1, 5.5],
    };
    scored.set("10-row tie demo", new ScoredSet(scoreRfm(ties, packaged)));
    const customers = revenueBy("CustomerID", clean);
    paretos.set("online_retail customers", analyzePareto(customers));
    paretos.set("online_retail items", analyzePareto(revenueBy("StockCode", clean)));
    whale = analyzePareto(revenueBy("CustomerID", lines));
    abc = abcClasses(customers, { method: "geometry" });
  }, 120_000);

  it("finds the reference rows", () => {
    expect(rows.length).toBe(59);
  });

  it.each(rows.map((row, i) => [`${i + 1}: ${row.topic}, ${row.dataset}: ${row.quantity}`, row] as const))(
    "row %s",
    (_, row) => {
      expectReference(computed(row), row.value, row.tolerance ?? 0);
    },
  );

  function computed(row: ReferenceRow): unknown {
    switch (row.topic) {
      case "rfm":
        return rfm(row, scored.get(datasetName(row))!);
      case "pareto":
        return pareto(row.quantity, paretos.get(row.dataset!)!);
      case "whale":
        return row.quantity.startsWith("customers")
          ? [whale.count, whale.positiveCount, whale.zeroCount, whale.negativeCount]
          : [whale.total, whale.peakTotal, 100 * whale.peakShare!, whale.peakCount];
      default:
        return abcNumbers(row.quantity);
    }
  }

  function abcNumbers(quantity: string): unknown {
    if (quantity === "n A, B, C") return Object.values(abc.counts);
    const { breakEven, pareto: ideal, b } = abc.points!;
    if (quantity.startsWith("point A")) return [breakEven, ideal, b].map(({ x, y }) => [x, y]);
    if (quantity === "yield share A, B") return abc.summary().column("shareOfValue").toArray().slice(0, 2);
    throw new Error(`no computation for ${quantity}`);
  }
});

function datasetName(row: ReferenceRow): string {
  return row.dataset!.startsWith("10-row tie demo") ? "10-row tie demo" : row.dataset!;
}

function rfm({ quantity }: ReferenceRow, set: ScoredSet): unknown {
  const { scores } = set;
  const segment = /^segment (.*): customers, orders, revenue$/.exec(quantity)?.[1];
  if (segment !== undefined) return set.segment(segment);
  const threshold = /^thresholds (\w+)/.exec(quantity)?.[1];
  if (threshold !== undefined) return set.thresholds(measureOf[threshold]!);
  const counted = /^(\w+) score counts 1..5$/.exec(quantity)?.[1];
  if (counted !== undefined) return scores.counts[scoreOf[measureOf[counted]!]];
  if (quantity === "customers") return scores.numRows;
  if (quantity === "edges R,F,M") return (["recencyDays", "orders", "revenue"] as const).map((m) => set.thresholds(m));
  if (quantity === "score counts R,F,M 1..5") return [scores.counts.r, scores.counts.f, scores.counts.m];
  if (quantity.startsWith("F scores; M scores")) return [scores.column("f").toArray(), scores.column("m").toArray()];
  if (quantity === "sum of rfm_score, distinct rfm_score cells") {
    const texts = scores.column("score").toArray();
    return [texts.reduce((total, text) => total + Number(text), 0), new Set(texts).size];
  }
  throw new Error(`no computation for ${quantity}`);
}

function pareto(quantity: string, found: ParetoAnalysis): unknown {
  if (quantity.startsWith("Gini (population")) return found.gini;
  if (quantity.startsWith("Gini unbiased")) return found.giniUnbiased;
  if (quantity === "HHI, Theil T, mean, median") return [found.hhi, found.theil, found.mean, found.median];
  const top = /^share of top (\d+)%/.exec(quantity)?.[1];
  if (top !== undefined) return found.topShare(Number(top) / 100);
  const reached = /^smallest number of items reaching (\d+)%/.exec(quantity)?.[1];
  if (reached !== undefined) {
    const count = found.countForShare(Number(reached) / 100)!;
    return [count, count / found.count];
  }
  throw new Error(`no computation for ${quantity}`);
}

/** Compares numbers in any nesting; "max+1=977" is the number behind the sign of equality. */
function expectReference(actual: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) && actual.length).toBe(expected.length);
    expected.forEach((value: unknown, i) => {
      expectReference((actual as unknown[])[i], value, tolerance);
    });
    return;
  }
  const value = typeof expected === "string" ? Number(expected.slice(expected.indexOf("=") + 1)) : Number(expected);
  expect(typeof actual).toBe("number");
  // The rounding of sums in another order.
  const slack = tolerance + (Number.isInteger(value) ? 0 : 1e-15 * Math.max(1, Math.abs(value)));
  expect(Math.abs(Number(actual) - value)).toBeLessThanOrEqual(slack);
}
