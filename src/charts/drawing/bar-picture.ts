import { barX, type Markish, ruleX, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import { bottomAxis, ticksWithin } from "./axes.js";
import type { DrawContext } from "./draw-context.js";
import type { Picture } from "./drawing.js";
import { nothingPicture } from "./nothing-picture.js";
import { plotPicture } from "./plot-picture.js";
import { fitText, textWidth } from "./text-width.js";

/** A bar with its name and the text at its end. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Ends of an interval. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  /** What stands at the end of the bar [the value]. */
  readonly text?: string;
  readonly color?: string;
}

/** Settings of {@link barPicture}. */
export interface BarSettings {
  readonly format: (value: number) => string;
  readonly label?: string;
  /** Where bars begin [0]. */
  readonly from?: number;
  readonly domain?: readonly [number, number];
}

/** Horizontal bars, the first on top, with their names on the left and their values at the end. */
export function barPicture(
  context: DrawContext,
  width: number,
  bars: readonly Bar[],
  { format, label, from = 0, domain }: BarSettings,
): Picture {
  if (bars.length === 0) return nothingPicture(context);
  const { color } = context;
  const nameMargin = labelMargin(
    bars.map((bar) => bar.label),
    width * 0.42,
  );
  const fits = (nameMargin - 12) / 12;
  const ends = bars.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]);
  const [least, most] = domain ?? [Math.min(from, ...ends), Math.max(from, ...ends)];
  const span = most > least ? most - least : 1;
  const texts = bars.map((bar) => safeText(bar.text ?? format(bar.value)));
  const plotted = bars.map((bar, i) => ({
    ...bar,
    row: i,
    from,
    text: texts[i]!,
    end: Math.max(bar.value, bar.upper ?? bar.value),
    start: Math.min(bar.value, bar.lower ?? bar.value),
  }));
  const rightward = plotted.filter((bar) => bar.value >= from);
  const leftward = plotted.filter((bar) => bar.value < from);
  const leftRoom = leftward.length === 0 ? 0 : widest(leftward) + 12;
  const marginLeft = nameMargin + leftRoom;
  const inner = width - marginLeft;
  const partOf = (bar: { readonly end: number }): number => (bar.end - least) / span;
  const plotWidth = widthBesideTexts(
    inner,
    rightward.map((bar) => [partOf(bar), textWidth(bar.text) * 12 + 12] as const),
  );
  const intervals = plotted.filter((bar) => bar.lower != null && bar.upper != null);
  const marks: Markish[] = [
    ...bottomAxis(context, {
      format: format as never,
      ticks: ticksOf(bars, [least, most], plotWidth),
      ...(label === undefined ? {} : { label }),
    }),
    barX(plotted, { y: "row", x1: "from", x2: "value", fill: (bar: Bar) => bar.color ?? color.main, insetTop: 2 }),
    ...(intervals.length === 0 ? [] : [ruleIntervals(context, intervals)]),
    text(rightward, {
      y: "row",
      x: "end",
      text: (bar: (typeof plotted)[number]) => fitText(bar.text, (inner - partOf(bar) * plotWidth - 8) / 12),
      textAnchor: "start",
      dx: 6,
      fill: color.ink,
    }),
    text(leftward, { y: "row", x: "start", text: "text", textAnchor: "end", dx: -6, fill: color.ink }),
    ruleX([from], { stroke: color.muted }),
    text(plotted, {
      y: "row",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -10 - leftRoom,
      text: (bar: Bar) => fitText(safeText(bar.label), fits),
      fill: color.ink,
    }),
  ];
  return plotPicture(context, width, {
    height: 26 * bars.length + 12 + (label === undefined ? 28 : 48),
    marginLeft,
    marginRight: inner - plotWidth,
    marginTop: 8,
    marginBottom: label === undefined ? 28 : 46,
    x: { domain: [least, least + span], nice: false },
    y: { axis: null, type: "band", domain: plotted.map((bar) => bar.row), padding: 0.18 },
    marks,
  });
}

/** Few whole numbers, such as customers or products, have no halves between them. */
function ticksOf(bars: readonly Bar[], [least, most]: readonly [number, number], pixels: number): number | number[] {
  const number = ticksWithin(pixels);
  if (most - least > number || !bars.every(({ value, lower }) => Number.isInteger(value) && lower == null))
    return number;
  return Array.from({ length: Math.floor(most - least) + 1 }, (_, i) => Math.ceil(least) + i);
}

function widest(bars: readonly { readonly text: string }[]): number {
  return Math.max(0, ...bars.map(({ text }) => textWidth(text) * 12));
}

/**
 * How wide bars may be drawn so that the text behind each of them ends within `inner` pixels: the text of a short bar
 * may be longer. No less than a third; texts beyond are cut.
 */
function widthBesideTexts(inner: number, bars: readonly (readonly [part: number, text: number])[]): number {
  const fitting = bars.map(([part, text]) => (part > 0 ? (inner - text) / part : inner));
  return Math.max(inner / 3, Math.min(inner - 24, ...fitting));
}

function ruleIntervals(context: DrawContext, intervals: readonly object[]): Markish {
  return barX(intervals, {
    y: "row",
    x1: "lower",
    x2: "upper",
    fill: context.color.ink,
    insetTop: 10.5,
    insetBottom: 9,
  });
}

/** The space that names on the left need, up to `most` pixels. */
export function labelMargin(labels: readonly string[], most: number): number {
  const widest = Math.max(0, ...labels.map((label) => textWidth(safeText(label)) * 12));
  return Math.ceil(Math.min(widest, most)) + 16;
}
