import type { OptimalCuts } from "../../clustering/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Where one measure falls into classes by itself: how many each class holds, and from where to where it reaches. */
export const cutBars: ChartDefinition<OptimalCuts> = {
  kind: "cuts",
  shows: ["optimalCuts"],
  recognizes: (result) =>
    isObjectWith(result, ["cuts", "explained"]) &&
    hasTable(result, "classes", ["class", "from", "to", "count", "mean"]),
  draw,
};

function draw(cuts: OptimalCuts, context: DrawContext): Drawing {
  const { say, percent, count, compact, counted } = context;
  const rows = cuts.classes.toRows();
  return barDrawing(context, {
    title: say(
      `${counted(rows.length, "class accounts", "classes account")} for ${percent(cuts.explained)} of the differences`,
      `${rows.length} 个类别解释了 ${percent(cuts.explained)} 的差异`,
    ),
    subtitle: say("Members of each class, from the smallest values up", "各类别的数量，按数值从小到大"),
    data: cuts.classes,
    bars: rows.map((row) => ({
      label: `${compact(row.from ?? 0)} – ${compact(row.to ?? 0)}`,
      value: row.count ?? 0,
      text: say(
        `${count(row.count ?? 0)}, mean ${compact(row.mean ?? 0)}`,
        `${count(row.count ?? 0)}，均值 ${compact(row.mean ?? 0)}`,
      ),
    })),
    format: compact,
  });
}
