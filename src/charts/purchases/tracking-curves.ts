import { line, ruleX, text } from "@observablehq/plot";
import type { HoldoutReport } from "../../lifetime-value/index.js";
import { seriesColor } from "../../presentation/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { unitsOf } from "./modeled-customers.js";

/** Whether a forecast came true: purchases added up period by period, as they came and as models expected them. */
export const trackingCurves: ChartDefinition<HoldoutReport> = {
  kind: "tracking",
  shows: ["validateHoldout"],
  recognizes: (result) =>
    isObjectWith(result, ["summary", "models", "horizon"]) &&
    hasTable(result, "tracking", ["model", "phase", "cumulativeActual", "cumulativePredicted"]) &&
    (result as HoldoutReport).tracking.numRows > 0,
  draw,
};

function draw(report: HoldoutReport, context: DrawContext): Drawing {
  const { say, compact, count, percent, color, counted } = context;
  const { rows, boundary } = joinedPhases(report);
  const models = [...new Set(rows.map((row) => String(row.model)))];
  const first = rows.filter((row) => row.model === models[0]);
  const best = report.summary
    .toRows()
    .reduce((a, b) => (Math.abs(b.relativeBias ?? 9) < Math.abs(a.relativeBias ?? 9) ? b : a));
  const off = best.relativeBias ?? 0;
  const title = say(
    `${best.model} is ${percent(Math.abs(off))} ${off < 0 ? "below" : "above"} the ` +
      `${counted(best.actual ?? 0, "purchase")} that came`,
    `${best.model} 的预测比实际的 ${count(best.actual ?? 0)} 次购买${off < 0 ? "低" : "高"} ${percent(Math.abs(off))}`,
  );
  const units = unitsOf(report, context);
  return {
    title,
    subtitle: say(`Purchases added up, by ${units} since the start`, `自开始以来按${units}累计的购买次数`),
    description: say(
      `Line chart of ${models.length} model${models.length === 1 ? "" : "s"} against the actual purchases. ${title}.`,
      `${models.length} 个模型与实际购买的折线图。${title}。`,
    ),
    legend: [
      { color: color.ink, label: say("actual", "实际"), mark: "line" },
      ...models.map((label, i) => ({ color: seriesColor(color, i), label, mark: "dashed" as const })),
    ],
    data: toTable("trackingCurves", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 320,
        marginTop: 28,
        marginLeft: 60,
        marks: [
          ...bottomAxis(context, { label: units, ticks: 8 }),
          ...leftAxis(context, { label: say("purchases", "购买次数"), format: compact as never, ticks: 5 }),
          ...(boundary === null
            ? []
            : [
                ruleX([boundary], { stroke: color.muted, strokeDasharray: "2 3" }),
                text([boundary], {
                  x: (value: number) => value,
                  frameAnchor: "top",
                  dy: -12,
                  text: [say("holdout →", "验证期 →")],
                  textAnchor: "start",
                  fill: color.muted,
                }),
              ]),
          line(first, { x: "to", y: "cumulativeActual", stroke: color.ink, strokeWidth: 2 }),
          ...models.map((model, i) =>
            line(
              rows.filter((row) => row.model === model),
              {
                x: "to",
                y: "cumulativePredicted",
                stroke: seriesColor(color, i),
                strokeWidth: 2.2,
                strokeDasharray: "6 4",
              },
            ),
          ),
        ],
      }),
  };
}

interface TrackedPeriod {
  readonly model: string;
  readonly phase: string;
  readonly to: number;
  readonly cumulativeActual: number;
  readonly cumulativePredicted: number;
}

/** Both phases on one axis of time: each begins at 0 in the report, with sums of its own. */
function joinedPhases(report: HoldoutReport): { rows: TrackedPeriod[]; boundary: number | null } {
  const rows: TrackedPeriod[] = [];
  let boundary: number | null = null;
  let before = { to: 0, cumulativeActual: 0, cumulativePredicted: 0 };
  let phase = "";
  let model = "";
  for (const row of report.tracking.toRows()) {
    const begins = row.model !== model || row.phase !== phase;
    if (begins) {
      const goesOn = row.model === model && row.phase === "holdout";
      const last = rows.at(-1);
      before = goesOn && last !== undefined ? last : { to: 0, cumulativeActual: 0, cumulativePredicted: 0 };
      if (goesOn) boundary = before.to;
      model = String(row.model);
      phase = String(row.phase);
    }
    rows.push({
      model,
      phase,
      to: before.to + row.to!,
      cumulativeActual: before.cumulativeActual + row.cumulativeActual!,
      cumulativePredicted: before.cumulativePredicted + row.cumulativePredicted!,
    });
  }
  return { rows, boundary };
}
