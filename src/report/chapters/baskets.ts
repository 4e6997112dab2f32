import { associationRules, frequentItemsets } from "../../baskets/index.js";
import type { SummarizeOptions } from "../../customers/index.js";
import {
  createTable,
  dateColumn,
  dayOf,
  findColumn,
  localMoments,
  type Table,
  timeZoneOption,
} from "../../table/index.js";
import { known } from "../analysis/known.js";
import { pricedOrders } from "../analysis/priced-orders.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

const caller = "createReport";

/** Rules are looked for among pairs that so many baskets hold, or this share of them. */
const fewest = { baskets: 10, share: 0.005 } as const;

/** The columns of orders, that of the item among them. */
export interface BasketColumns {
  readonly orders: SummarizeOptions;
  readonly item: string;
}

/** What is bought together: items of the same order, or of the same customer and day. */
export function basketsChapter(orders: Table, options: BasketColumns, context: ChapterContext): Chapter {
  const heading = context.say("What is bought together?", "哪些商品一起购买？");
  const read = known(() => chapterOf(heading, orders, options, context));
  return "reason" in read ? missingChapter("baskets", heading, read.reason, context) : read.result;
}

function chapterOf(heading: string, orders: Table, options: BasketColumns, context: ChapterContext): Chapter {
  const { say, count, percent, decimal, counted } = context;
  const item = findColumn(caller, orders, options.item);
  const rows = basketRows(orders, options);
  const minCount = Math.max(fewest.baskets, Math.ceil(new Set(rows.column("basket")).size * fewest.share));
  const itemsets = frequentItemsets(rows, { minCount, maxLength: 2, maxItemsets: 20_000 });
  const rules = associationRules(itemsets, { minConfidence: 0.05 })
    .where((row) => (row.adjustedPValue ?? 1) < 0.05)
    .sortBy("lift", "desc");
  const items = itemTable(orders, item.name, options);
  const best = rules.head(3).toRows();
  return {
    id: "baskets",
    heading,
    findings: [
      say(
        `${counted(itemsets.baskets, "basket")}; ` +
          `${counted(rules.numRows, "rule of two items is", "rules of two items are")} clear of chance.`,
        `${count(itemsets.baskets)} 个购物篮；${count(rules.numRows)} 条两项规则显著。`,
      ),
      ...best.map((row) =>
        say(
          `Who buys ${row.antecedent} also buys ${row.consequent} in ${percent(row.confidence ?? 0)} of the baskets, ` +
            `${decimal(row.lift ?? 0, 1)} times as often as all (${count(row.count ?? 0)} baskets).`,
          `购买 ${row.antecedent} 的购物篮中 ${percent(row.confidence ?? 0)} 也有 ${row.consequent}，` +
            `为平时的 ${decimal(row.lift ?? 0, 1)} 倍（${count(row.count ?? 0)} 个购物篮）。`,
        ),
      ),
    ],
    charts: [
      ...(itemsets.size > 0 ? [context.chart(itemsets)] : []),
      ...(rules.numRows > 0 ? [context.chart(rules)] : []),
    ],
    tables: [
      {
        caption: say("Rules, the strongest first", "规则（从强到弱）"),
        file: "rules",
        table: rules as Table,
        columns: [
          { name: "antecedent", label: say("Who buys", "购买"), format: "text" },
          { name: "consequent", label: say("also buys", "也购买"), format: "text" },
          { name: "count", label: say("Baskets", "购物篮数"), format: "count" },
          { name: "confidence", label: say("Confidence", "置信度"), format: "percent" },
          { name: "lift", label: say("Lift", "提升度"), format: "decimal" },
        ],
      },
      {
        caption: say("Items by revenue", "按收入排列的商品"),
        file: "items",
        table: items,
        columns: [
          { name: "item", label: say("Item", "商品"), format: "text" },
          { name: "rows", label: say("Rows", "行数"), format: "count" },
          { name: "revenue", label: say("Revenue", "收入"), format: "amount" },
        ],
      },
    ],
    method: say(
      `A basket is the items of an order (or of a customer and day). Pairs that at least ` +
        `${counted(minCount, "basket")} ` +
        "hold are compared with what chance would give; p values are adjusted for the number of rules.",
      `购物篮为同一订单（或同一客户同一天）的商品。至少出现在 ${count(minCount)} 个购物篮中的组合与随机情形比较；p 值已校正。`,
    ),
    limits: say(
      "Bought together does not mean that one makes buy the other: try it in an experiment.",
      "一起购买不等于一个促成另一个：请通过试验验证。",
    ),
  };
}

/** A row for every item of an order, or of a customer and day where orders have no numbers. */
function basketRows(orders: Table, { orders: columns, item }: BasketColumns): Table {
  const items = findColumn(caller, orders, item);
  const customers = findColumn(caller, orders, columns.customer ?? "customer");
  const numbers = typeof columns.order === "string" ? findColumn(caller, orders, columns.order) : null;
  const zone = timeZoneOption(caller, columns.timeZone);
  const moments =
    numbers === null ? localMoments(dateColumn(caller, orders, columns.date ?? "date", columns), zone) : null;
  const basketOf = (row: number): string | null => {
    if (numbers !== null) return numbers.at(row) === null ? null : String(numbers.at(row));
    const customer = customers.at(row);
    return customer === null ? null : JSON.stringify([String(customer), dayOf(moments![row]!)]);
  };
  const rows: { basket: string; item: string }[] = [];
  for (let row = 0; row < orders.numRows; row++) {
    const [basket, name] = [basketOf(row), items.at(row)];
    if (basket !== null && name !== null) rows.push({ basket, item: String(name) });
  }
  return createTable([
    ["basket", rows.map(({ basket }) => basket)],
    ["item", rows.map((row) => row.item)],
  ]) as Table;
}

function itemTable(orders: Table, item: string, options: BasketColumns): Table {
  const priced = pricedOrders(caller, orders, options.orders.amount);
  const sums = priced.orders
    .groupBy(item)
    .summarize({ rows: { count: true }, revenue: { sum: priced.amount } })
    .sortBy("revenue", "desc");
  return createTable([
    ["item", sums.column(item)],
    ["rows", sums.column("rows")],
    ["revenue", sums.column("revenue")],
  ]) as Table;
}
