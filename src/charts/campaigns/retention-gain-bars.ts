import type { RetentionEconomics } from "../../campaigns/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** What a little more retention is worth: the value of a customer before and after, in yearly margins. */
export const retentionGainBars: ChartDefinition<RetentionEconomics> = {
  kind: "retention-gain",
  shows: ["retentionEconomics"],
  recognizes: (result) => isObjectWith(result, ["uplift", "multipleBefore", "multipleAfter"]),
  draw,
};

function draw(economics: RetentionEconomics, context: DrawContext): Drawing {
  const { say, decimal, percent } = context;
  const before = economics.retention;
  const after = before + economics.points;
  const rows = [
    { retention: before, multiple: economics.multipleBefore },
    { retention: after, multiple: economics.multipleAfter },
  ];
  return barDrawing(context, {
    title: say(
      `Retention of ${percent(after)} instead of ${percent(before)} makes customers worth ` +
        `${percent(economics.uplift)} more`,
      `留存率由 ${percent(before)} 提高到 ${percent(after)}，客户价值增加 ${percent(economics.uplift)}`,
    ),
    subtitle: say("Value of a customer as a multiple of the margin of a period", "客户价值（相当于每期利润的倍数）"),
    data: toTable("retentionGainBars", rows),
    bars: rows.map((row) => ({
      label: say(`retention ${percent(row.retention)}`, `留存率 ${percent(row.retention)}`),
      value: row.multiple,
      text: decimal(row.multiple),
    })),
    format: (value) => decimal(value),
  });
}
