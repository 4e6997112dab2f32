import { dot, type Markish, ruleX, ruleY, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import type { Table } from "../../table/index.js";
import { bottomAxis, ticksWithin } from "./axes.js";
import { labelMargin } from "./bar-picture.js";
import { cutRows, joinNotes } from "./cut-rows.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing, LegendEntry, Picture } from "./drawing.js";
import { nothingPicture } from "./nothing-picture.js";
import { plotPicture } from "./plot-picture.js";
import { fitText, textWidth } from "./text-width.js";

/** A value on a row, with the ends of its interval where they are known. */
export interface DotMark {
  readonly value: number;
  readonly color: string;
  readonly lower?: number | null;
  readonly upper?: number | null;
}

/** A row of dots with its name on the left and a text at its right end. */
export interface DotRow {
  readonly label: string;
  readonly dots: readonly DotMark[];
  readonly text?: string;
}

interface DotSettings {
  readonly format: (value: number) => string;
  readonly label?: string;
  /** Lines at values that mean something, such as 0 for no difference. */
  readonly rules?: readonly number[];
  /** Whether equal ratios take equal space; values must be positive. */
  readonly log?: boolean;
  /** Whether a line joins the dots of a row: from before to after. */
  readonly joined?: boolean;
}

/** A chart that is dots and intervals in named rows. */
export interface DotDrawing extends DotSettings {
  readonly title: string;
  readonly subtitle: string;
  readonly note?: string | undefined;
  readonly legend?: readonly LegendEntry[];
  readonly data: Table;
  readonly rows: readonly DotRow[];
}

/** Rows of dots as a drawing; the description names them with their values. */
export function dotDrawing(context: DrawContext, drawing: DotDrawing): Drawing {
  const { title, subtitle, note, legend = [], data, rows, ...settings } = drawing;
  const { say } = context;
  const { shown, cut } = cutRows(rows, context);
  const valuesOf = (row: DotRow): string => row.dots.map(({ value }) => settings.format(value)).join(" → ");
  const named = shown.slice(0, 12).map((row) => `${row.label}: ${row.text ?? valuesOf(row)}`);
  return {
    title,
    subtitle,
    description: say(`Dots. ${title}. ${named.join("; ")}.`, `点图。${title}。${named.join("；")}。`),
    note: joinNotes(cut, note),
    legend,
    data,
    picture: (width) => dotPicture(context, width, shown, settings),
  };
}

interface PlacedDot extends DotMark {
  readonly y: number;
}

/** Dots of a row that are not joined stand below each other, so that none hides another. */
function placed(rows: readonly DotRow[], joined: boolean): PlacedDot[] {
  return rows.flatMap(({ dots }, row) =>
    dots.map((mark, i) => {
      const apart = joined ? 0 : 0.24;
      return { ...mark, y: row + (i - (dots.length - 1) / 2) * apart };
    }),
  );
}

/** Pixels that dots are given before the texts beside them are cut. */
const leastWidth = 140;

function dotPicture(
  context: DrawContext,
  width: number,
  rows: readonly DotRow[],
  { format, label, rules = [], log = false, joined = false }: DotSettings,
): Picture {
  if (rows.length === 0) return nothingPicture(context);
  const { color } = context;
  const dots = placed(rows, joined);
  const labels = rows.map((row) => row.label);
  const marginLeft = labelMargin(labels, width * 0.38);
  const texts = rows.map((row) => row.text ?? "");
  const widest = Math.max(0, ...texts.map((value) => textWidth(value) * 12));
  const room = Math.min(Math.max(width * 0.3, width - marginLeft - leastWidth), widest) + 16;
  const most = rows.reduce((sum, row) => Math.max(sum, row.dots.length), 1);
  const high = joined || most === 1 ? 26 : 18 + 9 * most;
  const intervals = dots.filter((mark) => mark.lower != null && mark.upper != null);
  const marks: Markish[] = [
    ...bottomAxis(context, {
      format: format as never,
      ticks: log ? logTicks(dots) : ticksWithin(width - marginLeft - room),
      ...(label === undefined ? {} : { label }),
    }),
    ruleX(rules, { stroke: color.muted }),
    ...(joined ? [joints(context, rows)] : []),
    ruleY(intervals, { y: "y", x1: "lower", x2: "upper", stroke: (one: DotMark) => one.color, strokeWidth: 2.5 }),
    dot(dots, { x: "value", y: "y", fill: (one: DotMark) => one.color, r: 4.5 }),
    text(labels, {
      y: (_: string, i: number) => i,
      frameAnchor: "left",
      textAnchor: "end",
      dx: -10,
      text: (name: string) => fitText(safeText(name), (marginLeft - 12) / 12),
      fill: color.ink,
    }),
    text(texts, {
      y: (_: string, i: number) => i,
      frameAnchor: "right",
      textAnchor: "start",
      dx: 10,
      text: (words: string) => fitText(safeText(words), (room - 4) / 12),
      fill: color.ink,
    }),
  ];
  return plotPicture(context, width, {
    height: high * Math.max(1, rows.length) + 12 + (label === undefined ? 28 : 48),
    marginLeft,
    marginRight: room,
    marginTop: 8,
    marginBottom: label === undefined ? 28 : 46,
    x: { type: log ? "log" : "linear", nice: !log, ...(log ? {} : { inset: 8 }) },
    y: { axis: null, domain: [-0.5, Math.max(1, rows.length) - 0.5], reverse: true },
    marks,
  });
}

/** Round numbers within the range of dots and intervals, far enough apart on a scale of equal ratios. */
function logTicks(dots: readonly DotMark[]): number[] {
  const ends = dots.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]).map(Math.log);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const kept: number[] = [];
  for (const digits of [[1], [5], [2], [3], [1.5, 7]]) {
    for (let power = Math.floor(low / Math.LN10); power <= high / Math.LN10; power++) {
      for (const digit of digits) {
        const place = Math.log(digit) + power * Math.LN10;
        const near = kept.some((tick) => Math.abs(Math.log(tick) - place) < 0.14 * (high - low));
        if (place >= low - 1e-9 && place <= high + 1e-9 && !near) kept.push(digit * 10 ** power);
      }
    }
  }
  return kept.sort((a, b) => a - b);
}

function joints({ color }: DrawContext, rows: readonly DotRow[]): Markish {
  const spans = rows.flatMap(({ dots }, y) => {
    const values = dots.map(({ value }) => value);
    return values.length < 2 ? [] : [{ y, from: Math.min(...values), to: Math.max(...values) }];
  });
  return ruleY(spans, { y: "y", x1: "from", x2: "to", stroke: color.grid, strokeWidth: 5 });
}
