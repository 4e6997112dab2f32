import type { similarHabits } from "../../baskets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Habits = ReturnType<typeof similarHabits>;

/** Who looks at the same pages: the most similar pairs of customers. */
export const habitBars: ChartDefinition<Habits> = {
  kind: "habits",
  shows: ["similarHabits"],
  recognizes: (result) => isTableWith(result, ["customer", "rank", "other", "similarity", "commonPages"]),
  draw,
};

function draw(habits: Habits, context: DrawContext): Drawing {
  const { say, count, decimal, counted } = context;
  const pairs = new Set<string>();
  const rows = habits
    .toRows()
    .sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0))
    .filter(({ customer, other }) => {
      // Each pair once, though it stands in the lists of both.
      const pair = JSON.stringify([String(customer), String(other)].sort());
      return !pairs.has(pair) && pairs.add(pair);
    });
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No two customers look at the same pages", "没有浏览习惯相似的客户")
        : say(
            `${first.customer} and ${first.other} are most alike: ${counted(first.commonPages ?? 0, "page")} in common`,
            `${first.customer} 与 ${first.other} 最相似：共同浏览 ${count(first.commonPages ?? 0)} 页`,
          ),
    subtitle: say("Similarity of what two customers look at (1: the same)", "两位客户浏览内容的相似度（1 为相同）"),
    data: habits,
    bars: rows.map((row) => ({
      label: `${row.customer} – ${row.other}`,
      value: row.similarity ?? 0,
      text: decimal(row.similarity ?? 0, 2),
    })),
    format: (value) => decimal(value, 1),
  });
}
