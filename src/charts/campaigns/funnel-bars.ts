import type { Funnel } from "../../campaigns/index.js";
import { seriesColor } from "../../presentation/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Where prospects are lost: how many reach each stage, and how many of them move on. */
export const funnelBars: ChartDefinition<Funnel> = {
  kind: "funnel",
  shows: ["funnel"],
  recognizes: (result) => isTableWith(result, ["stage", "entered", "moved", "open", "conversion"], ["ledger"]),
  draw,
};

function draw(funnel: Funnel, context: DrawContext): Drawing {
  const { say, count, percent, color, compact, term } = context;
  const rows = funnel.toRows().filter((row) => row.entered !== null);
  const segments = [
    ...new Set(rows.map((row) => (row.segment === null || row.segment === undefined ? "" : String(row.segment)))),
  ];
  const narrow = rows
    .filter((row) => row.conversion !== null)
    .reduce<(typeof rows)[number] | null>((a, b) => (a === null || b.conversion! < a.conversion! ? b : a), null);
  const nameOf = (row: (typeof rows)[number]): string =>
    row.segment === null || row.segment === undefined ? term(row.stage) : `${row.segment}: ${term(row.stage)}`;
  return barDrawing(context, {
    title:
      narrow === null
        ? say("Nobody has moved on yet", "尚无人进入下一阶段")
        : say(
            `The narrowest stage is ${nameOf(narrow)}: ${percent(narrow.conversion!)} of ${count(narrow.entered!)} ` +
              "moved on",
            `最窄的阶段是${nameOf(narrow)}：${count(narrow.entered!)} 中 ${percent(narrow.conversion!)} 进入下一阶段`,
          ),
    subtitle: say("Who reached each stage, and the share that moved on", "到达各阶段的人数及继续的比例"),
    note: say("Those still open may yet move on.", "仍未结束的可能还会继续。"),
    legend:
      segments.length > 1 ? segments.slice(0, 6).map((label, i) => ({ color: seriesColor(color, i), label })) : [],
    data: funnel,
    bars: rows.map((row) => ({
      label: nameOf(row),
      value: row.entered!,
      text: `${count(row.entered!)}${row.conversion === null ? "" : ` → ${percent(row.conversion)}`}`,
      color: seriesColor(color, Math.max(0, segments.indexOf(row.segment == null ? "" : String(row.segment)))),
    })),
    format: compact,
  });
}
