import { dayOf, showDay, type Table, table } from "../../table/index.js";
import { resultOf } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter, ReportColumn } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** Good customers who fell silent, those with most at stake first, and what they brought together. */
export interface SilentCustomers {
  readonly customers: Table;
  readonly revenue: number;
}

/** Overdue is who would have bought again by now with at least this probability; the bars are cut there, too. */
const surelyOverdue = 0.9;

/** Whom to contact first. */
export function contactFirstChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, percent } = context;
  const heading = say("Whom to contact first?", "首先联系谁？");
  if ("reason" in analyses.cycles) return missingChapter("contact-first", heading, analyses.cycles.reason, context);
  const { customers } = silentCustomers(analyses);
  const day = showDay(dayOf(analyses.end.getTime()));
  const cut = percent(surelyOverdue);
  const { margin } = analyses.cycles.result;
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
        columns: columnsOf(context),
      },
    ],
    method: say(
      "The usual days are the median of a customer's own intervals between days with a purchase; days overdue " +
        `are the days since the last purchase (as of ${day}) less these. Overdue is who would have bought again ` +
        `by now with a probability of at least ${cut}, given the own intervals and, the fewer there are of them, ` +
        `those of all. Listed are those above the median revenue who are more than ${margin} days overdue, by ` +
        "revenue times that probability.",
      `通常间隔为客户自身购买日间隔的中位数；逾期天数为距最后购买（截至 ${day}）的天数减去通常间隔。` +
        `依自身间隔（间隔越少越参照总体），至今应已再次购买的概率不低于 ${cut} 者为逾期。` +
        `仅列出收入高于中位数且逾期超过 ${margin} 天者，按收入乘以该概率排序。`,
    ),
    limits: say(
      "It does not know why someone is silent, nor whether a contact helps: try it on a part of them first, " +
        "and compare.",
      "不知道客户沉默的原因，也不知道联系是否有效：请先在部分客户上试验并比较。",
    ),
  };
}

function columnsOf({ say }: ChapterContext): ReportColumn[] {
  return [
    { name: "customer", label: say("Customer", "客户"), format: "text" },
    { name: "segment", label: say("Segment", "细分"), format: "text" },
    { name: "revenue", label: say("Revenue so far", "累计收入"), format: "amount" },
    { name: "overdueProbability", label: say("Probability of being overdue", "逾期概率"), format: "percent" },
    { name: "orders", label: say("Orders", "订单数"), format: "count" },
    { name: "purchaseDays", label: say("Days with a purchase", "购买日数"), format: "count" },
    { name: "lastOrder", label: say("Last order", "最后购买"), format: "date" },
    { name: "daysSinceLast", label: say("Days since then", "距今天数"), format: "count" },
    { name: "usualDays", label: say("Usual days between purchases", "通常间隔天数"), format: "count" },
    { name: "daysOverdue", label: say("Days overdue", "逾期天数"), format: "count" },
  ];
}

/** What stands at the top of the report about them. */
export function silentSentence(
  analyses: OrderAnalyses,
  { say, count, money, percent, list, counted }: ChapterContext,
): string {
  const { customers, revenue } = silentCustomers(analyses);
  const cut = percent(surelyOverdue);
  if (customers.numRows === 0) return say("No good customer is clearly overdue.", "没有明显逾期的优质客户。");
  const names = list(customers.head(3).column("customer").toArray());
  const share = analyses.pareto.total > 0 ? percent(revenue / analyses.pareto.total) : "–";
  const more = customers.numRows > 3;
  return say(
    `Contact the ${counted(customers.numRows, "good customer who is", "good customers who are")} overdue (by their ` +
      `own intervals they would have bought again by now: probability of ${cut} or more), those with most at stake ` +
      `first (${names}${more ? ", …" : ""}): they ` +
      `brought ${money(revenue)}, ${share} of revenue.`,
    `首先联系 ${count(customers.numRows)} 位逾期的优质客户（依自身间隔，至今应已再次购买的概率不低于 ${cut}），` +
      `从最重要的开始（${names}${more ? " 等" : ""}）：他们曾带来 ${money(revenue)}，占收入的 ${share}。`,
  );
}

function silentCustomers({ cycles, buyers, scores, pareto }: OrderAnalyses): SilentCustomers {
  const known = resultOf(cycles);
  if (known === null) return { customers: table({ customer: [] }) as Table, revenue: 0 };
  const segments = scores.where((row) => (row.orders ?? 0) > 0).column("segment");
  const bought = buyers
    .select("customer", "revenue", "orders", "lastOrder")
    .withColumn<"segment", string>("segment", segments);
  const intervals = known.column("intervals").toArray();
  const rhythm = known
    .select("customer", "daysSinceLast", "daysOverdue", "overdueProbability", "alert")
    .withColumn(
      "purchaseDays",
      intervals.map((number) => (number === null ? null : number + 1)),
    )
    // As the days overdue are counted from the cycle rounded to a day.
    .withColumn("usualDays", known.column("medianInterval").toArray().map(roundedDays));
  const silent = bought
    .join(rhythm, { on: "customer" })
    .where(
      (row) =>
        row.alert === true && (row.overdueProbability ?? 0) >= surelyOverdue && (row.revenue ?? 0) > pareto.median,
    );
  const atStake = silent.toRows().map((row) => (row.revenue ?? 0) * (row.overdueProbability ?? 0));
  const ranked = silent.withColumn("atStake", atStake).sortBy("atStake", "desc");
  let revenue = 0;
  for (const amount of ranked.column("revenue")) revenue += amount ?? 0;
  return { customers: ranked as Table, revenue };
}

function roundedDays(days: number | null): number | null {
  return days === null ? null : Math.round(days);
}
