import { ruleX } from "@observablehq/plot";
import type { BreakEven } from "../../finance/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** How much has to be sold: profit by units, and where it begins. */
export const breakEvenLine: ChartDefinition<BreakEven> = {
  kind: "break-even",
  shows: ["breakEven"],
  recognizes: (result) =>
    isObjectWith(result, ["contribution", "units", "marginOfSafety"]) && (result as BreakEven).units !== null,
  draw,
};

function draw({ units, contribution, profit, marginOfSafety }: BreakEven, context: DrawContext): Drawing {
  const { say, compact, percent, color } = context;
  const needed = units!;
  const sold = profit === null || contribution === 0 ? null : needed + profit / contribution;
  const end = Math.max(2 * needed, 1.2 * (sold ?? 0), 1);
  const rows = [0, needed, end].map((at) => ({ units: at, profit: contribution * (at - needed) }));
  const points = rows.map((row) => ({ x: row.units, y: row.profit }));
  const safety =
    marginOfSafety === null
      ? ""
      : say(`; margin of safety ${percent(marginOfSafety)}`, `；安全边际 ${percent(marginOfSafety)}`);
  return lineDrawing(context, {
    title: say(`Profit begins at ${compact(needed)} units${safety}`, `销量达到 ${compact(needed)} 开始盈利${safety}`),
    subtitle: say(
      `Profit by units sold, ${compact(contribution)} a unit`,
      `按销量的利润，每单位贡献 ${compact(contribution)}`,
    ),
    data: toTable("breakEvenLine", rows),
    series: [
      { label: say("profit", "利润"), color: color.main, points },
      ...(sold === null || profit === null
        ? []
        : [
            {
              label: say("as planned", "计划"),
              color: color.third,
              mark: "dots" as const,
              points: [{ x: sold, y: profit }],
            },
          ]),
    ],
    x: { label: say("units", "销量"), format: compact as never, ticks: 6 },
    y: { label: say("profit", "利润"), format: compact as never },
    marks: [ruleX([needed], { stroke: color.second, strokeWidth: 2, strokeDasharray: "5 4" })],
    legend: [{ color: color.second, label: say("break-even", "盈亏平衡点"), mark: "dashed" }],
  });
}
