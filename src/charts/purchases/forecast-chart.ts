import type { Forecast, ForecastAlarm, ForecastComparison } from "../../lifetime-value/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { type LineDrawing, type LinePoint, lineDrawing } from "../drawing/line-drawing.js";
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
  const { say, count, percent, counted } = context;
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
    `${counted(last.cumulativeOrders ?? 0, "order")} expected in ${counted(rows.length, "period")}${range}`,
    `未来 ${rows.length} 期预期 ${count(last.cumulativeOrders ?? 0)} 个订单${range}`,
  );
  return periodDrawing(context, {
    title,
    subtitle: say("Expected orders per period with their range", "每期预期订单数及其区间"),
    note: forecast.intervalReason === null ? undefined : context.english(forecast.intervalReason),
    data: forecast,
    expected: rows.map((row) => ({ x: row.period!, y: row.orders ?? 0, lower: row.lower, upper: row.upper })),
  });
}

function drawComparison(comparison: ForecastComparison, context: DrawContext): Drawing {
  const { say, count, counted } = context;
  const rows = comparison.toRows();
  const known = rows.filter((row) => row.actual !== null);
  const judged = known.filter((row) => row.status !== "no interval");
  const outside = judged.filter((row) => row.status !== "inside");
  const last = known.at(-1);
  const sums =
    last === undefined
      ? say("No period is over yet", "尚无已结束的周期")
      : say(
          `${counted(last.cumulativeActual ?? 0, "order")} came where ${count(last.cumulativeExpected ?? 0)} were ` +
            `expected`,
          `实际 ${count(last.cumulativeActual ?? 0)} 个订单，预期 ${count(last.cumulativeExpected ?? 0)} 个`,
        );
  const { alarm } = comparison;
  const title = alarm === null ? sums : `${sums}${alarmWords(alarm, context)}`;
  return periodDrawing(context, {
    title,
    subtitle: say("Orders per period and the range of the forecast", "每期订单数与预测区间"),
    note:
      judged.length === 0
        ? undefined
        : say(
            `Periods outside their range: ${outside.length} of ${judged.length}.`,
            `${judged.length} 期中有 ${outside.length} 期在区间之外。`,
          ),
    data: comparison,
    expected: rows.map((row) => ({ x: row.period!, y: row.expected ?? 0, lower: row.lower, upper: row.upper })),
    actual: known.map((row) => ({ x: row.period!, y: row.actual! })),
  });
}

interface PeriodDrawing extends Pick<LineDrawing, "title" | "subtitle" | "note" | "data"> {
  readonly expected: readonly LinePoint[];
  /** What came, as far as it is known. */
  readonly actual?: readonly LinePoint[];
}

/** Orders by period: the forecast with its range, and what came. */
function periodDrawing(context: DrawContext, { expected, actual, ...words }: PeriodDrawing): Drawing {
  const { say, compact, color } = context;
  return lineDrawing(context, {
    ...words,
    series: [
      { label: say("forecast", "预测"), color: color.main, points: expected },
      ...(actual === undefined
        ? []
        : [{ label: say("actual", "实际"), color: color.second, mark: "dots" as const, points: actual }]),
    ],
    x: { label: say("period", "期"), ticks: Math.min(12, expected.length), format: compact as never },
    y: { label: say("orders", "订单数"), format: compact as never },
  });
}

function alarmWords({ direction, period }: ForecastAlarm, { say }: DrawContext): string {
  return say(
    `: ${direction} the range since period ${period}`,
    `：自第 ${period} 期起${direction === "above" ? "高于" : "低于"}区间`,
  );
}
