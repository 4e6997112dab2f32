import type { LogRankTest } from "../../survival/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether groups leave at different rates: the departures of each group, and those to expect if all were alike. */
export const logRankDots: ChartDefinition<LogRankTest> = {
  kind: "log-rank",
  shows: ["logRank"],
  recognizes: (result) =>
    isObjectWith(result, ["chiSquare", "pValue", "rho"]) &&
    hasTable(result, "table", ["group", "observed", "expected"]),
  draw,
};

function draw(test: LogRankTest, context: DrawContext): Drawing {
  const { say, decimal, compact, color } = context;
  const rows = test.table.toRows();
  const sure = test.pValue < 0.05;
  return dotDrawing(context, {
    title: say(
      `The ${rows.length} groups ${sure ? "leave at different rates" : "may well leave at the same rate"} ` +
        `(p = ${decimal(test.pValue)})`,
      `${rows.length} 个组的流失速度${sure ? "不同" : "可能相同"}（p = ${decimal(test.pValue)}）`,
    ),
    subtitle: say(
      "Departures that were seen and those to expect if all groups were alike",
      "实际流失数与各组相同时的期望流失数",
    ),
    legend: [
      { color: color.sixth, label: say("expected", "期望"), mark: "dot" },
      { color: color.main, label: say("observed", "实际"), mark: "dot" },
    ],
    data: test.table,
    rows: rows.map((row) => ({
      label: String(row.group),
      dots: [
        { value: row.expected ?? 0, color: color.sixth },
        { value: row.observed ?? 0, color: color.main },
      ],
      text: `${compact(row.observed ?? 0)} / ${compact(row.expected ?? 0)}`,
    })),
    format: compact,
    joined: true,
  });
}
