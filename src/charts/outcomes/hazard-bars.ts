import { type CoxModel, hazardRatios } from "../../survival/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf, isTableWith } from "../drawing/recognize.js";

type HazardRatios = ReturnType<typeof hazardRatios>;

/** What makes customers leave sooner: hazard ratios with their intervals. */
export const hazardBars: ChartDefinition<CoxModel | HazardRatios> = {
  kind: "hazards",
  shows: ["fitCox", "hazardRatios"],
  recognizes: (result) =>
    isModelOf(result, ["cox"]) || isTableWith(result, ["name", "hazardRatio", "lower", "upper", "pValue"], ["level"]),
  draw,
};

function draw(result: CoxModel | HazardRatios, context: DrawContext): Drawing {
  const { say, decimal, percent, color } = context;
  const table = "kind" in result ? hazardRatios(result) : result;
  const rows = table.toRows().filter((row) => row.hazardRatio !== null && row.hazardRatio > 0);
  const sure = rows
    .filter((row) => row.lower !== null && row.upper !== null && (row.lower > 1 || row.upper < 1))
    .sort((a, b) => Math.abs(Math.log(b.hazardRatio!)) - Math.abs(Math.log(a.hazardRatio!)))[0];
  const title =
    sure === undefined
      ? say("No feature changes the risk for sure", "没有特征显著改变风险")
      : say(
          `${sure.name}: ${decimal(sure.hazardRatio!)} times the risk per unit (${decimal(sure.lower!)} to ` +
            `${decimal(sure.upper!)})`,
          `${sure.name}：每单位风险为 ${decimal(sure.hazardRatio!)} 倍（${decimal(sure.lower!)} 至 ${decimal(sure.upper!)}）`,
        );
  return dotDrawing(context, {
    title,
    subtitle: say(
      `Hazard ratios with ${percent(table.level)} intervals (1: no difference)`,
      `风险比与 ${percent(table.level)} 区间（1 为无差异）`,
    ),
    data: table,
    rows: rows.map((row) => ({
      label: String(row.name),
      dots: [
        {
          value: within(row.hazardRatio!),
          color: color.main,
          lower: row.lower === null ? null : within(row.lower),
          upper: row.upper === null ? null : within(row.upper),
        },
      ],
      text: decimal(row.hazardRatio!),
    })),
    format: context.compact,
    log: true,
    rules: [1],
  });
}

/** Ratios beyond are drawn at the edge. */
function within(ratio: number): number {
  return Math.min(1e3, Math.max(1e-3, ratio));
}
