import type { SilhouetteReport } from "../../clustering/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Which clusters hold together: the mean silhouette of each. */
export const silhouetteBars: ChartDefinition<SilhouetteReport> = {
  kind: "silhouette",
  shows: ["silhouetteReport"],
  recognizes: (result) =>
    isObjectWith(result, ["mean", "judged"]) && hasTable(result, "clusters", ["cluster", "points", "mean", "negative"]),
  draw,
};

function draw(report: SilhouetteReport, context: DrawContext): Drawing {
  const { say, decimal, count, color, counted } = context;
  const rows = report.clusters.toRows().filter((row) => row.mean !== null);
  const misplaced = rows.reduce((sum, row) => sum + (row.negative ?? 0), 0);
  return barDrawing(context, {
    title: say(
      `The mean silhouette is ${decimal(report.mean, 2)}; ${count(misplaced)} of ${counted(report.judged, "point")} ` +
        "lie nearer to another cluster",
      `平均轮廓系数为 ${decimal(report.mean, 2)}；${count(report.judged)} 个点中 ${count(misplaced)} 个更接近其他群组`,
    ),
    subtitle: say(
      "Mean silhouette of each cluster (1: far from the others)",
      "各群组的平均轮廓系数（1：远离其他群组）",
    ),
    note: report.exact ? undefined : say("Estimated from a sample of the points.", "由抽样的点估计。"),
    data: report.clusters,
    bars: rows.map((row) => ({
      label: say(`cluster ${row.cluster}`, `群组 ${row.cluster}`),
      value: row.mean!,
      text: say(
        `${decimal(row.mean!, 2)} (${counted(row.points ?? 0, "point")})`,
        `${decimal(row.mean!, 2)}（${count(row.points ?? 0)} 个点）`,
      ),
      color: row.mean! < 0.25 ? color.second : color.main,
    })),
    legend: [
      { color: color.main, label: say("holds together", "较紧凑") },
      { color: color.second, label: say("below 0.25: hardly a cluster", "低于 0.25：几乎不成群组") },
    ],
    format: (value) => decimal(value, 2),
  });
}
