import type { summarizeBrowsing } from "../../baskets/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { matrixDrawing } from "../drawing/matrix-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

type Browsing = ReturnType<typeof summarizeBrowsing>;

/** In which order pages are looked at: of the stops at each page, the share that goes on to each other. */
export const pageMatrix: ChartDefinition<Browsing> = {
  kind: "page-steps",
  shows: ["summarizeBrowsing"],
  recognizes: (result) =>
    isObjectWith(result, ["differentPaths"]) && hasTable(result, "transitions", ["page", "next", "count", "share"]),
  draw,
};

function draw({ transitions, sessions, pages }: Browsing, context: DrawContext): Drawing {
  const { say, count, percent, counted } = context;
  const rows = transitions.toRows();
  const most = [...rows].sort((a, b) => (b.count ?? 0) - (a.count ?? 0))[0];
  const order = pages.toRows().map(({ page }) => String(page));
  const cells = rows.map((row) => ({ row: String(row.page), column: String(row.next), value: row.share }));
  return matrixDrawing(context, {
    title:
      most === undefined
        ? say(`No step among ${counted(sessions.numRows, "session")}`, `${count(sessions.numRows)} 次访问中没有翻页`)
        : say(
            `The most frequent step: from ${most.page} to ${most.next} (${count(most.count ?? 0)}, ` +
              `${percent(most.share ?? 0)} of the stops)`,
            `最常见的跳转：${most.page} → ${most.next}（${count(most.count ?? 0)} 次，占停留的 ${percent(most.share ?? 0)}）`,
          ),
    subtitle: say(
      "Share of the stops at a page (row) that go on to the next (column)",
      "从某页（行）前往下一页（列）的占比",
    ),
    note: say("What is left to 100% ended there.", "其余部分在该页结束。"),
    data: transitions,
    cells,
    order,
    format: (value) => percent(value, 0),
  });
}
