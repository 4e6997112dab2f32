import { areaY, dot, line, text } from "@observablehq/plot";
import type { ParetoAnalysis } from "../../segments/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, numbersOf } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** Points that a curve is drawn with: more cannot be told apart at a width of some hundred pixels. */
const points = 300;

/** How equal: the share of the total that the customers hold, from the smallest up. */
export const lorenzCurve: ChartDefinition<ParetoAnalysis> = {
  kind: "lorenz",
  shows: ["analyzePareto"],
  recognizes: (result) => hasTable(result, "lorenz", ["shareOfCount", "shareOfTotal"]),
  draw,
};

function draw(pareto: ParetoAnalysis, context: DrawContext): Drawing {
  const { say, percent, decimal, color } = context;
  const all = numbersOf(pareto.lorenz, "shareOfCount");
  const totals = numbersOf(pareto.lorenz, "shareOfTotal");
  const places = evenPlaces(all.length, points);
  const rows = places.map((i) => ({ shareOfCount: all[i]!, shareOfTotal: totals[i]! }));
  const top = pareto.topShare(0.2);
  const gini = pareto.gini === null ? null : decimal(pareto.gini, 2);
  const title =
    top === null
      ? say(
          `No shares: the total is ${context.compact(pareto.total)}`,
          `总额为 ${context.compact(pareto.total)}，无法计算份额`,
        )
      : say(
          `The top 20% hold ${percent(top)} of the total${gini === null ? "" : ` (Gini ${gini})`}`,
          `前20%的客户占总额的 ${percent(top)}${gini === null ? "" : `（基尼系数 ${gini}）`}`,
        );
  return {
    title,
    subtitle: say(
      `Lorenz curve of ${context.counted(pareto.count, "customer")}, from the smallest to the largest`,
      `${context.count(pareto.count)} 位客户的洛伦兹曲线，从小到大排列`,
    ),
    description: say(
      `Lorenz curve. ${title}. The lower half of the customers hold ${percent(shareAt(rows, 0.5))} of the total.`,
      `洛伦兹曲线。${title}。较小的一半客户占总额的 ${percent(shareAt(rows, 0.5))}。`,
    ),
    note:
      pareto.negativeCount === 0
        ? undefined
        : say(
            `No Gini coefficient: ${context.count(pareto.negativeCount)} of ` +
              `${context.count(pareto.count)} are below zero`,
            `无基尼系数：${context.count(pareto.count)} 位中有 ${context.count(pareto.negativeCount)} 位为负值`,
          ),
    legend: [
      { color: color.main, label: say("customers", "实际"), mark: "line" },
      { color: color.muted, label: say("all equal", "完全平均"), mark: "dashed" },
    ],
    data: toTable("lorenzCurve", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(420, Math.round(width * 0.62)),
        marginTop: 26,
        x: { domain: [0, 1] },
        y: { domain: [Math.min(0, ...rows.map((row) => row.shareOfTotal)), 1] },
        marks: [
          ...bottomAxis(context, { label: say("share of customers", "客户占比"), format: percent as never, ticks: 5 }),
          ...leftAxis(context, { label: say("share of the total", "总额占比"), format: percent as never, ticks: 5 }),
          areaY(rows, {
            x: "shareOfCount",
            y1: "shareOfCount",
            y2: "shareOfTotal",
            fill: color.main,
            fillOpacity: 0.14,
          }),
          line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: color.muted, strokeDasharray: "5 4" },
          ),
          line(rows, { x: "shareOfCount", y: "shareOfTotal", stroke: color.main, strokeWidth: 2.5 }),
          ...(top === null
            ? []
            : [
                dot([[0.8, 1 - top]], { fill: color.second, r: 5 }),
                text([[0.8, 1 - top]], {
                  text: [say(`top 20%: ${percent(top)}`, `前20%：${percent(top)}`)],
                  textAnchor: "end",
                  dx: -10,
                  dy: -10,
                  fill: color.ink,
                  stroke: color.paper,
                  strokeWidth: 4,
                  fontWeight: 600,
                }),
              ]),
        ],
      }),
  };
}

function shareAt(rows: readonly { shareOfCount: number; shareOfTotal: number }[], share: number): number {
  const row = rows.find(({ shareOfCount }) => shareOfCount >= share);
  return row === undefined ? 1 : row.shareOfTotal;
}
