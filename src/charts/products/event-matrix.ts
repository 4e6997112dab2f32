import type { nextEvents } from "../../baskets/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { matrixDrawing } from "../drawing/matrix-drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type NextEvents = ReturnType<typeof nextEvents>;

/** What comes next: the share of each event that is followed by each other. */
export const eventMatrix: ChartDefinition<NextEvents> = {
  kind: "next-events",
  shows: ["nextEvents"],
  recognizes: (result) => isTableWith(result, ["event", "next", "share", "lift", "medianDays"], ["steps"]),
  draw,
};

function draw(events: NextEvents, context: DrawContext): Drawing {
  const { say, percent, count, counted } = context;
  const rows = events.toRows().filter((row) => row.share !== null);
  const likely = [...rows].sort((a, b) => (b.lift ?? 0) * (b.count ?? 0) - (a.lift ?? 0) * (a.count ?? 0))[0];
  const cells = rows.map((row) => ({ row: String(row.event), column: String(row.next), value: row.share }));
  return matrixDrawing(context, {
    title:
      likely === undefined
        ? say("No event follows another", "没有先后相继的事件")
        : say(
            `After ${likely.event}, ${percent(likely.share!)} go on to ${likely.next}`,
            `${likely.event} 之后，${percent(likely.share!)} 为 ${likely.next}`,
          ),
    subtitle: say(
      `Share of the steps from an event (row) to the next (column), ${counted(events.steps, "step")}`,
      `从某事件（行）到下一事件（列）的占比，共 ${count(events.steps)} 步`,
    ),
    data: events,
    cells,
    order: byCount(rows),
    format: (value) => percent(value, 0),
  });
}

/** The events that take part in most steps first. */
function byCount(rows: readonly { event: unknown; next: unknown; count: number | null }[]): string[] {
  const sums = new Map<string, number>();
  for (const { event, next, count } of rows) {
    for (const name of [String(event), String(next)]) sums.set(name, (sums.get(name) ?? 0) + (count ?? 0));
  }
  return [...sums].sort(([, a], [, b]) => b - a).map(([name]) => name);
}
