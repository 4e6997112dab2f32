import {
  analyzePareto,
  ClienteleError,
  clusterCustomers,
  customerLifetimeValue,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  type SummarizeOptions,
  scoreRfm,
  summarizeCustomers,
  type Table,
} from "clientele";
import { type Chart, plot } from "clientele/charts";
import type { Language, Say } from "./words.js";

/** A part of the result: charts and tables under a heading, or why there are none. */
export interface Finding {
  readonly id: string;
  readonly heading: string;
  readonly charts: readonly Chart[];
  readonly tables: readonly { readonly caption: string; readonly file: string; readonly table: Table }[];
  readonly notes: readonly string[];
}

/** Fewer customers who came back tell too little for a forecast. */
const fewestRepeaters = 20;

/** What the page answers about an order file. A part that the data do not allow says why instead. */
export function analyze(orders: Table, columns: SummarizeOptions, say: Say, language: Language): Finding[] {
  const customers = summarizeCustomers(orders, { ...columns, unit: "week" });
  const buyers = customers.where((row) => (row.orders ?? 0) > 0);
  const chart = (result: unknown, kind?: string) =>
    plot(result, { theme: "light", locale: language, ...(kind === undefined ? {} : { kind }) });
  const parts: readonly [id: string, heading: string, run: () => Omit<Finding, "id" | "heading">][] = [
    [
      "rfm",
      say("Who are the best customers, and who is slipping away?", "谁是最好的客户，谁正在流失？"),
      () => {
        const scores = scoreRfm(buyers);
        const segments = scores.segmentSummary();
        const caption = say("Segments", "客户分群");
        const all = say("All customers with their scores", "全部客户及评分");
        return {
          charts: [chart(scores), chart(scores, "tree-map")],
          tables: [
            { caption, file: "segments.csv", table: segments as object as Table },
            { caption: all, file: "rfm.csv", table: scores as object as Table },
          ],
          notes: scores.warnings,
        };
      },
    ],
    [
      "pareto",
      say("How concentrated is revenue?", "销售额有多集中？"),
      () => {
        const pareto = analyzePareto(buyers, { value: "revenue" });
        const caption = say("Shares of the best customers", "头部客户占比");
        return {
          charts: [chart(pareto)],
          tables: [{ caption, file: "pareto.csv", table: pareto.summary() as object as Table }],
          notes: [],
        };
      },
    ],
    [
      "value",
      say("What is each customer worth over the next year?", "未来一年每位客户值多少？"),
      () => {
        const repeaters = buyers.where((row) => (row.frequency ?? 0) > 0).numRows;
        if (repeaters < fewestRepeaters) {
          return { charts: [], tables: [], notes: [tooFew(repeaters, say)] };
        }
        const [one, other] = [fitBgNbd(buyers), fitMbgNbd(buyers)];
        const model = other.logLikelihood > one.logLikelihood ? other : one;
        const spend = fitGammaGamma(buyers);
        const worth = customerLifetimeValue(model, spend, buyers, { horizon: 52, discountRate: { annual: 0.1 } });
        const caption = say("Customers by value", "按价值排列的客户");
        const table = worth.sortBy({ column: "value", descending: true }) as object as Table;
        return {
          charts: [chart(worth)],
          tables: [{ caption, file: "value.csv", table }],
          notes: [
            say(
              `Revenue, not profit, discounted by 10 % a year; ${model.kind} and Gamma-Gamma.`,
              `按销售额（非利润）计算，年折现率 10 %；模型为 ${model.kind} 与 Gamma-Gamma。`,
            ),
            ...model.notes,
            ...spend.notes,
          ],
        };
      },
    ],
    [
      "clusters",
      say("What kinds of customers are there?", "有哪些类型的客户？"),
      () => {
        const scored = scoreRfm(buyers).where((row) => row.revenue !== null && row.revenue > 0);
        const features = { recencyDays: "log", orders: "log", revenue: "log" } as const;
        const clusters = clusterCustomers(scored, { features, k: 4, seed: 1 });
        const caption = say("Centers of the clusters", "聚类中心");
        const table = clusters.centers.withColumn("customers", clusters.sizes) as object as Table;
        return { charts: [chart(clusters)], tables: [{ caption, file: "clusters.csv", table }], notes: [] };
      },
    ],
  ];
  return parts.map(([id, heading, run]) => ({ id, heading, ...refusalShown(run) }));
}

function tooFew(repeaters: number, say: Say): string {
  return say(
    `A forecast needs at least ${fewestRepeaters} customers who bought again; there are ${repeaters}.`,
    `预测至少需要 ${fewestRepeaters} 位重复购买的客户，现有 ${repeaters} 位。`,
  );
}

/** What a part found, or the message of the library that says why it cannot be. */
function refusalShown(run: () => Omit<Finding, "id" | "heading">): Omit<Finding, "id" | "heading"> {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ClienteleError)) throw error;
    return { charts: [], tables: [], notes: [`${error.message} [${error.code}]`] };
  }
}
