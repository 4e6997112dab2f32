import { dot, ruleX, ruleY, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import { type CoxModel, hazardRatios } from "../../survival/index.js";
import { bottomAxis } from "../drawing/axes.js";
import { labelMargin } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isTableWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";

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
  const rows = table
    .toRows()
    .filter((row) => row.hazardRatio !== null && row.hazardRatio > 0)
    .map((row, i) => ({ ...row, row: i }));
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
  const within = (value: number | null): number | null =>
    value === null ? null : Math.min(1e3, Math.max(1e-3, value));
  const intervals = rows
    .filter((row) => row.lower !== null && row.upper !== null)
    .map((row) => ({ ...row, lower: within(row.lower), upper: within(row.upper) }));
  const marginLeft = labelMargin(
    rows.map((row) => String(row.name)),
    240,
  );
  return {
    title,
    subtitle: say(
      `Hazard ratios with ${percent(table.level)} intervals (1: no difference)`,
      `风险比与 ${percent(table.level)} 区间（1 为无差异）`,
    ),
    description: say(`Dots with intervals. ${title}.`, `点与区间图。${title}。`),
    data: table,
    picture: (width) =>
      plotPicture(context, width, {
        height: 50 + rows.length * 26,
        marginLeft,
        marginBottom: 32,
        x: { type: "log" },
        y: { axis: null, type: "band", domain: rows.map((row) => row.row) },
        marks: [
          ...bottomAxis(context, { format: context.compact as never, ticks: 4, grid: false }),
          ruleX([1], { stroke: color.ink }),
          ruleY(intervals, { y: "row", x1: "lower", x2: "upper", stroke: color.main, strokeWidth: 2.5 }),
          dot(rows, {
            x: (row: { hazardRatio: number }) => within(row.hazardRatio),
            y: "row",
            fill: color.main,
            r: 4.5,
          }),
          text(rows, {
            y: "row",
            frameAnchor: "left",
            textAnchor: "end",
            dx: -10,
            text: (row: { name: string }) => fitText(safeText(row.name), (marginLeft - 12) / 12),
            fill: color.ink,
          }),
        ],
      }),
  };
}
