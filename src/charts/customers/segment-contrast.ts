import type { SegmentComparison } from "../../customers/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What tells two segments apart: the effect size of every difference, the largest first. */
export const segmentContrast: ChartDefinition<SegmentComparison> = {
  kind: "contrast",
  shows: ["compareSegments"],
  recognizes: (result) => isTableWith(result, ["feature", "countA", "countB", "effect", "adjustedP"]),
  draw,
};

function draw(comparison: SegmentComparison, context: DrawContext): Drawing {
  const { say, decimal, compact, percent, color, term } = context;
  const rows = comparison
    .toRows()
    .filter((row) => row.effect !== null)
    .sort((x, y) => Math.abs(y.effect!) - Math.abs(x.effect!));
  const nameOf = (row: (typeof rows)[number]): string =>
    row.level === null || row.level === "" ? term(row.feature) : `${term(row.feature)} = ${row.level}`;
  const shown = (row: (typeof rows)[number], value: number | null): string =>
    value === null ? "–" : row.measure === "share" ? percent(value) : compact(value);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("Nothing tells the two segments apart", "两个细分没有差异")
        : say(
            `They differ most in ${nameOf(first)}: ${shown(first, first.a)} against ${shown(first, first.b)}`,
            `差异最大的是${nameOf(first)}：${shown(first, first.a)} 对 ${shown(first, first.b)}`,
          ),
    subtitle: say("Effect size of the first segment against the second", "第一个细分相对第二个细分的效应量"),
    legend: [
      { color: color.main, label: say("clear of chance", "差异显著") },
      { color: color.sixth, label: say("may be chance (adjusted p above 0.05)", "可能出于偶然（校正后 p 大于 0.05）") },
    ],
    data: comparison,
    bars: rows.map((row) => ({
      label: nameOf(row),
      value: row.effect!,
      text: `${decimal(row.effect!, 2)} (${shown(row, row.a)} / ${shown(row, row.b)})`,
      color: row.adjustedP !== null && row.adjustedP <= 0.05 ? color.main : color.sixth,
    })),
    format: (value) => decimal(value, 1),
  });
}
