import type { Table } from "../../table/index.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** Whether customers come back. */
export function retentionChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("Do customers come back?", "客户会回来吗？");
  if ("reason" in analyses.cohorts) return missingChapter("retention", heading, analyses.cohorts.reason, context);
  const cohorts = analyses.cohorts.result;
  const chart = context.chart(cohorts);
  const period = say(cohorts.by, context.term(cohorts.by));
  const periods = `${period.charAt(0).toUpperCase()}${period.slice(1)}s`;
  return {
    id: "retention",
    heading,
    findings: [`${chart.title}${say(".", "。")}`],
    charts: [chart],
    tables: [
      {
        caption: say(`Buying customers by ${period} of the first purchase`, `按首次购买${period}划分的购买客户数`),
        file: "cohorts",
        // Periods after the end of the file are no rows.
        table: cohorts.where((row) => row.value !== null) as Table,
        columns: [
          { name: "cohort", label: say("First purchase", "首次购买"), format: "text" },
          { name: "offset", label: say(`${periods} later`, `之后第几${period}`), format: "count" },
          { name: "value", label: say("Buying customers", "购买客户数"), format: "count" },
        ],
      },
    ],
    method: say(
      `Customers who first bought in the same ${period} form a cohort; shown is the share of them who buy in each ` +
        `later ${period}.`,
      `同一${period}首次购买的客户组成一个批次，显示其在之后各${period}的购买比例。`,
    ),
    limits: say(
      "Customers from before the first order of the file look like new ones, so that the first cohort is often the " +
        "most loyal.",
      "文件起始之前的老客户会被视为新客户，因此第一个批次往往显得最忠诚。",
    ),
  };
}
