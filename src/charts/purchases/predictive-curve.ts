import type { predictiveIntervals } from "../../lifetime-value/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

type Predictive = ReturnType<typeof predictiveIntervals>;

/** How sure it is what single customers will buy: expected purchases with the range of what may come. */
export const predictiveCurve: ChartDefinition<Predictive> = {
  kind: "predictive",
  shows: ["predictiveIntervals"],
  recognizes: (result) => isTableWith(result, ["expected", "silent", "lower", "upper"]),
  draw,
};

function draw(predictive: Predictive, context: DrawContext): Drawing {
  const { say, count, compact, percent, color, counted } = context;
  const rows = predictive
    .toRows()
    .filter((row) => row.expected !== null)
    .sort((a, b) => b.expected! - a.expected!);
  const silent = rows.reduce((sum, row) => sum + (row.silent ?? 0), 0) / Math.max(1, rows.length);
  const points = evenPlaces(rows.length, 200).map((i) => ({
    x: i + 1,
    y: rows[i]!.expected!,
    lower: rows[i]!.lower,
    upper: rows[i]!.upper,
  }));
  return lineDrawing(context, {
    title: say(
      `${percent(silent)} of ${counted(rows.length, "customer")} will not buy, as far as can be foreseen`,
      `预计 ${count(rows.length)} 位客户中有 ${percent(silent)} 不会购买`,
    ),
    subtitle: say(
      "Expected purchases of each customer with its range, the most first",
      "各客户的预期购买次数及区间，从多到少",
    ),
    data: predictive,
    series: [{ label: say("expected", "预期"), color: color.main, points }],
    x: {
      label: say("customers, the most expected first", "客户（按预期从高到低）"),
      format: compact as never,
      ticks: 6,
    },
    y: { label: say("purchases", "购买次数"), format: compact as never },
  });
}
