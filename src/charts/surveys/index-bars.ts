import type { PathBootstrap, PathModel } from "../../path-models/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { constructName, isPathResult, pathModelOf } from "./path-diagram.js";

/** How satisfied customers are: the index of every construct, with its interval where it was resampled. */
export const indexBars: ChartDefinition<PathModel | PathBootstrap> = {
  kind: "indices",
  shows: ["fitPathModel", "acsi", "ecsi", "bootstrapPathModel"],
  recognizes: isPathResult,
  draw,
};

function draw(result: PathModel | PathBootstrap, context: DrawContext): Drawing {
  const { say, decimal } = context;
  const model = pathModelOf(result);
  const intervals = new Map<string, { lower: number | null; upper: number | null }>();
  if ("draws" in result) for (const row of result.indices.toRows()) intervals.set(String(row.construct), row);
  const rows = model.constructs.flatMap((construct) => {
    const index = model.indices[construct];
    const { lower = null, upper = null } = intervals.get(construct) ?? {};
    return index == null ? [] : [{ construct: constructName(model, construct, context), index, lower, upper }];
  });
  const low = rows.length === 0 ? null : rows.reduce((a, b) => (b.index < a.index ? b : a));
  const target = rows.find((row) => /satisf|满意/i.test(row.construct)) ?? rows[0];
  const reasons = Object.values(model.indexReasons);
  return barDrawing(context, {
    title:
      target === undefined || low === null
        ? say(`No index: ${reasons[0] ?? model.reason ?? model.status}`, "没有可用的指数")
        : say(
            `${target.construct}: ${decimal(target.index, 1)} of 100${rangeText(target, context)}; lowest: ` +
              `${low.construct}, ${decimal(low.index, 1)}`,
            `${target.construct}：${decimal(target.index, 1)}（满分100）${rangeText(target, context)}；最低：` +
              `${low.construct}，${decimal(low.index, 1)}`,
          ),
    subtitle: say("Index of each construct, 0 to 100", "各构念指数（0–100）"),
    note: reasons[0] === undefined || rows.length === 0 ? undefined : context.english(reasons[0]),
    data: toTable("indexBars", rows),
    bars: rows.map((row) => ({
      label: row.construct,
      value: row.index,
      lower: row.lower,
      upper: row.upper,
      text: `${decimal(row.index, 1)}${rangeText(row, context)}`,
    })),
    format: (value) => decimal(value, 0),
    domain: [0, 100],
  });
}

function rangeText({ lower, upper }: { lower: number | null; upper: number | null }, { decimal }: DrawContext): string {
  return lower === null || upper === null ? "" : ` (${decimal(lower, 1)}–${decimal(upper, 1)})`;
}
