import type { PathWeights } from "../../path-models/index.js";
import type { AhpWeights, CriticWeights, EntropyWeights, RegressionWeights } from "../../satisfaction/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

type ListedWeights = AhpWeights | EntropyWeights | CriticWeights;
type NamedItems = PathWeights | RegressionWeights;

/** How much each item counts. */
export const weightBars: ChartDefinition<ListedWeights | NamedItems> = {
  kind: "weights",
  shows: ["ahpWeights", "entropyWeights", "criticWeights", "regressionWeights", "pathWeights"],
  recognizes: (result) => isListed(result) || isNamed(result),
  draw,
};

function isListed(result: unknown): result is ListedWeights {
  if (!isObjectWith(result, ["items", "weights"])) return false;
  const { items, weights } = result as ListedWeights;
  return Array.isArray(items) && Array.isArray(weights);
}

function isNamed(result: unknown): result is NamedItems {
  if (!isObjectWith(result, ["weights", "reason"])) return false;
  const { weights } = result as NamedItems;
  return typeof weights === "object" && weights !== null && Object.keys(weights).length > 0;
}

function draw(result: ListedWeights | NamedItems, context: DrawContext): Drawing {
  const { say, percent, decimal } = context;
  const rows = itemsOf(result).sort((a, b) => b.weight - a.weight);
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

function itemsOf(result: ListedWeights | NamedItems): { item: string; weight: number }[] {
  if (isListed(result)) return result.items.map((item, i) => ({ item, weight: result.weights[i]! }));
  return Object.entries(result.weights ?? {}).map(([item, weight]) => ({ item, weight }));
}
