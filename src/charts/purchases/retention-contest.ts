import type { compareRetentionCurves } from "../../lifetime-value/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type RetentionComparison = ReturnType<typeof compareRetentionCurves>;

/** Which retention curve foretells best: the error of each on periods that it had not seen. */
export const retentionContest: ChartDefinition<RetentionComparison> = {
  kind: "retention-contest",
  shows: ["compareRetentionCurves"],
  recognizes: (result) => isTableWith(result, ["curve", "fitError", "holdoutError", "plausible"], ["models"]),
  draw,
};

/** The curves in Chinese. */
const curves = new Map([
  ["linear", "线性"],
  ["quadratic", "二次"],
  ["exponential", "指数"],
  ["power", "幂函数"],
  ["logarithmic", "对数"],
  ["shifted-beta-geometric", "移位 beta 几何"],
  ["beta-discrete-weibull", "beta 离散威布尔"],
]);

function draw(comparison: RetentionComparison, context: DrawContext): Drawing {
  const { say, percent, color } = context;
  const rows = comparison
    .toRows()
    .map((row) => ({ ...row, error: row.holdoutError ?? row.fitError }))
    .filter((row) => row.error !== null)
    .sort((a, b) => a.error! - b.error!);
  const nameOf = (curve: unknown): string => say(String(curve), curves.get(String(curve)) ?? String(curve));
  const best = rows.find((row) => row.plausible === true) ?? rows[0];
  return barDrawing(context, {
    title:
      best === undefined
        ? say("No curve could be fitted", "没有可拟合的曲线")
        : say(
            `${nameOf(best.curve)} foretells best: off by ${percent(best.error!)} on average`,
            `${nameOf(best.curve)} 预测最好：平均偏差 ${percent(best.error!)}`,
          ),
    subtitle: say("Mean error of each curve on periods kept apart", "各曲线在留出周期上的平均误差"),
    legend: [
      { color: color.main, label: say("plausible", "合理") },
      { color: color.sixth, label: say("not plausible beyond the data", "外推不合理") },
    ],
    data: comparison,
    bars: rows.map((row) => ({
      label: nameOf(row.curve),
      value: row.error!,
      text: percent(row.error!, 2),
      color: row.plausible === true ? color.main : color.sixth,
    })),
    format: percent,
  });
}
