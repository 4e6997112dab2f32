import { cell, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { stepScale } from "../drawing/step-scale.js";
import { fitText } from "../drawing/text-width.js";
import { type ClassifiedCustomers, classRows, isClassified } from "./class-bars.js";

type MatrixOfCustomers = ClassifiedCustomers & {
  readonly cuts: { readonly x: readonly number[]; readonly y: readonly number[] };
};

/** Which customers to develop, keep, serve cheaply, let go: the cells of two axes with their customers and advice. */
export const valueMatrixGrid: ChartDefinition<MatrixOfCustomers> = {
  kind: "matrix",
  shows: ["valueMatrix"],
  recognizes: (result) => isClassified(result) && isTableWith(result, ["cell", "advice"], ["cuts"]),
  draw,
};

interface MatrixCell {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly advice: string;
  readonly customers: number;
  readonly share: number;
}

function draw(matrix: MatrixOfCustomers, context: DrawContext): Drawing {
  const { say, count, percent, compact, color } = context;
  const data = matrix.summary();
  const cells = cellsOf(matrix, context);
  const { xName, yName } = axesOf(matrix);
  const none: MatrixCell = { x: 0, y: 0, name: "–", advice: "", customers: 0, share: 0 };
  const largest = cells.reduce((a, b) => (b.customers > a.customers ? b : a), none);
  const scale = stepScale(
    context,
    cells.map((one) => one.share),
    "equal",
  );
  const advised = largest.advice === "" ? "" : `: ${context.term(largest.advice)}`;
  const title = say(
    `${percent(largest.share)} of customers are in "${largest.name}"${advised}`,
    `${percent(largest.share)} 的客户属于“${largest.name}”${advised}`,
  );
  const cuts = [matrix.cuts.x.map(compact).join(", "), matrix.cuts.y.map(compact).join(", ")];
  return {
    title,
    subtitle: say(
      `Customers by ${xName} (cut at ${cuts[0]}) and ${yName} (cut at ${cuts[1]})`,
      `按 ${xName}（分界 ${cuts[0]}）与 ${yName}（分界 ${cuts[1]}）划分的客户`,
    ),
    description: say(
      `Matrix. ${title}. ${cells.map((one) => `${one.name}: ${count(one.customers)}`).join("; ")}.`,
      `矩阵图。${title}。${cells.map((one) => `${one.name}：${count(one.customers)}`).join("；")}。`,
    ),
    legend: scale.legend((share) => percent(share, 0)),
    data,
    picture: (width) =>
      plotPicture(context, width, {
        height: 40 + (matrix.cuts.y.length + 1) * 120,
        marginTop: 6,
        marginLeft: 30,
        marginRight: 4,
        x: { axis: null, type: "band", domain: levels(matrix.cuts.x), padding: 0.02 },
        y: { axis: null, type: "band", domain: levels(matrix.cuts.y).reverse(), padding: 0.03 },
        marks: [
          cell(cells, { x: "x", y: "y", rx: 5, fill: (one: MatrixCell) => scale.fill(one.share) }),
          ...(["name", "figures", "advice"] as const).map((line, i) =>
            text(cells, {
              x: "x",
              y: "y",
              dy: -20 + i * 20,
              fontSize: i === 0 ? 14 : 12,
              fontWeight: i === 0 ? 600 : 400,
              fill: (one: MatrixCell) => scale.ink(one.share),
              text: (one: MatrixCell) =>
                fitText(
                  safeText(
                    line === "figures" ? `${count(one.customers)} (${percent(one.share)})` : context.term(one[line]),
                  ),
                  width / (matrix.cuts.x.length + 1) / 14,
                ),
            }),
          ),
          text([`${xName} →`], { frameAnchor: "bottom", dy: 24, text: (label: string) => label, fill: color.muted }),
          text([`${yName} →`], {
            frameAnchor: "left",
            dx: -16,
            rotate: -90,
            text: (label: string) => label,
            fill: color.muted,
          }),
        ],
      }),
  };
}

function levels(cuts: readonly number[]): number[] {
  return Array.from({ length: cuts.length + 1 }, (_, i) => i);
}

/** The cells with the advice that their customers carry. */
function cellsOf(matrix: MatrixOfCustomers, context: DrawContext): MatrixCell[] {
  const { rows } = classRows(matrix.summary(), context);
  const names = matrix.summary().column("class").toArray();
  const { places } = axesOf(matrix);
  const advice = new Map<string, string>();
  const given = matrix.column("advice");
  matrix
    .column("cell")
    .toArray()
    .forEach((name, i) => void advice.set(String(name), String(given.at(i) ?? "")));
  return rows.flatMap((row, i) => {
    const place = places.get(String(names[i]));
    if (place === undefined) return [];
    const { name, customers, share } = row;
    return [{ ...place, name, advice: advice.get(String(names[i])) ?? "", customers, share }];
  });
}

interface MatrixAxes {
  readonly xName: string;
  readonly yName: string;
  /** The levels of each cell that has customers. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/**
 * The axes are measures of the customers, the first and one of the others: the one whose levels, with those of the
 * first, make up the cells.
 */
function axesOf(matrix: MatrixOfCustomers): MatrixAxes {
  const numeric = matrix.columnNames.filter((name) => name !== "customer" && matrix.column(name).type === "number");
  const cells = matrix.column("cell").toArray();
  const [xName = "x", ...others] = numeric;
  const level = (name: string, row: number, cuts: readonly number[]): number => {
    const value = matrix.column(name).at(row);
    return typeof value === "number" ? cuts.filter((cut) => value >= cut).length : -1;
  };
  for (const yName of others) {
    const places = new Map<string, { x: number; y: number }>();
    const fits = cells.every((cell, row) => {
      if (cell === null) return true;
      const place = { x: level(xName, row, matrix.cuts.x), y: level(yName, row, matrix.cuts.y) };
      const known = places.get(String(cell));
      places.set(String(cell), known ?? place);
      return known === undefined || (known.x === place.x && known.y === place.y);
    });
    const distinct = new Set([...places.values()].map(({ x, y }) => `${x}/${y}`));
    if (fits && distinct.size === places.size) return { xName, yName, places };
  }
  return { xName, yName: others[0] ?? "y", places: new Map() };
}
