import type { ProductHoldings } from "../../baskets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** How many products customers hold. */
export const holdingBars: ChartDefinition<ProductHoldings> = {
  kind: "holdings",
  shows: ["productHoldings"],
  recognizes: (result) => isObjectWith(result, ["matrix", "customers", "households"]),
  draw,
};

function draw({ customers }: ProductHoldings, context: DrawContext): Drawing {
  const { say, count, percent, decimal, compact, counted } = context;
  const rows = customers.depth.toRows();
  const pair = customers.pairs
    .toRows()
    .filter((row) => row.lift !== null)
    .sort((a, b) => b.lift! - a.lift!)[0];
  return barDrawing(context, {
    title: say(
      `${count(customers.holders)} customers hold ${decimal(customers.perHolder)} products each on average`,
      `${count(customers.holders)} 位客户人均持有 ${decimal(customers.perHolder)} 种产品`,
    ),
    subtitle: say("Customers by the number of products they hold", "按持有产品数划分的客户"),
    note:
      pair === undefined
        ? undefined
        : say(
            `Held together most above chance: ${pair.product} and ${pair.other} (${decimal(pair.lift!, 1)} times).`,
            `共同持有最突出：${pair.product} 与 ${pair.other}（${decimal(pair.lift!, 1)} 倍）。`,
          ),
    data: customers.depth,
    bars: rows.map((row) => ({
      label: say(counted(row.products ?? 0, "product"), `${row.products} 种`),
      value: row.holders ?? 0,
      text: `${count(row.holders ?? 0)} (${percent(row.share ?? 0)})`,
    })),
    format: compact,
  });
}
