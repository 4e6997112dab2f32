import type { Table } from "../../table/index.js";
import { type Bar, type BarSettings, barPicture } from "./bar-picture.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing, LegendEntry } from "./drawing.js";

/** A chart that is bars and nothing else. */
export interface BarDrawing extends BarSettings {
  readonly title: string;
  readonly subtitle: string;
  readonly note?: string | undefined;
  readonly legend?: readonly LegendEntry[];
  readonly data: Table;
  readonly bars: readonly Bar[];
}

/** The bars that fit on a chart; further ones are in its data. */
const mostBars = 30;

/** Horizontal bars as a drawing; the description names them with their values. */
export function barDrawing(context: DrawContext, drawing: BarDrawing): Drawing {
  const { title, subtitle, note, legend = [], data, bars, ...settings } = drawing;
  const { say, count } = context;
  const drawn = bars.slice(0, mostBars);
  const named = drawn.slice(0, 12).map((bar) => `${bar.label}: ${bar.text ?? settings.format(bar.value)}`);
  const cut =
    bars.length > mostBars ? say(`The first ${mostBars} of ${count(bars.length)}.`, `仅显示前 ${mostBars} 项。`) : "";
  return {
    title,
    subtitle,
    description: say(`Bars. ${title}. ${named.join("; ")}.`, `条形图。${title}。${named.join("；")}。`),
    note: [cut, note ?? ""].filter((text) => text !== "").join(" ") || undefined,
    legend,
    data,
    picture: (width) => barPicture(context, width, drawn, settings),
  };
}
