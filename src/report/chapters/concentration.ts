import { analyzePareto } from "../../segments/index.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** How concentrated revenue is. */
export function concentrationChapter({ pareto }: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, count, compact, decimal } = context;
  const findings = [topSentence(pareto, context)];
  if (pareto.gini !== null) {
    const gini = decimal(pareto.gini, 2);
    findings.push(
      say(
        `The Gini coefficient is ${gini} (0: all bring the same, 1: one brings everything).`,
        `基尼系数为 ${gini}（0 表示完全平均，1 表示集中于一人）。`,
      ),
    );
  }
  if (pareto.negativeCount > 0) {
    const [losing, peak] = [count(pareto.negativeCount), compact(pareto.peakTotal)];
    findings.push(
      say(
        `${losing} customers got more back than they paid; without them the total would be ${peak}.`,
        `${losing} 位客户的退款多于付款；若不计他们，总额为 ${peak}。`,
      ),
    );
  }
  return {
    id: "concentration",
    heading: say("How concentrated is revenue?", "收入有多集中？"),
    findings,
    charts: [context.chart(pareto, "lorenz"), context.chart(pareto, "whale")],
    tables: [
      {
        caption: say("Revenue of the top customers", "头部客户的收入"),
        file: "concentration",
        table: pareto.summary(),
        columns: [
          { name: "top", label: say("Top share", "头部占比"), format: "percent" },
          { name: "items", label: say("Customers", "客户数"), format: "count" },
          { name: "value", label: say("Revenue", "收入"), format: "amount" },
          { name: "share", label: say("Share of revenue", "收入占比"), format: "percent" },
        ],
      },
    ],
    method: say(
      "Customers are ranked by revenue net of refunds, and revenue is added up from the largest. The interval treats " +
        "these customers as a sample of those there could have been.",
      "按扣除退款后的收入对客户排序并累计。区间将现有客户视为可能客户的样本。",
    ),
    limits: say(
      "It shows who brought revenue so far, not profit, and not who will bring it.",
      "只说明过去的收入来源，不代表利润，也不代表未来。",
    ),
  };
}

/** The share of the top fifth with its interval: of the customers with positive revenue, where some have none. */
export function topSentence(pareto: OrderAnalyses["pareto"], { say, percent, count }: ChapterContext): string {
  const among = pareto.negativeCount === 0 ? pareto : positiveOf(pareto);
  const share = among?.topShare(0.2) ?? null;
  if (among === null || share === null) {
    return say("The total is not positive: there are no shares of it.", "总额不为正，无法计算份额。");
  }
  const interval = among.interval({ seed: 1, samples: 199 }).topShare;
  const [lower, upper] = interval === null ? ["", ""] : [percent(interval.lower), percent(interval.upper)];
  const range =
    interval === null ? "" : say(` (95% interval ${lower} to ${upper})`, `（95% 区间 ${lower} 至 ${upper}）`);
  const few = count(among.countForShare(0.8) ?? 0);
  const [all, positive] = [count(among.count), among === pareto ? "" : say(" with positive revenue", "收入为正的")];
  return say(
    `The top 20% of customers${positive} bring ${percent(share)} of revenue${range}. ${few} of ${all} bring 80% of it.`,
    `前20%的${positive}客户带来 ${percent(share)} 的收入${range}。${all} 位客户中的 ${few} 位带来 80% 的收入。`,
  );
}

function positiveOf({ whale }: OrderAnalyses["pareto"]): OrderAnalyses["pareto"] | null {
  const positive = whale
    .column("value")
    .toArray()
    .filter((value): value is number => value !== null && value > 0);
  return positive.length === 0 ? null : analyzePareto(positive);
}
