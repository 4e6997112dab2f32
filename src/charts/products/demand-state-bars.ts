import type { DemandStates } from "../../markets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** In which state the demand for the products is. */
export const demandStateBars: ChartDefinition<DemandStates> = {
  kind: "demand",
  shows: ["demandStates"],
  recognizes: (result) => isTableWith(result, ["product", "demand", "state", "measure"], ["summary", "thresholds"]),
  draw,
};

function draw(states: DemandStates, context: DrawContext): Drawing {
  const { say, count, term } = context;
  const data = states.summary();
  const rows = data.toRows().filter((row) => (row.products ?? 0) > 0);
  const largest = [...rows].sort((a, b) => (b.products ?? 0) - (a.products ?? 0))[0];
  return barDrawing(context, {
    title:
      largest === undefined
        ? say("No product has a state", "没有可判定的产品")
        : say(
            `${count(largest.products!)} of ${count(states.numRows)} products ` +
              `${largest.products === 1 ? "is" : "are"} in ${largest.state} demand`,
            `${count(states.numRows)} 个产品中 ${count(largest.products!)} 个处于 ${term(largest.state)} 需求`,
          ),
    subtitle: say("Products by the state of their demand", "按需求状态划分的产品"),
    data,
    bars: rows.map((row) => ({
      label: term(row.state),
      value: row.products!,
      text: count(row.products!) + demandText(row.demandShare, context),
    })),
    format: context.compact,
  });
}

function demandText(share: number | null, { say, percent }: DrawContext): string {
  return share === null ? "" : say(` (${percent(share)} of demand)`, `（需求的 ${percent(share)}）`);
}
