import type { SatisfactionWorth } from "../../satisfaction/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable } from "../drawing/recognize.js";

/** What a point of satisfaction goes along with, in each zone. */
export const worthBars: ChartDefinition<SatisfactionWorth> = {
  kind: "worth",
  shows: ["satisfactionWorth"],
  recognizes: (result) => hasTable(result, "table", ["zone", "perPoint", "worth", "total"]),
  draw,
};

function draw(worth: SatisfactionWorth, context: DrawContext): Drawing {
  const { say, decimal, term } = context;
  const rows = worth.table.toRows().filter((row) => row.perPoint !== null);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("Nothing is known of what satisfaction is worth", "无法得知满意度的价值")
        : say(
            `A point of satisfaction goes along with ${decimal(first.perPoint!)} ` +
              `(${decimal(first.lower ?? first.perPoint!)} to ${decimal(first.upper ?? first.perPoint!)})`,
            `满意度每提高1分对应 ${decimal(first.perPoint!)}（${decimal(first.lower ?? first.perPoint!)} 至 ` +
              `${decimal(first.upper ?? first.perPoint!)}）`,
          ),
    subtitle: say(
      "Difference in the outcome per point of satisfaction, with its interval",
      "满意度每分对应的结果差异及区间",
    ),
    note: say("Customers who are more satisfied may differ in other ways, too.", "更满意的客户可能在其他方面也不同。"),
    data: worth.table,
    bars: rows.map((row) => ({ label: term(row.zone), value: row.perPoint!, lower: row.lower, upper: row.upper })),
    format: context.compact,
  });
}
