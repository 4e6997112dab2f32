import { areaY, dot, line } from "@observablehq/plot";
import type { Forecast, ForecastAlarm, ForecastComparison } from "../../lifetime-value/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";

/** How many orders to expect in each period, and within what range. */
export const forecastChart: ChartDefinition<Forecast> = {
  kind: "forecast",
  shows: ["forecastOrders"],
  recognizes: (result) => isTableWith(result, ["period", "orders", "lower", "upper", "cumulativeOrders"], ["level"]),
  draw: drawForecast,
};

/** Whether orders run as expected: what came, period by period, against the range of the forecast. */
export const forecastComparison: ChartDefinition<ForecastComparison> = {
  kind: "forecast-comparison",
  shows: ["compareForecast"],
  recognizes: (result) => isTableWith(result, ["period", "actual", "expected", "lower", "upper", "status"], ["alarm"]),
  draw: drawComparison,
};

function drawForecast(forecast: Forecast, context: DrawContext): Drawing {
  const { say, count, percent, color } = context;
  const rows = forecast.toRows();
  const last = rows.at(-1)!;
  const range =
    last.cumulativeLower === null || last.cumulativeUpper === null
      ? ""
      : say(
          ` (${percent(forecast.level)} interval ${count(last.cumulativeLower)} to ${count(last.cumulativeUpper)})`,
          `（${percent(forecast.level)} 区间 ${count(last.cumulativeLower)} 至 ${count(last.cumulativeUpper)}）`,
        );
  const title = say(
    `${count(last.cumulativeOrders ?? 0)} orders expected in ${rows.length} periods${range}`,
    `未来 ${rows.length} 期预期 ${count(last.cumulativeOrders ?? 0)} 个订单${range}`,
  );
  return {
    title,
    subtitle: say("Expected orders per period with their range", "每期预期订单数及其区间"),
    description: say(`Line chart with a band. ${title}.`, `带区间的折线图。${title}。`),
    note: forecast.intervalReason ?? undefined,
    legend: [{ color: color.main, label: say("expected", "预期"), mark: "line" }],
    data: forecast,
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 26,
        x: { domain: [0.7, rows.length + 0.3] },
        y: { zero: true },
        marks: [
          ...bottomAxis(context, { label: say("period", "期"), ticks: Math.min(12, rows.length), grid: false }),
          ...leftAxis(context, { label: say("orders", "订单数"), format: context.compact as never, ticks: 5 }),
          areaY(rows, { x: "period", y1: "lower", y2: "upper", fill: color.main, fillOpacity: 0.18 }),
          line(rows, { x: "period", y: "orders", stroke: color.main, strokeWidth: 2.2 }),
          dot(rows, { x: "period", y: "orders", fill: color.main, r: 3 }),
        ],
      }),
  };
}

function drawComparison(comparison: ForecastComparison, context: DrawContext): Drawing {
  const { say, count, color } = context;
  const rows = comparison.toRows();
  const known = rows.filter((row) => row.actual !== null);
  const outside = known.filter((row) => row.status !== "as expected" && row.status !== "within");
  const last = known.at(-1);
  const sums =
    last === undefined
      ? say("No period is over yet", "尚无已结束的周期")
      : say(
          `${count(last.cumulativeActual ?? 0)} orders came where ${count(last.cumulativeExpected ?? 0)} were expected`,
          `实际 ${count(last.cumulativeActual ?? 0)} 个订单，预期 ${count(last.cumulativeExpected ?? 0)} 个`,
        );
  const { alarm } = comparison;
  const title = alarm === null ? sums : `${sums}${alarmWords(alarm, context)}`;
  return {
    title,
    subtitle: say("Orders per period and the range of the forecast", "每期订单数与预测区间"),
    description: say(
      `Line chart with a band. ${title}. ${outside.length} of ${known.length} periods carry another status ` +
        "than expected.",
      `带区间的折线图。${title}。`,
    ),
    legend: [
      { color: color.main, label: say("forecast", "预测"), mark: "line" },
      { color: color.second, label: say("actual", "实际"), mark: "dot" },
    ],
    data: comparison,
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 26,
        x: { domain: [0.7, rows.length + 0.3] },
        y: { zero: true },
        marks: [
          ...bottomAxis(context, { label: say("period", "期"), ticks: Math.min(12, rows.length), grid: false }),
          ...leftAxis(context, { label: say("orders", "订单数"), format: context.compact as never, ticks: 5 }),
          areaY(rows, { x: "period", y1: "lower", y2: "upper", fill: color.main, fillOpacity: 0.18 }),
          line(rows, { x: "period", y: "expected", stroke: color.main, strokeWidth: 2.2 }),
          dot(known, { x: "period", y: "actual", fill: color.second, r: 4.5 }),
        ],
      }),
  };
}

function alarmWords({ direction, period }: ForecastAlarm, { say }: DrawContext): string {
  return say(
    `: ${direction} the range since period ${period}`,
    `：自第 ${period} 期起${direction === "above" ? "高于" : "低于"}区间`,
  );
}
