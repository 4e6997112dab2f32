import type { gapStatistic } from "../../clustering/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Gap = ReturnType<typeof gapStatistic>;

/** Whether there are clusters at all: how much tighter the points lie than points without clusters would. */
export const gapCurve: ChartDefinition<Gap> = {
  kind: "gap",
  shows: ["gapStatistic"],
  recognizes: (result) => isTableWith(result, ["k", "inertia", "gap", "gapError"], ["recommended"]),
  draw,
};

function draw(gap: Gap, context: DrawContext): Drawing {
  const { say, color, counted } = context;
  const rows = gap.toRows().filter((row) => row.gap !== null);
  const { recommended } = gap;
  return lineDrawing(context, {
    title:
      recommended === null
        ? say(`No number of clusters from ${rows[0]?.k} on stands out`, `从 ${rows[0]?.k} 起没有突出的群组数`)
        : recommended === 1
          ? say("There are no clusters: 1 is the best number", "没有群组：最佳数目为 1")
          : say(`${counted(recommended, "cluster is", "clusters are")} recommended`, `建议分为 ${recommended} 个群组`),
    subtitle: say("Gap statistic by the number of clusters, with one standard error", "间隙统计量（含一倍标准误）"),
    data: gap,
    series: [
      {
        label: say("gap", "间隙"),
        color: color.main,
        points: rows.map((row) => ({
          x: row.k!,
          y: row.gap!,
          lower: row.gapError === null ? null : row.gap! - row.gapError,
          upper: row.gapError === null ? null : row.gap! + row.gapError,
        })),
      },
    ],
    x: { label: say("clusters", "群组数"), ticks: rows.map((row) => row.k!), format: context.count as never },
    y: { label: say("gap", "间隙"), format: context.compact as never },
    afloat: true,
  });
}
