import { axisX, axisY, cell, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import type { Table } from "../../table/index.js";
import { labelMargin } from "./bar-picture.js";
import { joinNotes } from "./cut-rows.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing } from "./drawing.js";
import { nothingPicture } from "./nothing-picture.js";
import { plotPicture } from "./plot-picture.js";
import { stepScale } from "./step-scale.js";
import { fitText } from "./text-width.js";

/** A cell of a matrix; null where there is nothing to show. */
export interface NamedCell {
  readonly row: string;
  readonly column: string;
  readonly value: number | null;
}

/** A chart that is a matrix of colors and numbers. */
export interface MatrixDrawing {
  readonly title: string;
  readonly subtitle: string;
  readonly note?: string | undefined;
  readonly data: Table;
  readonly cells: readonly NamedCell[];
  /** The names in the order in which they are to stand [as they first appear]. */
  readonly order?: readonly string[];
  readonly format: (value: number) => string;
}

/** Rows and columns that can still be read. */
const most = { rows: 20, columns: 12 } as const;

/** Named rows by named columns in steps of color, in the order in which they first appear. */
export function matrixDrawing(context: DrawContext, drawing: MatrixDrawing): Drawing {
  const { title, subtitle, note, data, cells, format, order = [] } = drawing;
  const { say, count, counted } = context;
  const inOrder = (names: readonly string[]): string[] =>
    [...new Set([...order, ...names])].filter((n) => names.includes(n));
  const allRows = inOrder(cells.map((one) => one.row));
  const allColumns = inOrder(cells.map((one) => one.column));
  const columns = allColumns.slice(0, most.columns);
  // A row that has nothing in these columns would be blank.
  const filled = new Set(cells.filter((one) => columns.includes(one.column)).map((one) => one.row));
  const rows = allRows.filter((row) => filled.has(row)).slice(0, most.rows);
  const shown = cells.filter((one) => rows.includes(one.row) && columns.includes(one.column));
  const known = shown.flatMap(({ value }) => (value === null ? [] : [value]));
  const scale = stepScale(context, known.length === 0 ? [0] : known);
  const cut =
    shown.length < cells.length
      ? say(
          `Shown: ${rows.length} of ${counted(allRows.length, "row")} and ${columns.length} of ` +
            `${counted(allColumns.length, "column")}.`,
          `显示 ${count(allRows.length)} 行中的 ${rows.length} 行、${count(allColumns.length)} 列中的 ${columns.length} 列。`,
        )
      : "";
  return {
    title,
    subtitle,
    description: say(
      `Heat map of ${counted(rows.length, "row")} by ${counted(columns.length, "column")}. ${title}.`,
      `${rows.length} 行 ${columns.length} 列的热力图。${title}。`,
    ),
    note: joinNotes(cut, note),
    legend: scale.legend(format),
    data,
    picture: (width) => {
      if (shown.length === 0) return nothingPicture(context);
      const marginLeft = labelMargin(rows, width * 0.3);
      const fits = (width - marginLeft) / columns.length / 12 - 0.5;
      return plotPicture(context, width, {
        height: 36 + rows.length * 28,
        marginTop: 28,
        marginLeft,
        marginRight: 2,
        marginBottom: 6,
        x: { domain: columns, type: "band", padding: 0.04 },
        y: { domain: rows, type: "band", padding: 0.06 },
        marks: [
          axisX({
            anchor: "top",
            tickSize: 0,
            label: null,
            fill: context.color.muted,
            tickFormat: (name: string) => fitText(safeText(name), fits),
          }),
          axisY({
            tickSize: 0,
            label: null,
            fill: context.color.ink,
            tickFormat: (name: string) => fitText(safeText(name), (marginLeft - 12) / 12),
          }),
          cell(shown, {
            x: "column",
            y: "row",
            rx: 2,
            fill: (one: NamedCell) => (one.value === null ? context.color.wash : scale.fill(one.value)),
          }),
          text(shown, {
            x: "column",
            y: "row",
            fontSize: 11,
            text: (one: NamedCell) => (one.value === null ? "" : fitText(format(one.value), fits + 0.8)),
            fill: (one: NamedCell) => (one.value === null ? context.color.muted : scale.ink(one.value)),
          }),
        ],
      });
    },
  };
}
