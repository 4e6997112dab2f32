import type { resolveIdentities } from "../../customers/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { waterfallDrawing } from "../drawing/waterfall-drawing.js";

type PairExplanation = ReturnType<ReturnType<typeof resolveIdentities>["explain"]>;

/** Why two records are or are not the same person: the weight of each comparison, added up. */
export const matchWaterfall: ChartDefinition<PairExplanation> = {
  kind: "match",
  shows: ["resolveIdentities(…).explain"],
  recognizes: (result) => isTableWith(result, ["step", "level", "left", "right", "weight", "total", "probability"]),
  draw,
};

function draw(explanation: PairExplanation, context: DrawContext): Drawing {
  const { say, percent, decimal } = context;
  const rows = explanation.toRows();
  const last = rows.at(-1);
  const share = last?.probability ?? 0;
  // What is not certain is not to read as if it were.
  const probability =
    share < 1 && share >= 0.9995
      ? say("more than 99.9%", "99.9% 以上")
      : share > 0 && share < 0.0005
        ? say("less than 0.1%", "不足 0.1%")
        : percent(share, 1);
  const nameOf = (row: (typeof rows)[number]): string =>
    row.level === null || row.level === "" ? String(row.step) : `${row.step}: ${row.level}`;
  return waterfallDrawing(context, {
    title: say(
      `The two records are the same person with a probability of ${probability}`,
      `两条记录为同一人的概率为 ${probability}`,
    ),
    subtitle: say("Weight of each comparison, in powers of two", "各项比较的权重（以 2 为底的对数）"),
    data: explanation,
    steps: rows.map((row) => ({ label: nameOf(row), change: row.weight ?? 0 })),
    end: say("sum", "合计"),
    format: (value) => decimal(value, 1),
  });
}
