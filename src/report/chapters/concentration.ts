import { analyzePareto } from "../../segments/index.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** How concentrated revenue is. */
export function concentrationChapter({ pareto }: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, count, money, decimal } = context;
  const among = positiveOf(pareto);
  const findings = [topSentence(pareto, context)];
  if (among.gini !== null) {
    const gini = decimal(among.gini, 2);
    findings.push(
      say(
        `The Gini coefficient is ${gini} (0: all bring the same, 1: one brings everything).`,
        `基尼系数为 ${gini}（0 表示完全平均，1 表示集中于一人）。`,
      ),
    );
  }
  if (pareto.negativeCount > 0) {
    const [losing, more] = [count(pareto.negativeCount), money(pareto.peakTotal - pareto.total)];
    findings.push(
      say(
        `${losing} customers got back more than they paid in these orders, ${more} more in all.`,
        `${losing} 位客户在这些订单中的退款多于付款，合计多退 ${more}。`,
      ),
    );
  }
  const some = say(`: the ${count(among.count)} with positive revenue`, `（收入为正的 ${count(among.count)} 位客户）`);
  const of = among === pareto ? "" : some;
  return {
    id: "concentration",
    heading: say("How concentrated is revenue?", "收入有多集中？"),
    findings,
    charts: [context.chart(among, "lorenz"), context.chart(pareto, "whale")],
    tables: [
      {
        caption: say(`Revenue of the top customers${of}`, `头部客户的收入${of}`),
        file: "concentration",
        table: among.summary(),
        columns: [
          { name: "top", label: say("Top share", "头部占比"), format: "percent" },
          { name: "items", label: say("Customers", "客户数"), format: "count" },
          { name: "value", label: say("Revenue", "收入"), format: "amount" },
          { name: "share", label: say("Share of revenue", "收入占比"), format: "percent" },
        ],
      },
    ],
    method: say(
      "Customers are ranked by revenue net of refunds, and revenue is added up from the largest; shares are of the " +
        "revenue of those with positive revenue, where some are below zero. The interval treats these customers as a " +
        "sample of those there could have been.",
      "按扣除退款后的收入对客户排序并累计；若有收入为负者，份额以收入为正的客户为准。区间将现有客户视为可能客户的样本。",
    ),
    limits: say(
      "It shows who brought revenue so far, not profit, and not who will bring it.",
      "只说明过去的收入来源，不代表利润，也不代表未来。",
    ),
  };
}

/** The share of the top fifth with its interval: of the customers with positive revenue, where some are below zero. */
export function topSentence(pareto: OrderAnalyses["pareto"], { say, percent, count, counted }: ChapterContext): string {
  const among = positiveOf(pareto);
  const share = among.topShare(0.2);
  if (share === null) {
    return say("The total is not positive: there are no shares of it.", "总额不为正，无法计算份额。");
  }
  const interval = among.interval({ seed: 1, samples: 199 }).topShare;
  const [lower, upper] = interval === null ? ["", ""] : [percent(interval.lower), percent(interval.upper)];
  const range =
    interval === null ? "" : say(` (95% interval ${lower} to ${upper})`, `（95% 区间 ${lower} 至 ${upper}）`);
  const [few, all] = [count(among.countForShare(0.8) ?? 0), count(among.count)];
  if (among === pareto) {
    return say(
      `The top 20% of customers bring ${percent(share)} of revenue${range}. ${few} of ${all} ` +
        `${few === "1" ? "brings" : "bring"} 80% of it.`,
      `前20%的客户带来 ${percent(share)} 的收入${range}。${all} 位客户中的 ${few} 位带来 80% 的收入。`,
    );
  }
  return say(
    `Of the ${counted(among.count, "customer")} with positive revenue the top 20% bring ${percent(share)} of what ` +
      `these bring${range}; ${few} ${few === "1" ? "brings" : "bring"} 80% of it.`,
    `收入为正的 ${all} 位客户中，前20%带来其总收入的 ${percent(share)}${range}；${few} 位带来 80%。`,
  );
}

/** The analysis that all shares are of: of the customers with positive revenue, where some are below zero. */
function positiveOf(pareto: OrderAnalyses["pareto"]): OrderAnalyses["pareto"] {
  if (pareto.negativeCount === 0 || pareto.positiveCount === 0) return pareto;
  const values = pareto.whale.column("value").toArray();
  return analyzePareto(values.filter((value): value is number => value !== null && value > 0));
}
