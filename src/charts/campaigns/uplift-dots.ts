import type { upliftByDecile } from "../../campaigns/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Deciles = ReturnType<typeof upliftByDecile>;

/** Whether a contact moves those who were said to be moved: the uplift of each group of scores. */
export const upliftDots: ChartDefinition<Deciles> = {
  kind: "uplift",
  shows: ["upliftByDecile"],
  recognizes: (result) => isTableWith(result, ["bin", "treatedRate", "controlRate", "uplift"]),
  draw,
};

function draw(deciles: Deciles, context: DrawContext): Drawing {
  const { say, percent, count, decimal, color } = context;
  const rows = deciles.toRows().filter((row) => row.uplift !== null);
  const [first] = rows;
  const last = rows.at(-1);
  const points = (share: number): string => decimal(share * 100, 1);
  return dotDrawing(context, {
    title:
      first === undefined || last === undefined
        ? say("No group has both treated and control", "没有同时含处理组与对照组的分组")
        : say(
            `A contact adds ${points(first.uplift!)} points among the highest scores, ` +
              `${points(last.uplift!)} among the lowest`,
            `联系使最高分组提高 ${points(first.uplift!)} 个百分点，最低分组 ${points(last.uplift!)} 个百分点`,
          ),
    subtitle: say(
      "Rate of the treated less that of the control, the highest scores first",
      "处理组与对照组比率之差，得分从高到低",
    ),
    legend: [
      { color: color.main, label: say("clear of 0", "区间不含 0"), mark: "dot" },
      { color: color.sixth, label: say("may be chance", "可能出于偶然"), mark: "dot" },
    ],
    data: deciles,
    rows: rows.map((row) => ({
      label: say(`group ${row.bin} (${count(row.rows ?? 0)})`, `第 ${row.bin} 组（${count(row.rows ?? 0)}）`),
      dots: [
        {
          value: row.uplift!,
          lower: row.lower,
          upper: row.upper,
          color:
            row.lower !== null && row.upper !== null && (row.lower > 0 || row.upper < 0) ? color.main : color.sixth,
        },
      ],
      text: points(row.uplift!),
    })),
    format: percent,
    rules: [0],
  });
}
