import { axisX, axisY, gridX, gridY, type Markish } from "@observablehq/plot";
import type { DrawContext } from "./draw-context.js";
import { textWidth } from "./text-width.js";

/** What an axis says. */
export interface AxisOptions {
  readonly label?: string;
  /** How a tick is written [as it is]. */
  readonly format?: (value: never) => string;
  /** How many ticks, or which. */
  readonly ticks?: number | readonly (number | string | Date)[];
  /** Lines across the picture [true]. */
  readonly grid?: boolean;
  /** Names are written upwards, for a margin that has room for them [false]. */
  readonly upright?: boolean;
}

/** The horizontal axis below the picture. */
export function bottomAxis(
  context: DrawContext,
  { label, format, ticks, grid = true, upright }: AxisOptions,
): Markish[] {
  const { color } = context;
  const common = { ...(ticks === undefined ? {} : { ticks: ticks as never }) };
  const axis = axisX({
    ...common,
    ...(upright === true ? { tickRotate: -90 } : {}),
    label: label ?? null,
    labelArrow: "none",
    labelAnchor: "center",
    labelOffset: 38,
    tickSize: 0,
    tickPadding: 8,
    fill: color.muted,
    ...(format === undefined ? {} : { tickFormat: ((value: never) => format(value)) as never }),
  });
  return grid ? [gridX({ ...common, stroke: color.grid, strokeOpacity: 1 }), axis] : [axis];
}

/** The vertical axis on the left, its label above it. */
export function leftAxis(context: DrawContext, { label, format, ticks, grid = true }: AxisOptions): Markish[] {
  const { color } = context;
  const common = { ...(ticks === undefined ? {} : { ticks: ticks as never }) };
  const axis = axisY({
    ...common,
    label: label ?? null,
    labelArrow: "none",
    labelAnchor: "top",
    tickSize: 0,
    tickPadding: 6,
    fill: color.muted,
    ...(format === undefined ? {} : { tickFormat: ((value: never) => format(value)) as never }),
  });
  return grid ? [gridY({ ...common, stroke: color.grid, strokeOpacity: 1 }), axis] : [axis];
}

/** How many ticks to ask for on a horizontal axis of so many pixels, so that no number runs into the next. */
export function ticksWithin(pixels: number): number {
  return Math.max(1, Math.min(5, Math.floor(pixels / 60)));
}

/** Every so many of the names of a horizontal axis of so many pixels, so that none runs into the next. */
export function namesWithin<Name extends string | number>(names: readonly Name[], pixels: number): Name[] {
  const widest = Math.max(0, ...names.map((name) => textWidth(String(name)) * 12)) + 6;
  const every = Math.max(1, Math.ceil((names.length * widest) / Math.max(1, pixels)));
  return names.filter((_, i) => i % every === 0);
}
