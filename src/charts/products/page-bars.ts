import type { summarizeBrowsing } from "../../baskets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

type Browsing = ReturnType<typeof summarizeBrowsing>;

/** What is looked at, and where sessions end: the views of each page. */
export const pageBars: ChartDefinition<Browsing> = {
  kind: "pages",
  shows: ["summarizeBrowsing"],
  recognizes: (result) =>
    isObjectWith(result, ["differentPaths"]) && hasTable(result, "pages", ["page", "views", "exits", "exitShare"]),
  draw,
};

function draw({ pages, views, sessions }: Browsing, context: DrawContext): Drawing {
  const { say, count, percent, compact, counted } = context;
  const rows = pages
    .toRows()
    .map((row) => ({ ...row, views: row.views ?? 0 }))
    .sort((a, b) => b.views - a.views);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No page was viewed", "没有浏览记录")
        : say(
            `${first.page} has ${percent(first.views / views)} of ${counted(views, "view")} in ` +
              `${counted(sessions.numRows, "session")}`,
            `${count(sessions.numRows)} 次访问、${count(views)} 次浏览中 ${first.page} 占 ${percent(first.views / views)}`,
          ),
    subtitle: say(
      "Views of each page (share of its stops at which the session ends)",
      "各页面的浏览次数（在该页结束的比例）",
    ),
    data: pages,
    bars: rows.map((row) => ({
      label: String(row.page),
      value: row.views,
      text: `${count(row.views)} (${percent(row.exitShare ?? 0)})`,
    })),
    format: compact,
  });
}
