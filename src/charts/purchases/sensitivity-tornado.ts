import { barX, ruleX, text } from "@observablehq/plot";
import type { lifetimeSensitivity } from "../../lifetime-value/index.js";
import { bottomAxis } from "../drawing/axes.js";
import { labelMargin } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";

type Sensitivity = ReturnType<typeof lifetimeSensitivity>;

/** Which driver moves the value of a customer most. */
export const sensitivityTornado: ChartDefinition<Sensitivity> = {
  kind: "sensitivity",
  shows: ["lifetimeSensitivity"],
  recognizes: (result) => isTableWith(result, ["driver", "low", "high", "valueAtLow", "valueAtHigh"], ["value"]),
  draw,
};

/** The drivers in words. */
const drivers = new Map<string, { readonly en: string; readonly zh: string }>([
  ["retention", { en: "retention", zh: "留存率" }],
  ["margin", { en: "margin", zh: "利润率" }],
  ["discountRate", { en: "discount rate", zh: "折现率" }],
]);

function draw(sensitivity: Sensitivity, context: DrawContext): Drawing {
  const { say, compact, color } = context;
  const swing = (row: { valueAtLow: number | null; valueAtHigh: number | null }) =>
    Math.abs((row.valueAtHigh ?? sensitivity.value) - (row.valueAtLow ?? sensitivity.value));
  const rows = sensitivity
    .toRows()
    .sort((a, b) => swing(b) - swing(a))
    .map((row, i) => ({
      ...row,
      driver: drivers.get(row.driver ?? "")?.[context.locale] ?? row.driver,
      row: i,
      base: sensitivity.value,
      valueAtLow: row.valueAtLow ?? sensitivity.value,
      valueAtHigh: row.valueAtHigh ?? sensitivity.value,
    }));
  const [first] = rows;
  const title =
    first === undefined
      ? say("No driver to change", "没有可变的驱动因素")
      : say(
          `${first.driver} moves the value most: ${compact(first.valueAtLow)} to ${compact(first.valueAtHigh)}`,
          `${first.driver} 影响最大：${compact(first.valueAtLow)} 至 ${compact(first.valueAtHigh)}`,
        );
  const marginLeft = labelMargin(
    rows.map((row) => String(row.driver)),
    200,
  );
  return {
    title,
    subtitle: say(
      `Value of a customer (${compact(sensitivity.value)}) with each driver lower and higher`,
      `各驱动因素降低与升高时的客户价值（基准 ${compact(sensitivity.value)}）`,
    ),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    legend: [
      { color: color.second, label: say("driver lower", "降低") },
      { color: color.main, label: say("driver higher", "升高") },
    ],
    data: sensitivity,
    picture: (width) =>
      plotPicture(context, width, {
        height: 50 + rows.length * 28,
        marginLeft,
        marginBottom: 30,
        y: { axis: null, type: "band", domain: rows.map((row) => row.row), padding: 0.2 },
        marks: [
          ...bottomAxis(context, { format: compact as never, ticks: 6 }),
          barX(rows, { y: "row", x1: "base", x2: "valueAtLow", fill: color.second }),
          barX(rows, { y: "row", x1: "base", x2: "valueAtHigh", fill: color.main }),
          ruleX([sensitivity.value], { stroke: color.ink }),
          text(rows, { y: "row", frameAnchor: "left", textAnchor: "end", dx: -10, text: "driver", fill: color.ink }),
        ],
      }),
  };
}
