import type { scoreResponse } from "../../campaigns/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

type Scores = ReturnType<typeof scoreResponse>;

/** How likely customers are to respond: how many have which probability. */
export const responseBars: ChartDefinition<Scores> = {
  kind: "response",
  shows: ["scoreResponse"],
  recognizes: (result) => isTableWith(result, ["probability"], ["contacted", "expectedResponses", "unseen"]),
  draw,
};

const classes = 10;

function draw(scores: Scores, context: DrawContext): Drawing {
  const { say, count, percent, compact } = context;
  const known = numbersOf(scores, "probability").filter((p) => !Number.isNaN(p));
  const most = known.reduce((a, b) => Math.max(a, b), 0) || 1;
  const rows = Array.from({ length: classes }, (_, i) => ({
    from: (most * (classes - 1 - i)) / classes,
    to: (most * (classes - i)) / classes,
    customers: known.filter((p) => Math.min(classes - 1, Math.floor((p / most) * classes)) === classes - 1 - i).length,
  }));
  const expected = known.reduce((sum, p) => sum + p, 0);
  const { contacted, expectedGain } = scores;
  const plan =
    contacted === null
      ? ""
      : say(
          `; ${count(contacted)} to contact${expectedGain === null ? "" : `, a gain of ${compact(expectedGain)}`}`,
          `；联系 ${count(contacted)} 位${expectedGain === null ? "" : `，收益 ${compact(expectedGain)}`}`,
        );
  return barDrawing(context, {
    title: say(
      `${count(Math.round(expected))} of ${count(known.length)} would respond${plan}`,
      `${count(known.length)} 位客户中预计 ${count(Math.round(expected))} 位响应${plan}`,
    ),
    subtitle: say(
      "Customers by their probability of a response, the likeliest on top",
      "按响应概率划分的客户数，最可能的在上",
    ),
    data: toTable("responseBars", rows),
    bars: rows.map((row) => ({
      label: `${percent(row.from)} – ${percent(row.to)}`,
      value: row.customers,
      text: count(row.customers),
    })),
    format: compact,
  });
}
