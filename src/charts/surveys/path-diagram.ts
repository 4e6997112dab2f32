import type { PathBootstrap, PathModel } from "../../path-models/index.js";
import { escapeMarkup, safeText } from "../../presentation/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing, Picture } from "../drawing/drawing.js";
import { isModelOf, isObjectWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";
import { layeredNodes } from "./path-layout.js";

/** What drives satisfaction: constructs with their indices, and the effects between them. */
export const pathDiagram: ChartDefinition<PathModel | PathBootstrap> = {
  kind: "paths",
  shows: ["fitPathModel", "acsi", "ecsi", "bootstrapPathModel"],
  recognizes: (result) => isPathResult(result),
  draw,
};

/** Whether a result is a path model, or a bootstrap that holds one. */
export function isPathResult(result: unknown): boolean {
  return (
    isModelOf(result, ["path-model"]) ||
    (isObjectWith(result, ["model", "paths", "indices", "draws"]) &&
      isModelOf((result as PathBootstrap).model, ["path-model"]))
  );
}

/** The model of a result. */
export function pathModelOf(result: PathModel | PathBootstrap): PathModel {
  return "draws" in result ? result.model : result;
}

/** The name of a construct: those of the presets are words of the library. */
export function constructName(model: PathModel, name: string, { term }: DrawContext): string {
  return model.preset === null ? name : term(name);
}

const box = { width: 112, height: 46 } as const;

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function draw(result: PathModel | PathBootstrap, context: DrawContext): Drawing {
  const { say, decimal, color } = context;
  const model = pathModelOf(result);
  const arrows = arrowsOf(result);
  const name = (construct: string): string => constructName(model, construct, context);
  const known = arrows.filter((arrow) => arrow.value !== null);
  const strongest =
    known.length === 0 ? null : known.reduce((a, b) => (Math.abs(b.value!) > Math.abs(a.value!) ? b : a));
  const said = known.map((arrow) => `${name(arrow.from)} → ${name(arrow.to)}: ${decimal(arrow.value!, 2)}`);
  const interval =
    strongest?.lower == null || strongest.upper === null
      ? ""
      : ` (${decimal(strongest.lower, 2)}–${decimal(strongest.upper, 2)})`;
  const title =
    strongest === null
      ? say(`No effect is known: ${model.reason ?? model.status}`, "没有可用的路径系数")
      : say(
          `The strongest effect: ${name(strongest.from)} on ${name(strongest.to)}, ` +
            `${decimal(strongest.value!, 2)}${interval}`,
          `最强的影响：${name(strongest.from)} → ${name(strongest.to)}，${decimal(strongest.value!, 2)}${interval}`,
        );
  return {
    title,
    subtitle: say(
      "Standardized effects between constructs; in the boxes: the index (0 to 100) and R²",
      "构念之间的标准化影响；框内为指数（0–100）与 R²",
    ),
    description: say(`Path diagram. ${title}. ${said.join("; ")}.`, `路径图。${title}。${said.join("；")}。`),
    note: arrows.some((arrow) => crossesZero(arrow))
      ? say("Dashed: the interval holds 0.", "虚线：区间包含 0。")
      : undefined,
    legend: [
      { color: color.main, label: say("raises", "正向"), mark: "line" },
      { color: color.second, label: say("lowers", "负向"), mark: "line" },
    ],
    data: toTable("pathDiagram", arrows),
    picture: (width) => picture(model, arrows, width, context),
  };
}

function arrowsOf(result: PathModel | PathBootstrap): Arrow[] {
  if (!("draws" in result)) return result.paths.map((path) => ({ ...path, lower: null, upper: null }));
  return result.paths.toRows().map((row) => ({
    from: String(row.from),
    to: String(row.to),
    value: row.value,
    lower: row.lower,
    upper: row.upper,
  }));
}

function crossesZero({ lower, upper }: Arrow): boolean {
  return lower !== null && upper !== null && lower < 0 && upper > 0;
}

function picture(model: PathModel, arrows: readonly Arrow[], width: number, context: DrawContext): Picture {
  const nodes = layeredNodes(model.constructs, model.specification.paths);
  const height = Math.max(300, Math.round(width * 0.58));
  const middles = new Map(
    nodes.map((node) => [
      node.name,
      {
        x: box.width / 2 + node.x * (width - box.width),
        y: 10 + box.height / 2 + node.y * (height - box.height - 20),
      },
    ]),
  );
  const lines = arrows.map((arrow) => arrowMarkup(arrow, middles, context));
  const boxes = nodes.map((node) => boxMarkup(model, node.name, middles.get(node.name)!, context));
  return {
    markup: lines.map(([line]) => line).join("") + boxes.join("") + lines.map(([, label]) => label).join(""),
    height,
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function arrowMarkup(
  arrow: Arrow,
  middles: ReadonlyMap<string, Point>,
  { color, decimal }: DrawContext,
): [string, string] {
  const [a, b] = [middles.get(arrow.from)!, middles.get(arrow.to)!];
  const [start, end] = [edgeOfBox(a, b, 0), edgeOfBox(b, a, 5)];
  const value = arrow.value ?? 0;
  const stroke = arrow.value === null ? color.muted : value < 0 ? color.second : color.main;
  const thickness = Math.max(1.2, Math.min(6, Math.abs(value) * 7));
  const angle = Math.atan2(end.y - start.y, end.x - start.x);
  const head = [2.6, -2.6]
    .map((turn) => `${round(end.x + 9 * Math.cos(angle + turn))},${round(end.y + 9 * Math.sin(angle + turn))}`)
    .join(" L");
  const dash = crossesZero(arrow) ? ' stroke-dasharray="6 4"' : "";
  const text = arrow.value === null ? "–" : decimal(value, 2);
  const [x, y] = [start.x + (end.x - start.x) * 0.42, start.y + (end.y - start.y) * 0.42];
  return [
    `<path d="M${round(start.x)},${round(start.y)}L${round(end.x)},${round(end.y)}" stroke="${stroke}" ` +
      `stroke-width="${round(thickness)}" fill="none"${dash}></path>` +
      `<path d="M${round(end.x + 4 * Math.cos(angle))},${round(end.y + 4 * Math.sin(angle))} L${head} Z" ` +
      `fill="${stroke}"></path>`,
    `<rect x="${round(x - 17)}" y="${round(y - 9)}" width="34" height="17" rx="4" fill="${color.paper}"></rect>` +
      `<text x="${round(x)}" y="${round(y + 4)}" font-size="12" text-anchor="middle" ` +
      `fill="${color.ink}">${text}</text>`,
  ];
}

/** Where the line between two middles leaves the box of the first, `gap` pixels outside. */
function edgeOfBox(from: Point, to: Point, gap: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const reach = Math.min(box.width / 2 / Math.abs(dx || 1e-9), box.height / 2 / Math.abs(dy || 1e-9)) + gap / length;
  return { x: from.x + dx * reach, y: from.y + dy * reach };
}

function boxMarkup(model: PathModel, construct: string, { x, y }: Point, context: DrawContext): string {
  const { color, decimal } = context;
  const index = model.indices[construct];
  const explained = model.rSquared[construct];
  const figures = [
    index == null ? "–" : decimal(index, 1),
    ...(explained == null ? [] : [`R² ${decimal(explained, 2)}`]),
  ].join(" · ");
  const name = fitText(safeText(constructName(model, construct, context)), (box.width - 10) / 12.5);
  return (
    `<rect x="${round(x - box.width / 2)}" y="${round(y - box.height / 2)}" ` +
    `width="${box.width}" height="${box.height}" ` +
    `rx="7" fill="${color.wash}" stroke="${color.muted}"></rect>` +
    `<text x="${round(x)}" y="${round(y - 4)}" font-size="12.5" font-weight="600" text-anchor="middle" ` +
    `fill="${color.ink}">${escapeMarkup(name)}</text>` +
    `<text x="${round(x)}" y="${round(y + 14)}" font-size="12" text-anchor="middle" ` +
    `fill="${color.muted}">${figures}</text>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
