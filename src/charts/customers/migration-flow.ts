import { escapeMarkup, safeText } from "../../presentation/index.js";
import type { Table } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing, Picture } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { fitText, textWidth } from "../drawing/text-width.js";
import { type Flow, type FlowBox, flowLayout } from "./flow-layout.js";

/** What tells who moved between groups: `rfmTransitions`, `tierMigration`. */
export interface Migration {
  readonly flows: Table;
  readonly matrix: Table;
  /** (up − down) / customers before; null where the order of the groups is not known. */
  readonly netUpward: number | null;
  readonly up: number | null;
  readonly down: number | null;
  readonly joined: number;
  readonly left: number;
}

/** Who moved up, who moved down: customers before on the left, and where they are now. */
export const migrationFlow: ChartDefinition<Migration> = {
  kind: "migration",
  shows: ["rfmTransitions", "tierMigration"],
  recognizes: (result) =>
    isObjectWith(result, ["matrix", "netUpward", "joined", "left"]) &&
    hasTable(result, "flows", ["from", "to", "customers"]),
  draw,
};

function draw(migration: Migration, context: DrawContext): Drawing {
  const { say, count, percent, color, term, counted } = context;
  const rows = migration.flows.toRows();
  const flows = rows
    .map((row) => ({ from: text(row["from"]), to: text(row["to"]), size: Number(row["customers"] ?? 0) }))
    .filter((flow) => flow.size > 0);
  const order = orderOf(migration, flows);
  const { netUpward, up, down } = migration;
  const [joined, left] = [count(migration.joined), count(migration.left)];
  const title =
    netUpward === null || up === null || down === null
      ? say(`${counted(migration.joined, "customer")} joined and ${left} left`, `${joined} 位客户加入，${left} 位离开`)
      : say(
          `${counted(up, "customer")} moved up and ${count(down)} down (net ${percent(netUpward)}); ${joined} ` +
            `joined, ${left} left`,
          `${count(up)} 位客户上升，${count(down)} 位下降（净 ${percent(netUpward)}）；${joined} 位加入，${left} 位离开`,
        );
  const largest = [...flows].sort((a, b) => b.size - a.size).slice(0, 8);
  const said = largest.map((flow) => `${term(flow.from)} → ${term(flow.to)}: ${count(flow.size)}`).join("; ");
  return {
    title,
    subtitle: say(
      "Customers by group before (left) and after (right), the best on top",
      "客户分组：左为之前，右为之后，最好的在上",
    ),
    description: say(`Flow diagram. ${title}. ${said}.`, `流向图。${title}。${said}。`),
    legend: [
      { color: color.main, label: say("up or joined", "上升或加入") },
      { color: color.second, label: say("down or left", "下降或离开") },
      { color: color.sixth, label: say("stayed", "不变") },
    ],
    data: migration.flows,
    picture: (width) => picture(flows, order, width, context),
  };
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** The groups in the order of the matrix, whose rows and columns begin with the best; joined and left come last. */
function orderOf({ matrix }: Migration, flows: readonly Flow[]): string[] {
  const [first] = matrix.columnNames;
  const rows = first === undefined ? [] : matrix.column(first).toArray().map(text);
  const columns = matrix.columnNames.slice(1);
  const known = [...rows, ...columns, ...flows.map((flow) => flow.from), ...flows.map((flow) => flow.to)];
  const inBrackets = (name: string): number => (/^\(.*\)$/.test(name) ? 1 : 0);
  return [...new Set(known)].sort((a, b) => inBrackets(a) - inBrackets(b));
}

const box = { width: 14, gap: 10 } as const;

function picture(flows: readonly Flow[], order: readonly string[], width: number, context: DrawContext): Picture {
  const { color } = context;
  const height = Math.max(220, Math.min(460, 40 * order.length + 60));
  const { left, right, bands } = flowLayout(flows, order, height, box.gap);
  const side = Math.min(170, width * 0.33);
  const [x1, x2] = [side + box.width, width - side - box.width];
  const middle = (x1 + x2) / 2;
  const paths = bands.map((band) => {
    const [from, to] = [order.indexOf(band.from), order.indexOf(band.to)];
    const better = /^\(/.test(band.from) ? !/^\(/.test(band.to) : !/^\(/.test(band.to) && to < from;
    const fill = band.from === band.to ? color.sixth : better ? color.main : color.second;
    const [a, b, t] = [band.startTop, band.endTop, band.thickness].map(round) as [number, number, number];
    return (
      `<path d="M${x1},${a}C${middle},${a} ${middle},${b} ${x2},${b}v${t}C${middle},${round(b + t)} ${middle},` +
      `${round(a + t)} ${x1},${round(a + t)}Z" fill="${fill}" fill-opacity="0.5"></path>`
    );
  });
  const boxes = [
    ...left.map((one) => boxMarkup(one, side, "end", context, side)),
    ...right.map((one) => boxMarkup(one, width - side - box.width, "start", context, side)),
  ];
  return { markup: paths.join("") + boxes.join(""), height: height + 6 };
}

function boxMarkup(one: FlowBox, x: number, anchor: "start" | "end", context: DrawContext, side: number): string {
  const { color, count, term } = context;
  // A name that is too long is cut, the number never.
  const size = ` ${count(one.size)}`;
  const label = fitText(safeText(term(one.name)), (side - 10) / 12 - textWidth(size)) + size;
  const textX = anchor === "end" ? x - 8 : x + box.width + 8;
  return (
    `<rect x="${round(x)}" y="${round(one.top)}" width="${box.width}" height="${round(Math.max(1, one.height))}" ` +
    `rx="2" fill="${color.ink}"></rect>` +
    `<text x="${round(textX)}" y="${round(one.top + one.height / 2 + 4)}" font-size="12" ` +
    `text-anchor="${anchor}" fill="${color.ink}">${escapeMarkup(label)}</text>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
