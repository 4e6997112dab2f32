import type { KPrototypesResult } from "../../clustering/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf, isObjectWith } from "../drawing/recognize.js";

/** Which kinds there are among rows of numbers and words: the size of each cluster, and what is typical of it. */
export const prototypeBars: ChartDefinition<KPrototypesResult> = {
  kind: "prototypes",
  shows: ["kPrototypes"],
  recognizes: (result) =>
    isObjectWith(result, ["model", "prototypes", "sizes"]) &&
    isModelOf((result as KPrototypesResult).model, ["k-prototypes"]),
  draw,
};

/** Features named beside a bar. */
const most = 3;

function draw({ model, prototypes, sizes }: KPrototypesResult, context: DrawContext): Drawing {
  const { say, percent, count, compact, counted } = context;
  const total = Array.from(sizes).reduce((sum, size) => sum + size, 0);
  const named = [...model.categories, ...model.features].map(({ name }) => name).slice(0, most);
  const typical = (row: number): string =>
    named
      .map((name) => {
        const value = (prototypes.columnNames as readonly string[]).includes(name)
          ? prototypes.column(name).at(row)
          : null;
        return value === null ? "" : `${name}: ${typeof value === "number" ? compact(value) : value}`;
      })
      .filter((words) => words !== "")
      .join(", ");
  const largest = Array.from(sizes).indexOf(Math.max(...sizes));
  return barDrawing(context, {
    title: say(
      `${counted(sizes.length, "cluster")}; the largest (${largest}) has ${percent(sizes[largest]! / total)}: ` +
        `${typical(largest)}`,
      `${sizes.length} 个群组；最大的（${largest}）占 ${percent(sizes[largest]! / total)}：${typical(largest)}`,
    ),
    subtitle: say("Size of each cluster, and its center or most frequent value", "各群组的规模及其中心或众数"),
    data: prototypes,
    bars: Array.from(sizes, (size, i) => ({
      label: `${i}: ${typical(i)}`,
      value: size,
      text: `${count(size)} (${percent(size / total)})`,
    })),
    format: compact,
  });
}
