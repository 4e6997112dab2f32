import { dot, ruleX, ruleY, text } from "@observablehq/plot";
import type { Positioning } from "../../markets/index.js";
import { safeText } from "../../presentation/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";

/** What sets brands apart: brands and attributes on two common axes. */
export const positioningMap: ChartDefinition<Positioning> = {
  kind: "positioning",
  shows: ["positioning"],
  recognizes: (result) =>
    isObjectWith(result, ["scores", "gaps", "map"]) &&
    hasTable((result as Positioning).map, "brands", ["brand", "x", "y"]),
  draw,
};

interface MapPoint {
  readonly kind: "brand" | "attribute";
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

function draw({ map, scores }: Positioning, context: DrawContext): Drawing {
  const { say, percent, decimal, color, counted } = context;
  const points: MapPoint[] = [
    ...map.brands.toRows().map((row) => ({ kind: "brand" as const, name: String(row.brand), x: row.x, y: row.y })),
    ...map.attributes
      .toRows()
      .map((row) => ({ kind: "attribute" as const, name: String(row.attribute), x: row.x, y: row.y })),
  ].filter((point): point is MapPoint => point.x !== null && point.y !== null);
  const shown = (map.inertia[0] ?? 0) + (map.inertia[1] ?? 0);
  const best = scores.toRows().reduce((a, b) => ((b.score ?? 0) > (a.score ?? 0) ? b : a));
  const title = say(
    `${best.brand} scores highest (${decimal(best.score ?? 0)}); the map shows ${percent(shown)} of what ` +
      "sets brands apart",
    `${best.brand} 得分最高（${decimal(best.score ?? 0)}）；图中保留品牌差异的 ${percent(shown)}`,
  );
  const axis = (i: number): string =>
    say(`dimension ${i + 1} (${percent(map.inertia[i] ?? 0)})`, `维度 ${i + 1}（${percent(map.inertia[i] ?? 0)}）`);
  const ofKind = (kind: MapPoint["kind"]): MapPoint[] => points.filter((point) => point.kind === kind);
  return {
    title,
    subtitle: say("Brands and attributes by correspondence analysis", "品牌与属性的对应分析"),
    description: say(
      `Map of ${counted(ofKind("brand").length, "brand")} and ${counted(ofKind("attribute").length, "attribute")}. ` +
        `${title}.`,
      `${ofKind("brand").length} 个品牌与 ${ofKind("attribute").length} 个属性的定位图。${title}。`,
    ),
    note: say(
      "A brand lies on the side of the attributes on which it scores more than its level would suggest; distances " +
        "between a brand and an attribute mean nothing.",
      "品牌位于其得分高于自身水平的属性一侧；品牌与属性之间的距离没有意义。",
    ),
    legend: [
      { color: color.main, label: say("brands", "品牌"), mark: "dot" },
      { color: color.second, label: say("attributes", "属性"), mark: "dot" },
    ],
    data: toTable("positioningMap", points),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(460, Math.round(width * 0.7)),
        marginTop: 28,
        marginRight: 60,
        inset: 24,
        marks: [
          ...bottomAxis(context, { label: axis(0), ticks: 5, format: context.compact as never, grid: false }),
          ...leftAxis(context, { label: axis(1), ticks: 5, format: context.compact as never, grid: false }),
          ruleX([0], { stroke: color.grid }),
          ruleY([0], { stroke: color.grid }),
          ...(["attribute", "brand"] as const).flatMap((kind) => [
            dot(ofKind(kind), {
              x: "x",
              y: "y",
              r: kind === "brand" ? 6 : 4,
              symbol: kind === "brand" ? "circle" : "diamond",
              fill: kind === "brand" ? color.main : color.second,
            }),
            text(ofKind(kind), {
              x: "x",
              y: "y",
              dy: kind === "brand" ? -13 : 14,
              fontWeight: kind === "brand" ? 600 : 400,
              text: (point: MapPoint) => fitText(safeText(point.name), 14),
              fill: color.ink,
              stroke: color.paper,
              strokeWidth: 4,
            }),
          ]),
        ],
      }),
  };
}
