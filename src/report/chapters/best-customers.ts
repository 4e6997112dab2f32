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
    ...(value === null ? [] : [{ name: "value", label: valueLabel(value.margin, context), format: "amount" } as const]),
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
            "Ranked by what is expected of each in the next year, discounted; how it is computed stands in the " +
              "chapter on what the customer base is worth.",
            "按未来一年的预期折现价值排序；计算方法见“客户群值多少钱”一章。",
          ),
    limits: limitsOf(value?.margin ?? null, context),
  };
}

function valueLabel(margin: number, { say }: ChapterContext): string {
  return margin === 1
    ? say("Revenue of the next year", "未来一年收入")
    : say("Profit of the next year", "未来一年利润");
}

/** Where no value could be computed, `margin` is null. */
function limitsOf(margin: number | null, { say }: ChapterContext): string {
  const costs = say("It is revenue, not profit: what customers cost is not known.", "为收入而非利润：客户成本未知。");
  if (margin === null) return costs;
  const means = say(
    "Expectations are means: a single customer may bring nothing or much more.",
    "期望值是平均数：单个客户可能毫无贡献，也可能多得多。",
  );
  return margin === 1 ? `${means}${say(" ", "")}${costs}` : means;
}

/** The largest customers by name, with the figure by which they are the largest. */
export function bestSentence(analyses: OrderAnalyses, { say, percent, money, list }: ChapterContext): string {
  const value = resultOf(analyses.value);
  const [figure, total] =
    value === null ? (["revenue", analyses.pareto.total] as const) : (["value", value.total] as const);
  const rows = rankedCustomers(analyses).head(named).toRows();
  const names = list(
    rows.map((row) => {
      const amount = money(Number(row[figure] ?? 0));
      return say(`${row["customer"]} (${amount})`, `${row["customer"]}（${amount}）`);
    }),
  );
  const [kept, keptChinese] = value === null || value.margin === 1 ? ["revenue", "收入"] : ["profit", "利润"];
  const sum = rows.reduce((all, row) => all + Number(row[figure] ?? 0), 0);
  const share = total > 0 ? percent(sum / total) : "–";
  return value === null
    ? say(
        `The best customers, by their revenue so far, are ${names}; these ${rows.length} brought ${share} of ` +
          "all revenue.",
        `按累计收入，最好的客户为 ${names}；这 ${rows.length} 位带来总收入的 ${share}。`,
      )
    : say(
        `The best customers, by the ${kept} expected of each in the next year, are ${names}; these ${rows.length} ` +
          `make up ${share} of the ${kept} expected of all.`,
        `按未来一年的预期${keptChinese}，最好的客户为 ${names}；这 ${rows.length} 位占全部预期${keptChinese}的 ${share}。`,
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
