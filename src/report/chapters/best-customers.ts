import type { Table } from "../../table/index.js";
import { resultOf } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter, ReportColumn } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** Customers named in a sentence. */
const named = 5;

/** Who the best customers are. */
export function bestCustomersChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const value = resultOf(analyses.value);
  const byValue = value !== null;
  const ranked = rankedCustomers(analyses);
  const columns: ReportColumn[] = [
    { name: "customer", label: say("Customer", "客户"), format: "text" },
    { name: "segment", label: say("Segment", "细分"), format: "text" },
    { name: "revenue", label: say("Revenue so far", "累计收入"), format: "amount" },
    { name: "orders", label: say("Orders", "订单数"), format: "count" },
    { name: "lastOrder", label: say("Last order", "最后购买"), format: "date" },
  ];
  if (value !== null && !value.nobodyLeaves) {
    columns.push({ name: "probabilityAlive", label: say("Still a customer", "存活概率"), format: "percent" });
  }
  if (byValue) columns.push({ name: "value", label: say("Value of the next year", "未来一年价值"), format: "amount" });
  return {
    id: "best-customers",
    heading: say("Who are the best customers?", "谁是最好的客户？"),
    findings: [bestSentence(analyses, context)],
    charts: [],
    tables: [{ caption: say("The best customers", "最好的客户"), file: "best-customers", table: ranked, columns }],
    method: byValue
      ? say(
          "Ranked by the value expected of the next year, discounted; how it is computed stands in the " +
            "chapter on value.",
          "按未来一年的预期折现价值排序；计算方法见价值一章。",
        )
      : say("Ranked by revenue so far, net of refunds.", "按扣除退款后的累计收入排序。"),
    limits: say(
      "Expectations are means: a single customer may bring nothing or much more. Costs are not known unless a margin " +
        "was given.",
      "期望值是平均数：单个客户可能毫无贡献，也可能多得多。除非给出利润率，成本未知。",
    ),
  };
}

/** The largest customers by name, with what they brought. */
export function bestSentence(analyses: OrderAnalyses, { say, percent, compact }: ChapterContext): string {
  const byValue = resultOf(analyses.value) !== null;
  const rows = rankedCustomers(analyses).head(named).toRows();
  const names = rows.map((row) => `${row["customer"]} (${compact(Number(row["revenue"] ?? 0))})`).join(", ");
  const revenue = rows.reduce((sum, row) => sum + Number(row["revenue"] ?? 0), 0);
  const share = analyses.pareto.total > 0 ? percent(revenue / analyses.pareto.total) : "–";
  const why = byValue ? say(", by the value expected of them,", "（按预期价值）") : "";
  return say(
    `The best customers${why} are (with their revenue so far) ${names}; these ${rows.length} brought ${share} of it.`,
    `最好的客户${why}为（括号内为迄今收入）${names}；这 ${rows.length} 位贡献了总收入的 ${share}。`,
  );
}

/** The buyers with segment and expected value, the best first. */
function rankedCustomers({ buyers, scores, value }: OrderAnalyses): Table {
  const segments = scores.where((row) => (row.orders ?? 0) > 0).column("segment");
  const plain = buyers
    .select("customer", "revenue", "orders", "lastOrder")
    .withColumn<"segment", string>("segment", segments);
  const values = resultOf(value)?.values;
  if (values === undefined) return plain.sortBy("revenue", "desc") as Table;
  return plain
    .withColumn("probabilityAlive", values.column("probabilityAlive"))
    .withColumn("value", values.column("value"))
    .sortBy("value", "desc") as Table;
}
