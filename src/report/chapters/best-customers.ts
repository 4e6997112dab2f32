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
  const columns: ReportColumn[] = [
    { name: "customer", label: say("Customer", "客户"), format: "text" },
    { name: "segment", label: say("Segment", "细分"), format: "text" },
    ...(value === null
      ? []
      : [{ name: "value", label: say("Value of the next year", "未来一年价值"), format: "amount" } as const]),
    { name: "revenue", label: say("Revenue so far", "累计收入"), format: "amount" },
    { name: "orders", label: say("Orders", "订单数"), format: "count" },
    { name: "lastOrder", label: say("Last order", "最后购买"), format: "date" },
  ];
  if (value !== null && !value.nobodyLeaves) {
    columns.push({ name: "probabilityAlive", label: say("Still a customer", "存活概率"), format: "percent" });
  }
  const caption = say("The best customers", "最好的客户");
  return {
    id: "best-customers",
    heading: say("Who are the best customers?", "谁是最好的客户？"),
    findings: [bestSentence(analyses, context)],
    charts: [],
    tables: [{ caption, file: "best-customers", table: rankedCustomers(analyses), columns }],
    method:
      value === null
        ? say("Ranked by revenue so far, net of refunds.", "按扣除退款后的累计收入排序。")
        : say(
            "Ranked by the value expected of the next year, discounted; how it is computed stands in the " +
              "chapter on value.",
            "按未来一年的预期折现价值排序；计算方法见价值一章。",
          ),
    limits: say(
      "Expectations are means: a single customer may bring nothing or much more. Costs are not known unless a margin " +
        "was given.",
      "期望值是平均数：单个客户可能毫无贡献，也可能多得多。除非给出利润率，成本未知。",
    ),
  };
}

/** The largest customers by name, with the figure by which they are the largest. */
export function bestSentence(analyses: OrderAnalyses, { say, percent, money }: ChapterContext): string {
  const value = resultOf(analyses.value);
  const [figure, total] =
    value === null ? (["revenue", analyses.pareto.total] as const) : (["value", value.total] as const);
  const rows = rankedCustomers(analyses).head(named).toRows();
  const names = rows.map((row) => `${row["customer"]} (${money(Number(row[figure] ?? 0))})`).join(", ");
  const sum = rows.reduce((all, row) => all + Number(row[figure] ?? 0), 0);
  const share = total > 0 ? percent(sum / total) : "–";
  return value === null
    ? say(
        `The best customers, by their revenue so far, are ${names}; these ${rows.length} brought ${share} of ` +
          "all revenue.",
        `按累计收入，最好的客户为 ${names}；这 ${rows.length} 位带来总收入的 ${share}。`,
      )
    : say(
        `The best customers, by the value expected of each in the next year, are ${names}; these ${rows.length} ` +
          `make up ${share} of the value expected of all.`,
        `按未来一年的预期价值，最好的客户为 ${names}；这 ${rows.length} 位占全部预期价值的 ${share}。`,
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
