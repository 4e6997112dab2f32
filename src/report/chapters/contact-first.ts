import { dayOf, showDay, type Table, table } from "../../table/index.js";
import { resultOf } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** Good customers who fell silent, the largest first, and what they brought together. */
export interface SilentCustomers {
  readonly customers: Table;
  readonly revenue: number;
}

/** Whom to contact first. */
export function contactFirstChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("Whom to contact first?", "首先联系谁？");
  if ("reason" in analyses.cycles) return missingChapter("contact-first", heading, analyses.cycles.reason, context);
  const { customers } = silentCustomers(analyses);
  const day = showDay(dayOf(analyses.end.getTime()));
  return {
    id: "contact-first",
    heading,
    findings: [silentSentence(analyses, context)],
    charts: [context.chart(analyses.cycles.result)],
    tables: [
      {
        caption: say("Good customers who are overdue", "逾期未购买的优质客户"),
        file: "contact-first",
        table: customers,
        columns: [
          { name: "customer", label: say("Customer", "客户"), format: "text" },
          { name: "segment", label: say("Segment", "细分"), format: "text" },
          { name: "revenue", label: say("Revenue so far", "累计收入"), format: "amount" },
          { name: "orders", label: say("Orders", "订单数"), format: "count" },
          { name: "lastOrder", label: say("Last order", "最后购买"), format: "date" },
          { name: "typicalInterval", label: say("Usual days between orders", "通常间隔天数"), format: "count" },
          { name: "daysOverdue", label: say("Days overdue", "逾期天数"), format: "count" },
        ],
      },
    ],
    method: say(
      `Each customer's own intervals between orders, drawn towards those of all, say when the next order was to be ` +
        `expected; as of ${day} these are later than that lets expect. Only customers above the median revenue are ` +
        "listed, the largest first.",
      `依每位客户自身的购买间隔（向总体收缩）推断下次购买时间；截至 ${day}，名单中的客户已逾期。仅列出收入高于中位数者，从大到小。`,
    ),
    limits: say(
      "It does not know why someone is silent, nor whether a contact helps: try it on a part of them first, " +
        "and compare.",
      "不知道客户沉默的原因，也不知道联系是否有效：请先在部分客户上试验并比较。",
    ),
  };
}

/** What stands at the top of the report about them. */
export function silentSentence(analyses: OrderAnalyses, { say, count, compact, percent }: ChapterContext): string {
  const { customers, revenue } = silentCustomers(analyses);
  if (customers.numRows === 0) return say("No good customer is overdue.", "没有逾期的优质客户。");
  const names = customers.head(3).column("customer").toArray().join(", ");
  const share = analyses.pareto.total > 0 ? percent(revenue / analyses.pareto.total) : "–";
  return say(
    `Contact the ${count(customers.numRows)} good customers who are overdue, the largest first (${names}, …): they ` +
      `brought ${compact(revenue)}, ${share} of revenue.`,
    `首先联系 ${count(customers.numRows)} 位逾期的优质客户，从最大的开始（${names} 等）：他们曾带来 ${compact(revenue)}，占收入的 ${share}。`,
  );
}

function silentCustomers({ cycles, buyers, scores, pareto }: OrderAnalyses): SilentCustomers {
  const known = resultOf(cycles);
  if (known === null) return { customers: table({ customer: [] }) as Table, revenue: 0 };
  const segments = scores.where((row) => (row.orders ?? 0) > 0).column("segment");
  const bought = buyers
    .select("customer", "revenue", "orders", "lastOrder")
    .withColumn<"segment", string>("segment", segments);
  const rhythm = known.select("customer", "typicalInterval", "daysOverdue", "alert");
  const silent = bought
    .join(rhythm, { on: "customer" })
    .where((row) => row.alert === true && (row.revenue ?? 0) > pareto.median)
    .sortBy("revenue", "desc");
  let revenue = 0;
  for (const amount of silent.column("revenue")) revenue += amount ?? 0;
  return { customers: silent as Table, revenue };
}
