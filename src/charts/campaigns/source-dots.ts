import type { compareSources } from "../../campaigns/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Sources = ReturnType<typeof compareSources>;

/** Which sources bring customers: the share of prospects won from each with its interval, and what one costs. */
export const sourceDots: ChartDefinition<Sources> = {
  kind: "sources",
  shows: ["compareSources"],
  recognizes: (result) => isTableWith(result, ["source", "prospects", "won", "rate", "costPerCustomer"], ["findings"]),
  draw,
};

function draw(sources: Sources, context: DrawContext): Drawing {
  const { say, percent, count, compact, color } = context;
  const rows = sources
    .toRows()
    .filter((row) => row.rate !== null)
    .sort((a, b) => b.rate! - a.rate!);
  const [first] = rows;
  const costOf = (row: (typeof rows)[number]): string =>
    row.costPerCustomer === null
      ? ""
      : say(`, ${compact(row.costPerCustomer)} a customer`, `，每位客户 ${compact(row.costPerCustomer)}`);
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No source has prospects with a known outcome", "没有已知结果的来源")
        : say(
            `${first.source} wins most of its prospects: ${percent(first.rate!)} of ${count(first.prospects ?? 0)}`,
            `${first.source} 的转化率最高：${count(first.prospects ?? 0)} 位潜在客户中 ${percent(first.rate!)}`,
          ),
    subtitle: say("Share of the prospects won, by source, with its interval", "各来源潜在客户的转化率及区间"),
    data: sources,
    rows: rows.map((row) => ({
      label: String(row.source),
      dots: [{ value: row.rate!, color: color.main, lower: row.lower, upper: row.upper }],
      text: `${percent(row.rate!)}${costOf(row)}`,
    })),
    format: percent,
  });
}
