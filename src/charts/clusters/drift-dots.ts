import type { clusterDrift } from "../../clustering/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Drift = ReturnType<typeof clusterDrift>;

/** Whether clusters of last year still fit: the share of each before and after. */
export const driftDots: ChartDefinition<Drift> = {
  kind: "drift",
  shows: ["clusterDrift"],
  recognizes: (result) => isTableWith(result, ["cluster", "shareBefore", "shareAfter", "shift"], ["stabilityIndex"]),
  draw,
};

function draw(drift: Drift, context: DrawContext): Drawing {
  const { say, percent, decimal, color, term } = context;
  const rows = drift.toRows();
  const moved = rows.reduce((a, b) => (Math.abs(b.change ?? 0) > Math.abs(a.change ?? 0) ? b : a), rows[0]!);
  const [before, after] = [percent(moved.shareBefore ?? 0), percent(moved.shareAfter ?? 0)];
  return dotDrawing(context, {
    title: say(
      `The clusters are ${drift.verdict} (index ${decimal(drift.stabilityIndex, 2)}); cluster ${moved.cluster} ` +
        `went from ${before} to ${after}`,
      `群组状态：${term(drift.verdict)}（指数 ${decimal(drift.stabilityIndex, 2)}）；群组 ${moved.cluster} 由 ${before} 变为 ${after}`,
    ),
    subtitle: say("Share of the customers in each cluster, before and after", "各群组的客户占比：之前与之后"),
    note: say(
      "Population stability index: below 0.1 stable, above 0.25 changed.",
      "群体稳定性指数：低于 0.1 为稳定，高于 0.25 为已改变。",
    ),
    legend: [
      { color: color.sixth, label: say("before", "之前"), mark: "dot" },
      { color: color.main, label: say("after", "之后"), mark: "dot" },
    ],
    data: drift,
    rows: rows.map((row) => ({
      label: say(`cluster ${row.cluster}`, `群组 ${row.cluster}`),
      dots: [
        { value: row.shareBefore ?? 0, color: color.sixth },
        { value: row.shareAfter ?? 0, color: color.main },
      ],
      text: `${percent(row.shareBefore ?? 0)} → ${percent(row.shareAfter ?? 0)}`,
    })),
    format: percent,
    joined: true,
  });
}
