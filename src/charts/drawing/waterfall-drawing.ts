import { barX, ruleX, text } from "@observablehq/plot";
import { safeText } from "../../presentation/index.js";
import type { Table } from "../../table/index.js";
import { bottomAxis, ticksWithin } from "./axes.js";
import { labelMargin } from "./bar-picture.js";
import type { DrawContext } from "./draw-context.js";
import type { Drawing } from "./drawing.js";
import { plotPicture } from "./plot-picture.js";
import { fitText, textWidth } from "./text-width.js";

/** A step: by how much it raises or lowers the sum. */
export interface WaterfallStep {
  readonly label: string;
  readonly change: number;
}

/** A chart of what adds up to a sum. */
export interface WaterfallDrawing {
  readonly title: string;
  readonly subtitle: string;
  readonly note?: string | undefined;
  readonly data: Table;
  /** Where the sum begins [at 0], and the name of the beginning. */
  readonly start?: WaterfallStep;
  readonly steps: readonly WaterfallStep[];
  /** The name of the sum. */
  readonly end: string;
  readonly format: (value: number) => string;
}

interface PlacedStep extends WaterfallStep {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly whole: boolean;
}

/** Steps below each other from the beginning to the sum: what raises it to the right, what lowers it to the left. */
export function waterfallDrawing(context: DrawContext, drawing: WaterfallDrawing): Drawing {
  const { title, subtitle, note, data, format } = drawing;
  const { say, color } = context;
  const rows = placedSteps(drawing);
  const signed = ({ change, whole }: PlacedStep): string => `${!whole && change > 0 ? "+" : ""}${format(change)}`;
  const said = rows.map((row) => `${row.label}: ${signed(row)}`);
  const [up, down] = [say("raises it", "提高"), say("lowers it", "降低")];
  return {
    title,
    subtitle,
    description: say(`Waterfall. ${title}. ${said.join("; ")}.`, `瀑布图。${title}。${said.join("；")}。`),
    note,
    legend: [
      { color: color.main, label: up },
      { color: color.second, label: down },
    ],
    data,
    picture: (width) => {
      const names = rows.map(({ label }) => label);
      const marginLeft = labelMargin(names, width * 0.4);
      const room = Math.max(...rows.map((row) => textWidth(signed(row)) * 12)) + 14;
      return plotPicture(context, width, {
        height: 26 * rows.length + 40,
        marginLeft,
        marginRight: room,
        marginTop: 8,
        marginBottom: 28,
        y: { axis: null, type: "band", domain: rows.map((row) => row.row), padding: 0.18 },
        marks: [
          ...bottomAxis(context, { format: format as never, ticks: ticksWithin(width - marginLeft - room) }),
          barX(rows, {
            y: "row",
            x1: "from",
            x2: "to",
            fill: (row: PlacedStep) => (row.whole ? color.sixth : row.change < 0 ? color.second : color.main),
          }),
          ruleX([0], { stroke: color.muted }),
          text(rows, {
            y: "row",
            x: (row: PlacedStep) => Math.max(row.from, row.to),
            text: signed,
            textAnchor: "start",
            dx: 6,
            fill: color.ink,
          }),
          text(rows, {
            y: "row",
            frameAnchor: "left",
            textAnchor: "end",
            dx: -10,
            text: (row: PlacedStep) => fitText(safeText(row.label), (marginLeft - 12) / 12),
            fill: color.ink,
          }),
        ],
      });
    },
  };
}

function placedSteps({ start, steps, end }: WaterfallDrawing): PlacedStep[] {
  let level = start?.change ?? 0;
  const first = start === undefined ? [] : [{ ...start, row: 0, from: 0, to: level, whole: true }];
  const middle = steps.map((step, i) => {
    const from = level;
    level += step.change;
    return { ...step, row: i + first.length, from, to: level, whole: false };
  });
  const row = first.length + steps.length;
  return [...first, ...middle, { label: end, change: level, row, from: 0, to: level, whole: true }];
}
