import type { AbcClasses } from "../../segments/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** How much of the number and of the value each class holds. */
export const abcBars: ChartDefinition<AbcClasses> = {
  kind: "abc",
  shows: ["abcClasses"],
  recognizes: (result) => isTableWith(result, ["rank", "cumulativeShare", "class"], ["counts", "summary"]),
  draw,
};

function draw(classes: AbcClasses, context: DrawContext): Drawing {
  const { say, percent, count, color, counted } = context;
  const data = classes.summary();
  const rows = data.toRows();
  const best = rows.find((row) => row.class === "A");
  const title =
    best === undefined || !best.items
      ? say("No item is in class A", "A类为空")
      : say(
          `Class A: ${count(best.items)} of ${count(classes.numRows)} bring ` +
            `${percent(best.shareOfValue ?? 0)} of the value`,
          `A类：${count(classes.numRows)} 个中的 ${count(best.items)} 个带来 ${percent(best.shareOfValue ?? 0)} 的价值`,
        );
  const bars = rows.flatMap((row) => [
    { label: say(`${row.class}: items`, `${row.class}：数量`), value: row.shareOfItems ?? 0, color: color.sixth },
    { label: say(`${row.class}: value`, `${row.class}：价值`), value: row.shareOfValue ?? 0, color: color.main },
  ]);
  return {
    title,
    subtitle: say("Share of the items and of the value by class", "各类的数量占比与价值占比"),
    description: say(
      `Bars. ${title}. ${rows.map((row) => `${row.class}: ${counted(row.items ?? 0, "item")}`).join(", ")}.`,
      `条形图。${title}。${rows.map((row) => `${row.class}：${count(row.items ?? 0)} 个`).join("，")}。`,
    ),
    data,
    picture: (width) => barPicture(context, width, bars, { format: percent }),
  };
}
