import type { compareIndices } from "../../path-models/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type IndexComparisonTable = ReturnType<typeof compareIndices>;

/** Whether two groups differ: the difference of each index with its interval. */
export const comparisonBars: ChartDefinition<IndexComparisonTable> = {
  kind: "comparison",
  shows: ["compareIndices"],
  recognizes: (result) => isTableWith(result, ["construct", "a", "b", "difference", "lower", "upper"], ["method"]),
  draw,
};

function draw(comparison: IndexComparisonTable, context: DrawContext): Drawing {
  const { say, decimal, term, percent, color, counted } = context;
  const rows = comparison.toRows().filter((row) => row.difference !== null);
  const sure = rows.filter((row) => row.lower !== null && row.upper !== null && (row.lower > 0 || row.upper < 0));
  const largest = [...sure].sort((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!))[0];
  return barDrawing(context, {
    title:
      largest === undefined
        ? say(
            `None of ${counted(rows.length, "index", "indices")} differs for sure`,
            `${rows.length} 个指数均无显著差异`,
          )
        : say(
            `${sure.length} of ${rows.length} indices ${sure.length === 1 ? "differs" : "differ"}; most: ` +
              `${term(largest.construct)}, ${decimal(largest.difference!, 1)} points`,
            `${rows.length} 个指数中 ${sure.length} 个有差异；最大：${term(largest.construct)}，` +
              `${decimal(largest.difference!, 1)} 分`,
          ),
    subtitle: say(
      `Difference of the indices with its ${percent(comparison.level)} interval`,
      `指数之差及 ${percent(comparison.level)} 区间`,
    ),
    data: comparison,
    bars: rows.map((row) => ({
      label: term(row.construct),
      value: row.difference!,
      lower: row.lower,
      upper: row.upper,
      text: decimal(row.difference!, 1),
      color: sure.includes(row) ? color.main : color.sixth,
    })),
    legend: [
      { color: color.main, label: say("the interval is clear of 0", "区间不含 0") },
      { color: color.sixth, label: say("may be chance", "可能出于偶然") },
    ],
    format: (value) => decimal(value, 1),
  });
}
