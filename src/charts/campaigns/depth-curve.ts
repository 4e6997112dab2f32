import { ruleX } from "@observablehq/plot";
import type { ContactDepth, ResponseValidation } from "../../campaigns/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Down to which score a contact pays: the profit by the share of customers contacted, the best scores first. */
export const depthCurve: ChartDefinition<ContactDepth | ResponseValidation> = {
  kind: "depth",
  shows: ["contactDepth", "validateResponse"],
  recognizes: (result) =>
    isDepth(result) || (isObjectWith(result, ["depth", "scored"]) && isDepth((result as ResponseValidation).depth)),
  draw,
};

function isDepth(result: unknown): boolean {
  return isObjectWith(result, ["justAsGood", "everybody"]) && hasTable(result, "curve", ["share", "profit", "lower"]);
}

function draw(result: ContactDepth | ResponseValidation, context: DrawContext): Drawing {
  const { say, percent, compact, color } = context;
  const depth = "curve" in result ? result : result.depth!;
  const rows = depth.curve.toRows();
  const { from, to } = depth.justAsGood;
  const { lower, upper } = depth.interval.profit;
  const title = say(
    `Contact the best ${percent(depth.share)}: a profit of ${compact(depth.profit)} (${compact(lower)} to ` +
      `${compact(upper)})`,
    `联系得分最高的 ${percent(depth.share)}：利润 ${compact(depth.profit)}（${compact(lower)} 至 ${compact(upper)}）`,
  );
  return lineDrawing(context, {
    title,
    subtitle: say("Profit by the share of customers contacted, the best scores first", "按得分从高到低联系时的利润"),
    note: say(
      `From ${percent(from)} to ${percent(to)} earns nearly the same; everybody: ${compact(depth.everybody.profit)}.`,
      `${percent(from)} 至 ${percent(to)} 之间利润几乎相同；联系所有人：${compact(depth.everybody.profit)}。`,
    ),
    data: depth.curve,
    series: [
      {
        label: say("profit", "利润"),
        color: color.main,
        points: rows.map((row) => ({ x: row.share!, y: row.profit!, lower: row.lower, upper: row.upper })),
      },
    ],
    x: { label: say("share contacted", "联系的占比"), format: percent as never, ticks: 6 },
    y: { label: say("profit", "利润"), format: compact as never },
    domain: { x: [0, 1] },
    marks: [ruleX([depth.share], { stroke: color.second, strokeWidth: 2, strokeDasharray: "5 4" })],
    legend: [{ color: color.second, label: say("the best depth", "最佳深度"), mark: "dashed" }],
  });
}
