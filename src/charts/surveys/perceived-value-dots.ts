import type { PerceivedValue } from "../../satisfaction/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether customers find it worth the price: the score of both questions, with their intervals. */
export const perceivedValueDots: ChartDefinition<PerceivedValue> = {
  kind: "perceived-value",
  shows: ["perceivedValue"],
  recognizes: (result) =>
    isObjectWith(result, ["index", "balance", "agreement"]) && hasTable(result, "questions", ["question", "score"]),
  draw,
};

function draw(value: PerceivedValue, context: DrawContext): Drawing {
  const { say, decimal, count, color, counted } = context;
  const rows = value.questions.toRows().filter((row) => row.score !== null);
  const range =
    value.lower === null || value.upper === null ? "" : ` (${decimal(value.lower, 1)}–${decimal(value.upper, 1)})`;
  const nameOf = (question: string | null): string =>
    question === "priceGivenQuality"
      ? say("price, given the quality", "给定质量的价格")
      : say("quality, given the price", "给定价格的质量");
  return dotDrawing(context, {
    title: say(
      `Perceived value is ${decimal(value.index, 1)} of 100${range}`,
      `感知价值为 ${decimal(value.index, 1)}（满分100）${range}`,
    ),
    subtitle: say(
      `Scores of the two questions, ${counted(value.ledger.used, "respondent")}`,
      `两个问题的得分，${count(value.ledger.used)} 位受访者`,
    ),
    data: value.questions,
    rows: rows.map((row) => ({
      label: nameOf(row.question),
      dots: [{ value: row.score!, color: color.main, lower: row.lower, upper: row.upper }],
      text: decimal(row.score!, 1),
    })),
    format: (score) => decimal(score, 0),
    rules: [0, 100],
  });
}
