import { areaY, dot, line } from "@observablehq/plot";
import { type ContractModel, retentionRates, type retentionTable, survivalCurve } from "../../lifetime-value/index.js";
import { isTable, toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isTableWith } from "../drawing/recognize.js";

type RetentionTable = ReturnType<typeof retentionTable>;

/** How many customers of a contract stay: survival and retention by period, counted or by a model. */
export const retentionChart: ChartDefinition<RetentionTable | ContractModel> = {
  kind: "retention",
  shows: ["retentionTable", "fitShiftedBetaGeometric", "fitBetaDiscreteWeibull", "fitRetentionCurve"],
  recognizes: (result) =>
    isTableWith(result, ["period", "atRisk", "kept", "lost", "retention", "survival"]) ||
    isModelOf(result, ["shifted-beta-geometric", "beta-discrete-weibull", "retention-curve"]),
  draw,
};

/** Periods that are drawn of a model. */
const modelPeriods = 12;

interface RetentionPoint {
  readonly period: number;
  readonly survival: number | null;
  readonly retention: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function draw(result: RetentionTable | ContractModel, context: DrawContext): Drawing {
  const { say, percent, color, counted } = context;
  const rows = pointsOf(result);
  const last = rows.filter((row) => row.survival !== null).at(-1);
  const retained = rows.filter((row) => row.retention !== null);
  const [first, final] = [retained[0], retained.at(-1)];
  const title =
    last === undefined || first === undefined || final === undefined
      ? say("Nothing is known yet", "尚无数据")
      : say(
          `${percent(last.survival!)} are left after ${counted(last.period, "period")}; retention goes from ` +
            `${percent(first.retention!)} to ${percent(final.retention!)}`,
          `${last.period} 期后仍有 ${percent(last.survival!)}；留存率从 ${percent(first.retention!)} 变为 ` +
            `${percent(final.retention!)}`,
        );
  return {
    title,
    subtitle: say("Share of the customers still there, and retention of each period", "仍在的客户比例与各期留存率"),
    description: say(`Line chart. ${title}.`, `折线图。${title}。`),
    legend: [
      { color: color.main, label: say("still there", "仍在"), mark: "line" },
      { color: color.second, label: say("retention of the period", "当期留存率"), mark: "dashed" },
    ],
    data: toTable("retentionChart", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 14,
        y: { domain: [0, 1] },
        marks: [
          ...bottomAxis(context, { label: say("period", "期"), ticks: Math.min(13, rows.length), grid: false }),
          ...leftAxis(context, { format: percent as never, ticks: 5 }),
          areaY(
            rows.filter((row) => row.lower !== null && row.upper !== null),
            { x: "period", y1: "lower", y2: "upper", fill: color.second, fillOpacity: 0.16 },
          ),
          line(retained, { x: "period", y: "retention", stroke: color.second, strokeWidth: 2, strokeDasharray: "6 4" }),
          line(
            rows.filter((row) => row.survival !== null),
            { x: "period", y: "survival", stroke: color.main, strokeWidth: 2.4 },
          ),
          dot(
            rows.filter((row) => row.survival !== null),
            { x: "period", y: "survival", fill: color.main, r: 3 },
          ),
        ],
      }),
  };
}

function pointsOf(result: RetentionTable | ContractModel): RetentionPoint[] {
  if (isTable(result)) {
    const rows = (result as RetentionTable).toRows();
    return rows.map(({ period, survival, retention, lower, upper }) => ({ period, survival, retention, lower, upper }));
  }
  const model = result as ContractModel;
  const survival = survivalCurve(model, modelPeriods);
  const retention = retentionRates(model, modelPeriods);
  return Array.from(survival, (value, i) => ({
    period: survival.length > modelPeriods ? i : i + 1,
    survival: value,
    retention: (survival.length > modelPeriods ? retention[i - 1] : retention[i]) ?? null,
    lower: null,
    upper: null,
  }));
}
