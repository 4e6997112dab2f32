import type { IndexResult } from "../../satisfaction/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What an index is made of: the score of every indicator, the whole first. */
export const indicatorBars: ChartDefinition<IndexResult> = {
  kind: "indicators",
  shows: ["weightedIndex"],
  recognizes: (result) =>
    isObjectWith(result, ["index", "scores"]) && hasTable(result, "nodes", ["path", "level", "score", "contribution"]),
  draw,
};

function draw(result: IndexResult, context: DrawContext): Drawing {
  const { say, decimal, color } = context;
  const nodes = result.nodes.toRows().filter((row) => row.score !== null);
  const groups = new Set(nodes.map((row) => row.group ?? ""));
  const grouped = groups.size > 1;
  const rows = nodes.filter((row) => !grouped || row.level === 0 || row.level === 1);
  const leaves = rows.filter((row) => row.level! > 0);
  const low = leaves.length === 0 ? null : leaves.reduce((a, b) => (b.score! < a.score! ? b : a));
  const place = (row: (typeof rows)[number]): string =>
    [row.name, grouped ? row.group : "", row.period].filter((part) => part != null && part !== "").join(" · ");
  const whole = result.index === null ? "–" : decimal(result.index, 1);
  return barDrawing(context, {
    title: say(
      `The index is ${whole}${low === null ? "" : `; lowest: ${place(low)}, ${decimal(low.score!, 1)}`}`,
      `指数为 ${whole}${low === null ? "" : `；最低：${place(low)}，${decimal(low.score!, 1)}`}`,
    ),
    subtitle: say("Score of each indicator with its interval", "各指标得分及区间"),
    data: result.nodes,
    bars: rows.map((row) => ({
      label: `${"  ".repeat(Math.max(0, (row.level ?? 0) - 1))}${place(row)}`,
      value: row.score!,
      lower: row.lower,
      upper: row.upper,
      text: decimal(row.score!, 1),
      color: row.level === 0 ? color.third : row === low ? color.second : color.main,
    })),
    format: (value) => decimal(value, 0),
  });
}
