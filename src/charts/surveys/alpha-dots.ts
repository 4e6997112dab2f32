import type { CronbachAlpha } from "../../satisfaction/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Which question does not belong to the others: Cronbach's alpha without each of them. */
export const alphaDots: ChartDefinition<CronbachAlpha> = {
  kind: "alpha",
  shows: ["cronbachAlpha"],
  recognizes: (result) =>
    isObjectWith(result, ["raw", "standardized"]) &&
    hasTable(result, "items", ["item", "restCorrelation", "alphaIfDropped"]),
  draw,
};

function draw(alpha: CronbachAlpha, context: DrawContext): Drawing {
  const { say, decimal, count, color, counted } = context;
  const rows = alpha.items.toRows().filter((row) => row.alphaIfDropped !== null);
  const odd = rows.filter((row) => row.alphaIfDropped! > alpha.raw);
  const worst = odd.reduce<(typeof rows)[number] | null>(
    (a, b) => (a === null || b.alphaIfDropped! > a.alphaIfDropped! ? b : a),
    null,
  );
  return dotDrawing(context, {
    title: say(
      `Alpha is ${decimal(alpha.raw, 2)}` +
        (worst === null
          ? "; no question lowers it"
          : `; without ${worst.item} it is ${decimal(worst.alphaIfDropped!, 2)}`),
      `α 为 ${decimal(alpha.raw, 2)}` +
        (worst === null ? "；没有题目拉低它" : `；去掉 ${worst.item} 后为 ${decimal(worst.alphaIfDropped!, 2)}`),
    ),
    subtitle: say(
      `Alpha without each question, of ${counted(alpha.respondents, "respondent")} (line: with all)`,
      `去掉各题后的 α（${count(alpha.respondents)} 位受访者；竖线为全部题目）`,
    ),
    legend: [
      { color: color.main, label: say("the question belongs to the others", "题目与其他题一致"), mark: "dot" },
      { color: color.second, label: say("better without it", "去掉更好"), mark: "dot" },
    ],
    data: alpha.items,
    rows: rows.map((row) => ({
      label: String(row.item),
      dots: [{ value: row.alphaIfDropped!, color: odd.includes(row) ? color.second : color.main }],
      text: decimal(row.alphaIfDropped!, 2),
    })),
    format: (value) => decimal(value, 2),
    rules: [alpha.raw],
  });
}
