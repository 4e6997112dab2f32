import { seriesColor } from "../../presentation/index.js";
import type { WeightComparison } from "../../satisfaction/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether methods of weighting agree: the weight of every item by each of them. */
export const weightMethodDots: ChartDefinition<WeightComparison> = {
  kind: "weight-methods",
  shows: ["compareWeights"],
  recognizes: (result) =>
    isObjectWith(result, ["weights", "agreement"]) && hasTable(result, "methods", ["method", "sum", "negative"]),
  draw,
};

function draw({ weights, methods, agreement }: WeightComparison, context: DrawContext): Drawing {
  const { say, percent, decimal, color, counted } = context;
  const [item, ...rest] = weights.columnNames;
  const names = methods
    .toRows()
    .map((row) => String(row.method))
    .filter((name) => rest.includes(name))
    .slice(0, 6);
  const rows = weights.toRows();
  const apart = agreement
    .toRows()
    .filter((row) => row.largestDifference !== null)
    .sort((a, b) => b.largestDifference! - a.largestDifference!)[0];
  return dotDrawing(context, {
    title:
      apart === undefined
        ? say(`Weights of ${counted(rows.length, "item")}`, `${rows.length} 个项目的权重`)
        : say(
            `${apart.first} and ${apart.second} differ most, in ${apart.item}: by ` +
              percent(apart.largestDifference!) +
              (apart.rankCorrelation === null ? "" : ` (rank correlation ${decimal(apart.rankCorrelation, 2)})`),
            `${apart.first} 与 ${apart.second} 相差最大，在 ${apart.item}：${percent(apart.largestDifference!)}`,
          ),
    subtitle: say("Weight of each item, by method", "各方法下各项的权重"),
    legend: names.map((label, i) => ({ color: seriesColor(color, i), label, mark: "dot" as const })),
    data: weights,
    rows: rows.map((row) => ({
      label: String(row[item!]),
      dots: names.flatMap((name, i) => {
        const value = row[name];
        return typeof value === "number" ? [{ value, color: seriesColor(color, i) }] : [];
      }),
    })),
    format: percent,
    rules: [0],
  });
}
