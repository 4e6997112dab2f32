import type { Table } from "../../table/index.js";
import { type Bar, type BarSettings, barPicture } from "./bar-picture.js";
import { cutRows, joinNotes } from "./cut-rows.js";
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

/** Horizontal bars as a drawing; the description names them with their values. */
export function barDrawing(context: DrawContext, drawing: BarDrawing): Drawing {
  const { title, subtitle, note, legend = [], data, bars, ...settings } = drawing;
  const { say } = context;
  const { shown, cut } = cutRows(bars, context);
  const named = shown.slice(0, 12).map((bar) => `${bar.label}: ${bar.text ?? settings.format(bar.value)}`);
  return {
    title,
    subtitle,
    description: say(`Bars. ${title}. ${named.join("; ")}.`, `条形图。${title}。${named.join("；")}。`),
    note: joinNotes(cut, note),
    legend,
    data,
    picture: (width) => barPicture(context, width, shown, settings),
  };
}
