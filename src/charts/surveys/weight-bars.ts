import type { AhpWeights, CriticWeights, EntropyWeights } from "../../satisfaction/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

type Weights = AhpWeights | EntropyWeights | CriticWeights;

/** How much each item counts. */
export const weightBars: ChartDefinition<Weights> = {
  kind: "weights",
  shows: ["ahpWeights", "entropyWeights", "criticWeights"],
  recognizes: (result) =>
    isObjectWith(result, ["items", "weights"]) &&
    Array.isArray((result as Weights).items) &&
    Array.isArray((result as Weights).weights),
  draw,
};

function draw(result: Weights, context: DrawContext): Drawing {
  const { say, percent, decimal } = context;
  const rows = result.items
    .map((item, i) => ({ item, weight: result.weights[i]! }))
    .sort((a, b) => b.weight - a.weight);
  const [first] = rows;
  const ratio = "consistencyRatio" in result ? result.consistencyRatio : null;
  return barDrawing(context, {
    title: say(
      `${first?.item} weighs most: ${percent(first?.weight ?? 0)}`,
      `${first?.item} 权重最大：${percent(first?.weight ?? 0)}`,
    ),
    subtitle: say("Weight of each item", "各项权重"),
    note:
      ratio === null
        ? undefined
        : say(
            `Consistency ratio ${decimal(ratio, 3)}: the judgments ` +
              `${ratio < 0.1 ? "agree well enough" : "contradict each other"}.`,
            `一致性比率 ${decimal(ratio, 3)}：判断${ratio < 0.1 ? "足够一致" : "相互矛盾"}。`,
          ),
    data: toTable("weightBars", rows),
    bars: rows.map((row) => ({ label: row.item, value: row.weight })),
    format: percent,
  });
}
