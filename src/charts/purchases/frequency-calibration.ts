import { dot, line } from "@observablehq/plot";
import type { HoldoutReport } from "../../lifetime-value/index.js";
import { seriesColor } from "../../presentation/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isObjectWith } from "../drawing/recognize.js";

/** Whether the right customers were expected to buy: purchases in the holdout by repeat purchases before it. */
export const frequencyCalibration: ChartDefinition<HoldoutReport> = {
  kind: "frequency-calibration",
  shows: ["validateHoldout"],
  recognizes: (result) => isObjectWith(result, ["summary", "models", "tracking", "horizon"]),
  draw,
};

function draw(report: HoldoutReport, context: DrawContext): Drawing {
  const { say, decimal, color } = context;
  const models = Object.values(report.models);
  const rows = models.flatMap(({ name, calibration }) =>
    calibration.toRows().map((row) => ({
      model: name,
      frequency: String(row.frequency),
      customers: row.customers ?? 0,
      predicted: row.predicted,
      actual: row.actual,
    })),
  );
  const best = models.reduce((a, b) => (b.mae < a.mae ? b : a));
  const title = say(
    `${best.name} is off by ${decimal(best.mae, 2)} purchases per customer on average`,
    `${best.name} 平均每位客户偏差 ${decimal(best.mae, 2)} 次购买`,
  );
  const first = rows.filter((row) => row.model === models[0]!.name);
  return {
    title,
    subtitle: say(
      "Mean purchases in the time kept back for the check, by repeat purchases before it",
      "按验证期之前的重复购买次数划分的验证期平均购买次数",
    ),
    description: say(`Line chart. ${title}.`, `折线图。${title}。`),
    legend: [
      { color: color.ink, label: say("actual", "实际"), mark: "line" },
      ...models.map(({ name }, i) => ({ color: seriesColor(color, i), label: name, mark: "dashed" as const })),
    ],
    data: toTable("frequencyCalibration", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 26,
        x: { type: "point", domain: [...new Set(rows.map((row) => row.frequency))] },
        marks: [
          ...bottomAxis(context, { label: say("repeat purchases before", "此前的重复购买次数"), grid: false }),
          ...leftAxis(context, { label: say("purchases per customer", "每位客户购买次数"), ticks: 5 }),
          line(first, { x: "frequency", y: "actual", stroke: color.ink, strokeWidth: 2 }),
          dot(first, { x: "frequency", y: "actual", fill: color.ink, r: 4 }),
          ...models.flatMap(({ name }, i) => {
            const own = rows.filter((row) => row.model === name);
            const stroke = seriesColor(color, i);
            return [
              line(own, { x: "frequency", y: "predicted", stroke, strokeWidth: 2.2, strokeDasharray: "6 4" }),
              dot(own, { x: "frequency", y: "predicted", fill: stroke, r: 3 }),
            ];
          }),
        ],
      }),
  };
}
