import type { overallDrivers } from "../../learning/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Drivers = ReturnType<typeof overallDrivers>;

/** What a prediction rests on: the share of each feature in the differences between customers. */
export const driverBars: ChartDefinition<Drivers> = {
  kind: "drivers",
  shows: ["overallDrivers"],
  recognizes: (result) => isTableWith(result, ["feature", "importance", "share", "direction"], ["remarks"]),
  draw,
};

/** Where the score goes with the value, in Chinese. */
const directions = new Map([
  ["rises", "随之上升"],
  ["falls", "随之下降"],
  ["mixed", "方向不一"],
]);

function draw(drivers: Drivers, context: DrawContext): Drawing {
  const { say, percent } = context;
  const rows = drivers.toRows().sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  const [first] = rows;
  const directionOf = (word: string): string => say(` (${word})`, `（${directions.get(word) ?? word}）`);
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No feature matters", "没有重要特征")
        : say(
            `${first.feature} matters most: ${percent(first.share ?? 0)} of what tells customers apart`,
            `${first.feature} 最重要：占客户差异的 ${percent(first.share ?? 0)}`,
          ),
    subtitle: say("Share of each feature in the differences between predictions", "各特征对预测差异的贡献占比"),
    note: say(
      "What goes along with the outcome; not what would happen if it were changed.",
      "表示相关性，并非改变后的效果。",
    ),
    data: drivers,
    bars: rows.map((row) => ({
      label: String(row.feature),
      value: row.share ?? 0,
      text: `${percent(row.share ?? 0)}${row.direction === null ? "" : directionOf(row.direction)}`,
    })),
    format: percent,
  });
}
