import type { Table } from "../../table/index.js";
import type { DrawContext } from "./draw-context.js";

/** An entry of a legend: a color and what it stands for. */
export interface LegendEntry {
  readonly color: string;
  readonly label: string;
  /** How the series is drawn [`"area"`]. */
  readonly mark?: "area" | "line" | "dashed" | "dot";
}

/** The inside of a picture: markup of SVG from (0, 0) to the given size. */
export interface Picture {
  readonly markup: string;
  readonly height: number;
}

/** A chart before it is put on paper. */
export interface Drawing {
  /** The finding, in words and numbers. */
  readonly title: string;
  /** What is drawn, with units. */
  readonly subtitle: string;
  /** What someone who cannot see the chart needs to know. */
  readonly description: string;
  /** How to read it, or what it cannot say. */
  readonly note?: string | undefined;
  readonly legend?: readonly LegendEntry[];
  /** The numbers drawn, with plain column names. */
  readonly data: Table;
  /** Draws the inside, `width` pixels wide. */
  picture(width: number): Picture;
}

/** What draws a result of one type as one kind of chart. */
export interface ChartDefinition<Result = unknown> {
  /** The word of option `kind`. */
  readonly kind: string;
  /** The functions whose results it shows, for the message of an error. */
  readonly shows: readonly string[];
  recognizes(result: unknown): boolean;
  draw(result: Result, context: DrawContext): Drawing;
}
