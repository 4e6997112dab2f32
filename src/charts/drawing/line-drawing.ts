import { areaY, dot, line, type Markish, ruleY } from "@observablehq/plot";
import type { Table } from "../../table/index.js";
import { type AxisOptions, bottomAxis, leftAxis, namesWithin } from "./axes.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing, LegendEntry } from "./drawing.js";
import { nothingPicture } from "./nothing-picture.js";
import { plotPicture } from "./plot-picture.js";

/** A point of a line, with the ends of its interval where they are known. */
export interface LinePoint {
  readonly x: number | string;
  readonly y: number;
  readonly lower?: number | null;
  readonly upper?: number | null;
}

/** A line with its name. */
export interface LineSeries {
  readonly label: string;
  readonly color: string;
  readonly points: readonly LinePoint[];
  /** `"dashed"` for what serves as a comparison [a line]. */
  readonly mark?: "line" | "dashed" | "dots";
}

/** A chart that is lines and nothing else. */
export interface LineDrawing {
  readonly title: string;
  readonly subtitle: string;
  readonly note?: string | undefined;
  readonly data: Table;
  readonly series: readonly LineSeries[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** What the axes span at least [what is drawn, 0 included in y]. */
  readonly domain?: { readonly x?: readonly [number, number]; readonly y?: readonly [number, number] };
  /** Whether the vertical axis may begin elsewhere than at 0 [false]. */
  readonly afloat?: boolean;
  /** More marks, such as a line where something happens, and their entries of the legend. */
  readonly marks?: readonly Markish[];
  readonly legend?: readonly LegendEntry[];
}

/** Lines with their bands as a drawing. */
export function lineDrawing(context: DrawContext, drawing: LineDrawing): Drawing {
  const { title, subtitle, note, data, series, x, y, domain = {}, afloat = false, marks = [], legend = [] } = drawing;
  const { say } = context;
  const categories = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))];
  const named = typeof categories[0] === "string";
  return {
    title,
    subtitle,
    description: say(
      `Line chart of ${series.map(({ label }) => label).join(", ")}. ${title}.`,
      `折线图：${series.map(({ label }) => label).join("、")}。${title}。`,
    ),
    note,
    legend: [...(series.length > 1 ? series.map(entryOf) : []), ...legend],
    data,
    picture: (width) =>
      categories.length === 0
        ? nothingPicture(context)
        : plotPicture(context, width, {
            height: 310,
            marginTop: 26,
            marginLeft: 62,
            marginRight: 26,
            x: named
              ? { type: "point", domain: categories, padding: 0.3 }
              : domain.x === undefined
                ? {}
                : { domain: domain.x },
            y: domain.y === undefined ? { zero: !afloat, nice: true } : { domain: domain.y },
            marks: [
              ...bottomAxis(context, {
                grid: false,
                ...x,
                ...(named ? { ticks: namesWithin(categories as string[], width - 88) } : {}),
              }),
              ...leftAxis(context, { ticks: 5, ...y }),
              ...(afloat ? [] : [ruleY([0], { stroke: context.color.muted })]),
              ...series.flatMap((one) => lineMarks(one)),
              ...marks,
            ],
          }),
  };
}

function entryOf({ label, color, mark }: LineSeries): LegendEntry {
  return { label, color, mark: mark === "dots" ? "dot" : (mark ?? "line") };
}

function lineMarks({ points, color, mark = "line" }: LineSeries): Markish[] {
  const banded = points.filter(({ lower, upper }) => lower != null && upper != null);
  const band = areaY(banded, { x: "x", y1: "lower", y2: "upper", fill: color, fillOpacity: 0.16 });
  const dots = dot(points, { x: "x", y: "y", fill: color, r: mark === "dots" ? 4.5 : 3 });
  if (mark === "dots") return [dots];
  const dash = mark === "dashed" ? { strokeDasharray: "5 4", strokeWidth: 1.6 } : { strokeWidth: 2.3 };
  const drawn = line(points, { x: "x", y: "y", stroke: color, ...dash });
  return mark === "dashed" || points.length > 30 ? [band, drawn] : [band, drawn, dots];
}
