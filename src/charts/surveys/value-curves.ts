import type { PerceivedValue } from "../../satisfaction/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What goes along with perceived value: the outcomes of those who find it worth more. */
export const valueCurves: ChartDefinition<PerceivedValue> = {
  kind: "value-curves",
  shows: ["perceivedValue"],
  recognizes: (result) =>
    isObjectWith(result, ["index", "balance"]) &&
    hasTable(result, "curves", ["outcome", "score", "mean"]) &&
    (result as PerceivedValue).curves.numRows > 0,
  draw,
};

/** Groups of fewer respondents say little, and are left to the data where there are larger ones. */
const fewest = 8;

function draw({ curves, relations }: PerceivedValue, context: DrawContext): Drawing {
  const { say, decimal, compact, term, color } = context;
  const known = curves.toRows().filter((row) => row.score !== null && row.mean !== null);
  const strongest = relations
    .toRows()
    .filter((row) => row.correlation !== null)
    .sort((a, b) => Math.abs(b.correlation!) - Math.abs(a.correlation!))[0];
  const outcome = strongest?.outcome ?? known[0]?.outcome ?? null;
  const all = known.filter((row) => row.outcome === outcome);
  const large = all.filter((row) => (row.respondents ?? 0) >= fewest);
  const rows = large.length < 2 ? all : large;
  return lineDrawing(context, {
    title:
      strongest === undefined
        ? say("No outcome goes along with perceived value", "没有与感知价值相关的结果")
        : say(
            `${term(strongest.outcome)} goes along with perceived value: r = ${decimal(strongest.correlation!, 2)}`,
            `${term(strongest.outcome)}与感知价值相关：r = ${decimal(strongest.correlation!, 2)}`,
          ),
    subtitle: say(`Mean ${term(outcome)} by perceived value`, `按感知价值划分的平均${term(outcome)}`),
    data: curves,
    series: [
      {
        label: term(outcome),
        color: color.main,
        points: rows.map((row) => ({ x: row.score!, y: row.mean!, lower: row.lower, upper: row.upper })),
      },
    ],
    x: { label: say("perceived value, 0 to 100", "感知价值（0–100）"), ticks: 6 },
    y: { label: term(outcome), format: compact as never },
    afloat: true,
  });
}
