import type { ProportionalHazardsTest } from "../../survival/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Whether the effects of a Cox model stay the same over time. */
export const proportionalityBars: ChartDefinition<ProportionalHazardsTest> = {
  kind: "proportionality",
  shows: ["testProportionalHazards"],
  recognizes: (result) => isTableWith(result, ["name", "chiSquare", "degreesOfFreedom", "pValue"], ["transform"]),
  draw,
};

function draw(test: ProportionalHazardsTest, context: DrawContext): Drawing {
  const { say, decimal, color, counted } = context;
  const rows = test.toRows().filter((row) => row.chiSquare !== null);
  const changing = rows.filter((row) => row.pValue !== null && row.pValue < 0.05);
  return barDrawing(context, {
    title:
      changing.length === 0
        ? say("No effect changes over time for sure", "没有效应随时间显著变化")
        : say(
            `${changing.length} of ${counted(rows.length, "effect")} ` +
              `${changing.length === 1 ? "changes" : "change"} over time: ${changing[0]!.name}`,
            `${rows.length} 个效应中 ${changing.length} 个随时间变化：${changing[0]!.name}`,
          ),
    subtitle: say("Chi-square of the test for proportional hazards", "比例风险检验的卡方值"),
    legend: [
      { color: color.second, label: say("changes (p below 0.05)", "随时间变化（p 小于 0.05）") },
      { color: color.main, label: say("no sign of a change", "无变化迹象") },
    ],
    data: test,
    bars: rows.map((row) => ({
      label: String(row.name),
      value: row.chiSquare!,
      text: row.pValue === null ? decimal(row.chiSquare!) : `${decimal(row.chiSquare!)} (p = ${decimal(row.pValue)})`,
      color: changing.includes(row) ? color.second : color.main,
    })),
    format: context.compact,
  });
}
