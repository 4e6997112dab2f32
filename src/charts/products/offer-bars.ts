import type { Recommendations } from "../../baskets/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What will be offered most: in how many customers' lists each item stands, and in how many it comes first. */
export const offerBars: ChartDefinition<Recommendations> = {
  kind: "offers",
  shows: ["recommendNext"],
  recognizes: (result) => isTableWith(result, ["customer", "rank", "item", "score", "why"], ["asOf", "ledger"]),
  draw,
};

function draw(offers: Recommendations, context: DrawContext): Drawing {
  const { say, count, percent, compact, counted } = context;
  const items = new Map<string, { listed: number; first: number }>();
  const customers = new Set<unknown>();
  for (const row of offers.toRows()) {
    const item = String(row.item);
    const { listed, first } = items.get(item) ?? { listed: 0, first: 0 };
    items.set(item, { listed: listed + 1, first: first + (row.rank === 1 ? 1 : 0) });
    customers.add(row.customer);
  }
  const rows = [...items].map(([item, counts]) => ({ item, ...counts })).sort((a, b) => b.listed - a.listed);
  const all = Math.max(1, customers.size);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("Nothing to offer to anybody", "没有可推荐的商品")
        : say(
            `${counted(rows.length, "item")} for ${counted(customers.size, "customer")}; ${first.item} is offered to ` +
              percent(first.listed / all),
            `为 ${count(customers.size)} 位客户推荐 ${count(rows.length)} 种商品；` +
              `${first.item} 推荐给 ${percent(first.listed / all)}`,
          ),
    subtitle: say("Customers to whom each item is offered (first of their list)", "各商品的推荐客户数（其中列为首位）"),
    data: toTable("offerBars", rows.length === 0 ? [{ item: "", listed: 0, first: 0 }] : rows),
    bars: rows.map((row) => ({
      label: row.item,
      value: row.listed,
      text: `${count(row.listed)} (${count(row.first)})`,
    })),
    format: compact,
  });
}
