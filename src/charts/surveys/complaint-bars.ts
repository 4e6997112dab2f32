import type { ComplaintSummary } from "../../satisfaction/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What customers complain about, the most frequent first. */
export const complaintBars: ChartDefinition<ComplaintSummary> = {
  kind: "complaints",
  shows: ["complaintSummary"],
  recognizes: (result) =>
    isObjectWith(result, ["total", "trend"]) && hasTable(result, "causes", ["cause", "complaints", "share"]),
  draw,
};

function draw(summary: ComplaintSummary, context: DrawContext): Drawing {
  const { say, count, percent, decimal, color, counted } = context;
  const rows = summary.causes.toRows();
  const [first] = rows;
  const days = summary.total.medianDays;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("There are no complaints", "没有投诉")
        : say(
            `${percent(first.share ?? 0)} of ${counted(summary.total.complaints ?? 0, "complaint")} are about ` +
              `${first.cause}`,
            `${count(summary.total.complaints ?? 0)} 起投诉中 ${percent(first.share ?? 0)} 关于${first.cause}`,
          ),
    subtitle:
      days === null
        ? say("Complaints by cause", "按原因划分的投诉")
        : say(
            `Complaints by cause; half are resolved within ${decimal(days)} days`,
            `按原因划分的投诉；一半在 ${decimal(days)} 天内解决`,
          ),
    data: summary.causes,
    bars: rows.map((row) => ({
      label: String(row.cause),
      value: row.complaints ?? 0,
      text: `${count(row.complaints ?? 0)} (${percent(row.share ?? 0)})`,
      color: (row.cumulativeShare ?? 0) - (row.share ?? 0) < 0.8 ? color.second : color.main,
    })),
    legend: [
      { color: color.second, label: say("the causes of 80%", "占 80% 的原因") },
      { color: color.main, label: say("the others", "其他") },
    ],
    format: count,
  });
}
