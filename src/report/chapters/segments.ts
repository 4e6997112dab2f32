import { dayOf, showDay } from "../../table/index.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** Which kinds of customers there are by recency, frequency and revenue. */
export function segmentsChapter({ scores, customers, end }: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const summary = scores.segmentSummary();
  const day = showDay(dayOf(end.getTime()));
  const { bins } = scores.model;
  return {
    id: "segments",
    heading: say("Which kinds of customers are there?", "有哪些类型的客户？"),
    findings: [...segmentSentences(scores, context), onceSentence(customers, context)],
    charts: [context.chart(scores, "tree-map"), context.chart(scores, "heat-map"), context.chart(customers)],
    tables: [
      {
        caption: say("Segments", "客户细分"),
        file: "segments",
        table: summary,
        columns: [
          { name: "segment", label: say("Segment", "细分"), format: "text" },
          { name: "customers", label: say("Customers", "客户数"), format: "count" },
          { name: "share", label: say("Share", "占比"), format: "percent" },
          { name: "orders", label: say("Orders", "订单数"), format: "count" },
          { name: "revenue", label: say("Revenue", "收入"), format: "amount" },
          { name: "revenueShare", label: say("Share of revenue", "收入占比"), format: "percent" },
          { name: "meanRecencyDays", label: say("Days since last order", "距上次购买天数"), format: "count" },
          { name: "meanRevenue", label: say("Revenue per customer", "人均收入"), format: "amount" },
        ],
      },
    ],
    method: say(
      `Each customer is scored 1 to ${bins} by days since the last order (as of ${day}), number of orders and ` +
        "revenue. The scores cut the customers into parts as equal as ties allow; fixed rules name the segments " +
        "(Hughes 1994).",
      `按距上次购买天数（截至 ${day}）、订单数和收入为每位客户打 1 至 ${bins} 分，各分数尽可能等分客户，再按固定规则命名细分（Hughes 1994）。`,
    ),
    limits: say(
      "Segments compare customers with each other: there are best ones even in a bad year. They describe the past " +
        "and forecast nothing. The segment Lost is such a name, too: who has been silent for long enough to count as " +
        "lost is counted in the chapter on customers won and lost.",
      `细分是客户之间的相对比较：即使在差的年份也有“最好的”客户。它描述过去，不作预测。细分“${context.term("Lost")}”也只是名称：` +
        "沉默已久而计为流失的客户见“赢得和流失了多少客户”一章。",
    ),
  };
}

/** The two segments that bring most. */
function segmentSentences(scores: OrderAnalyses["scores"], context: ChapterContext): string[] {
  const { say, percent, count, money, term, decimal, counted } = context;
  const rows = scores
    .segmentSummary()
    .toRows()
    .filter((row) => (row.customers ?? 0) > 0);
  const best = rows.sort((a, b) => (b.revenue ?? 0) - (a.revenue ?? 0)).slice(0, 2);
  return best.map((row) => {
    const [customers, share] = [count(row.customers!), percent(row.share ?? 0)];
    const [revenue, part] = [money(row.revenue ?? 0), percent(row.revenueShare ?? 0)];
    const days = decimal(row.meanRecencyDays ?? 0, 0);
    return say(
      `${row.segment}: ${counted(row.customers!, "customer")} (${share}) ${row.customers === 1 ? "brings" : "bring"} ` +
        `${revenue} (${part} of revenue); they last bought ${days} ${days === "1" ? "day" : "days"} ago on average.`,
      `${term(row.segment)}：${customers} 位客户（${share}）带来 ${revenue}（收入的 ${part}）；平均 ${days} 天前最后一次购买。`,
    );
  });
}

/** How many never came back. */
export function onceSentence(
  customers: OrderAnalyses["customers"],
  { say, percent, count, counted }: ChapterContext,
): string {
  const orders = customers.column("orders").toArray();
  const repeats = customers.column("frequency").toArray();
  const all = orders.filter((number) => (number ?? 0) > 0).length;
  const once = orders.filter((number) => number === 1).length;
  const sameDay = orders.filter((number, i) => (number ?? 0) > 1 && repeats[i] === 0).length;
  const [few, of, share, more] = [count(once), count(all), percent(once / all), count(sameDay)];
  const others =
    sameDay === 0
      ? ""
      : say(`; ${more} more ordered several times, but on one day only`, `；另有 ${more} 位虽多次下单，但都在同一天`);
  return say(
    `${few} of ${counted(all, "customer")} (${share}) ordered only once${others}.`,
    `${of} 位客户中 ${few} 位（${share}）只下过一次订单${others}。`,
  );
}
