import { dot, rect, ruleX, ruleY, text } from "@observablehq/plot";
import type { importancePerformance } from "../../path-models/index.js";
import { safeText } from "../../presentation/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";

type Importance = ReturnType<typeof importancePerformance>;

/** What to improve first: what matters much and performs badly. */
export const importanceMap: ChartDefinition<Importance> = {
  kind: "importance",
  shows: ["importancePerformance"],
  recognizes: (result) => isTableWith(result, ["construct", "importance", "performance", "advice"], ["target"]),
  draw,
};

function draw(map: Importance, context: DrawContext): Drawing {
  const { say, decimal, term, color, counted } = context;
  const rows = map.toRows().filter((row) => row.importance !== null && row.performance !== null);
  const first = rows.filter((row) => row.advice === "improve first").sort((a, b) => b.importance! - a.importance!)[0];
  const most = [...rows].sort((a, b) => b.importance! - a.importance!)[0];
  const title =
    first !== undefined
      ? say(
          `Improve ${term(first.construct)} first: a point more raises ${term(map.target)} by ` +
            `${decimal(first.importance!, 2)}, and it is at ${decimal(first.performance!, 0)}`,
          `优先改进${term(first.construct)}：每提高1分，${term(map.target)}提高 ${decimal(first.importance!, 2)}，当前为 ` +
            `${decimal(first.performance!, 0)}`,
        )
      : most === undefined
        ? say("No importance is known", "没有可用的重要性")
        : say(
            `${term(most.construct)} matters most for ${term(map.target)} and already performs well ` +
              `(${decimal(most.performance!, 0)})`,
            `${term(most.construct)}对${term(map.target)}最重要，且表现已较好（${decimal(most.performance!, 0)}）`,
          );
  const [x, y] = [
    rangeOf(
      rows.map((row) => row.importance!),
      0.14,
    ),
    rangeOf(
      rows.map((row) => row.performance!),
      0.2,
    ),
  ];
  const said = rows.map((row) => `${term(row.construct)}: ${term(row.advice)}`);
  const corner =
    map.meanImportance === null || map.meanPerformance === null
      ? []
      : [{ x1: map.meanImportance, x2: x[1], y1: y[0], y2: map.meanPerformance }];
  return {
    title,
    subtitle: say(
      `Importance for ${term(map.target)} (points per point) by performance (0 to 100)`,
      `对${term(map.target)}的重要性（每分影响）与表现（0–100）`,
    ),
    description: say(
      `Scatter plot of ${counted(rows.length, "driver")}. ${title}. ${said.join("; ")}.`,
      `${rows.length} 个驱动因素的散点图。${title}。${said.join("；")}。`,
    ),
    legend: [
      { color: color.wash, label: say("improve first: important, and below the mean", "优先改进：重要而低于均值") },
    ],
    data: map,
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(420, Math.round(width * 0.64)),
        marginTop: 26,
        x: { domain: x },
        y: { domain: y },
        marks: [
          rect(corner, { x1: "x1", x2: "x2", y1: "y1", y2: "y2", fill: color.wash }),
          ...bottomAxis(context, { label: say("importance", "重要性"), ticks: 6, grid: false }),
          ...leftAxis(context, { label: say("performance", "表现"), ticks: 6, grid: false }),
          ...(map.meanImportance === null
            ? []
            : [ruleX([map.meanImportance], { stroke: color.muted, strokeDasharray: "4 4" })]),
          ...(map.meanPerformance === null
            ? []
            : [ruleY([map.meanPerformance], { stroke: color.muted, strokeDasharray: "4 4" })]),
          dot(rows, { x: "importance", y: "performance", r: 6, fill: color.main }),
          ...[false, true].map((below) =>
            text(
              rows.filter((row) => crowdedFromAbove(row, rows, x[1] - x[0], y[1] - y[0]) === below),
              {
                x: "importance",
                y: "performance",
                dy: below ? 16 : -14,
                text: (row: { construct: string }) => fitText(safeText(term(row.construct)), 14),
                fill: color.ink,
                stroke: color.paper,
                strokeWidth: 4,
              },
            ),
          ),
        ],
      }),
  };
}

function rangeOf(values: readonly number[], room: number): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = (high - low || 1) * room;
  return [low - pad, high + pad];
}

interface Driver {
  readonly importance: number | null;
  readonly performance: number | null;
}

/** Whether another dot lies where the name above this one would stand. */
function crowdedFromAbove(row: Driver, rows: readonly Driver[], width: number, height: number): boolean {
  return rows.some((other) => {
    const [right, up] = [other.importance! - row.importance!, other.performance! - row.performance!];
    return other !== row && Math.abs(right) < 0.16 * width && up >= 0 && up < 0.12 * height;
  });
}
