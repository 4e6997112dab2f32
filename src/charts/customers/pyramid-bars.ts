import { barX, ruleX, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { textWidth } from "../drawing/text-width.js";
import { type ClassifiedCustomers, type ClassRow, classRows, isClassified } from "./class-bars.js";

/** How few bring how much: the tiers of the customers with their share of customers and of value. */
export const pyramidBars: ChartDefinition<ClassifiedCustomers> = {
  kind: "pyramid",
  shows: ["customerPyramid"],
  recognizes: (result) => isClassified(result) && isTableWith(result, ["tier"]),
  draw,
};

function draw(pyramid: ClassifiedCustomers, context: DrawContext): Drawing {
  const { say, count, percent, decimal, color } = context;
  const data = pyramid.summary();
  const { rows, measure } = classRows(data, context);
  const ratios = data.columnNames.includes("costToProfit") ? data.column("costToProfit").toArray() : [];
  const tiers = rows
    .map((row, i) => ({ ...row, row: i, ratio: typeof ratios[i] === "number" ? (ratios[i] as number) : null }))
    .filter((row) => row.customers > 0);
  const [best] = tiers;
  const value = measure ?? say("value", "价值");
  const title =
    best === undefined
      ? say("There are no tiers", "没有层级")
      : say(
          `${best.name}: ${percent(best.share)} of customers hold ${percent(best.measureShare ?? 0)} of ${value}`,
          `${best.name}：${percent(best.share)} 的客户占 ${value} 的 ${percent(best.measureShare ?? 0)}`,
        );
  const figures = (row: ClassRow & { ratio: number | null }): string =>
    `${row.measureShare === null ? "–" : percent(row.measureShare)}` +
    (row.ratio === null
      ? ""
      : say(` (cost ${decimal(row.ratio)} × profit)`, `（成本为利润的 ${decimal(row.ratio)} 倍）`));
  const said = tiers.map((row) => `${row.name}: ${count(row.customers)}, ${figures(row)}`);
  const sizeOf = (row: ClassRow): string => `${count(row.customers)} (${percent(row.share)})`;
  return {
    title,
    subtitle: say(
      `Share of customers (left) and of ${value} (right) by tier`,
      `各层级的客户占比（左）与 ${value} 占比（右）`,
    ),
    description: say(`Pyramid. ${title}. ${said.join("; ")}.`, `金字塔图。${title}。${said.join("；")}。`),
    legend: [
      { color: color.sixth, label: say("customers", "客户数") },
      { color: color.main, label: value },
    ],
    data,
    picture: (width) =>
      plotPicture(context, width, {
        height: 16 + tiers.length * 52,
        marginLeft: 8,
        marginRight: 8,
        marginTop: 4,
        marginBottom: 8,
        x: {
          axis: null,
          domain: domainBesideTexts(
            width - 16,
            tiers.map((row) => ({ share: row.share, text: sizeOf(row) })),
            tiers.map((row) => ({ share: Math.max(0, row.measureShare ?? 0), text: figures(row) })),
          ),
        },
        y: { axis: null, type: "band", domain: tiers.map((row) => row.row), padding: 0.16 },
        marks: [
          barX(tiers, { y: "row", x1: 0, x2: (row: ClassRow) => -row.share, fill: color.sixth, insetTop: 19 }),
          barX(tiers, {
            y: "row",
            x1: 0,
            x2: (row: ClassRow) => Math.max(0, row.measureShare ?? 0),
            fill: color.main,
            insetTop: 19,
          }),
          ruleX([0], { stroke: color.muted }),
          text(tiers, {
            y: "row",
            x: 0,
            dy: -14,
            text: (row: ClassRow) => safeText(row.name),
            fontWeight: 600,
            fill: color.ink,
            stroke: color.paper,
            strokeWidth: 4,
          }),
          text(tiers, {
            y: "row",
            x: (row: ClassRow) => -row.share,
            dx: -6,
            dy: 9,
            textAnchor: "end",
            text: sizeOf,
            fill: color.ink,
          }),
          text(tiers, {
            y: "row",
            x: (row: ClassRow) => Math.max(0, row.measureShare ?? 0),
            dx: 6,
            dy: 9,
            textAnchor: "start",
            text: figures,
            fill: color.ink,
          }),
        ],
      }),
  };
}

interface Side {
  readonly share: number;
  readonly text: string;
}

/** What the axis spans so that the texts beside the bars end within `width` pixels on both sides. */
function domainBesideTexts(width: number, left: readonly Side[], right: readonly Side[]): [number, number] {
  const widest = (sides: readonly Side[]): number => Math.max(0, ...sides.map(({ text }) => textWidth(text) * 12)) + 10;
  const longest = (sides: readonly Side[]): number => Math.max(0.01, ...sides.map(({ share }) => share));
  const bars = longest(left) + longest(right);
  const scale = Math.max(width / 8, width - widest(left) - widest(right)) / bars;
  return [-longest(left) - widest(left) / scale, longest(right) + widest(right) / scale];
}
