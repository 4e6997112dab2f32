import type { lookAlikes } from "../../clustering/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type LookAlikes = ReturnType<typeof lookAlikes>;

/** Who is most like the good customers. */
export const lookAlikeBars: ChartDefinition<LookAlikes> = {
  kind: "look-alikes",
  shows: ["lookAlikes"],
  recognizes: (result) => isTableWith(result, ["customer", "rank", "distance", "fit", "nearest"], ["explanations"]),
  draw,
};

function draw(alike: LookAlikes, context: DrawContext): Drawing {
  const { say, count, decimal, percent, counted } = context;
  const rows = alike.toRows().filter((row) => row.fit !== null);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No customer can be compared with the good ones", "没有可与优质客户比较的客户")
        : say(
            `${first.customer} is most like the ${counted(alike.good, "good customer")} (fit ${percent(first.fit!)})`,
            `${first.customer} 最像 ${count(alike.good)} 位优质客户（相似度 ${percent(first.fit!)}）`,
          ),
    subtitle: say(
      "Fit: the share of good customers that lie farther from the other good ones",
      "相似度：与其他优质客户距离更远的优质客户占比",
    ),
    data: alike,
    bars: rows.map((row) => ({
      label: String(row.customer),
      value: row.fit!,
      text: say(`${percent(row.fit!)}, like ${row.nearest}`, `${percent(row.fit!)}，像 ${row.nearest}`),
    })),
    format: (value) => (value <= 1 ? percent(value) : decimal(value)),
  });
}
