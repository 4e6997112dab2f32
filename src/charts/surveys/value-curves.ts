import { seriesColor } from "../../presentation/index.js";
import type { PerceivedValue } from "../../satisfaction/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What goes along with perceived value: the outcomes of those who find it worth more. */
export const valueCurves: ChartDefinition<PerceivedValue> = {
  kind: "value-curves",
  shows: ["perceivedValue"],
  recognizes: (result) =>
    isObjectWith(result, ["index", "balance"]) &&
    hasTable(result, "curves", ["outcome", "score", "mean"]) &&
    (result as PerceivedValue).curves.numRows > 0,
  draw,
};

function draw({ curves, relations }: PerceivedValue, context: DrawContext): Drawing {
  const { say, decimal, compact, term, color } = context;
  const rows = curves.toRows().filter((row) => row.score !== null && row.mean !== null);
  const outcomes = [...new Set(rows.map((row) => String(row.outcome)))];
  const strongest = relations
    .toRows()
    .filter((row) => row.correlation !== null)
    .sort((a, b) => Math.abs(b.correlation!) - Math.abs(a.correlation!))[0];
  return lineDrawing(context, {
    title:
      strongest === undefined
        ? say("No outcome goes along with perceived value", "没有与感知价值相关的结果")
        : say(
            `${term(strongest.outcome)} goes along with perceived value: r = ${decimal(strongest.correlation!, 2)}`,
            `${term(strongest.outcome)}与感知价值相关：r = ${decimal(strongest.correlation!, 2)}`,
          ),
    subtitle: say("Mean outcome by perceived value, with its interval", "按感知价值划分的平均结果及区间"),
    data: curves,
    series: outcomes.map((outcome, i) => ({
      label: term(outcome),
      color: seriesColor(color, i),
      points: rows
        .filter((row) => String(row.outcome) === outcome)
        .map((row) => ({ x: row.score!, y: row.mean!, lower: row.lower, upper: row.upper })),
    })),
    x: { label: say("perceived value, 0 to 100", "感知价值（0–100）"), ticks: 6 },
    y: { label: say("outcome", "结果"), format: compact as never },
  });
}
