import type { DifferenceInDifferences } from "../../campaigns/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { type LinePoint, lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What a measure changed: the means of the treated and of the others, period by period. */
export const differenceLines: ChartDefinition<DifferenceInDifferences> = {
  kind: "difference",
  shows: ["differenceInDifferences"],
  recognizes: (result) =>
    isObjectWith(result, ["treatedChange", "controlChange"]) &&
    hasTable(result, "periods", ["period", "treated", "control"]),
  draw,
};

function draw(result: DifferenceInDifferences, context: DrawContext): Drawing {
  const { say, compact, color } = context;
  const { effect, periods } = result;
  const rows = periods.toRows();
  const wordOf = (period: unknown): string =>
    period instanceof Date ? period.toISOString().slice(0, 10) : String(period);
  const pointsOf = (group: "treated" | "control"): LinePoint[] =>
    rows.flatMap((row) => {
      const mean = row[group];
      return mean === null ? [] : [{ x: wordOf(row.period), y: mean }];
    });
  const range =
    effect.lower === null || effect.upper === null
      ? ""
      : say(
          ` (${compact(effect.lower)} to ${compact(effect.upper)})`,
          `（${compact(effect.lower)} 至 ${compact(effect.upper)}）`,
        );
  const first = rows.find((row) => row.after === true);
  return lineDrawing(context, {
    title: say(
      `The measure changed the mean by ${compact(effect.estimate)}${range}`,
      `措施使均值变化 ${compact(effect.estimate)}${range}`,
    ),
    subtitle:
      first === undefined
        ? say("Means by period", "各期均值")
        : say(
            `Means by period; the measure begins in period ${wordOf(first.period)}`,
            `各期均值；措施始于第 ${wordOf(first.period)} 期`,
          ),
    note: say(
      "It supposes that without the measure both would have changed alike.",
      "前提：若无此措施，两组的变化相同。",
    ),
    data: periods,
    series: [
      { label: say("treated", "处理组"), color: color.main, points: pointsOf("treated") },
      { label: say("control", "对照组"), color: color.sixth, points: pointsOf("control") },
    ],
    x: { label: say("period", "期") },
    y: { label: say("mean", "均值"), format: compact as never },
    afloat: true,
  });
}
