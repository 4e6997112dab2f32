import type { parameterIntervals } from "../../lifetime-value/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Parameters = ReturnType<typeof parameterIntervals>;

/** How well the parameters of a model are known: their intervals as multiples of the estimates. */
export const parameterDots: ChartDefinition<Parameters> = {
  kind: "parameters",
  shows: ["parameterIntervals"],
  recognizes: (result) => isTableWith(result, ["parameter", "estimate", "standardError", "lower", "upper"]),
  draw,
};

/** Multiples beyond are drawn at the edge. */
const within = (ratio: number): number => Math.min(100, Math.max(0.01, ratio));

function draw(parameters: Parameters, context: DrawContext): Drawing {
  const { say, compact, color } = context;
  const rows = parameters.toRows().filter((row) => row.estimate !== null && row.estimate > 0);
  const known = rows.filter((row) => row.lower !== null && row.upper !== null);
  const widthOf = (row: (typeof rows)[number]): number => (row.upper! - row.lower!) / row.estimate!;
  const vague = known.reduce<(typeof rows)[number] | null>(
    (a, b) => (a === null || widthOf(b) > widthOf(a) ? b : a),
    null,
  );
  const interval = (row: (typeof rows)[number]): string =>
    row.lower === null || row.upper === null ? "" : ` (${compact(row.lower)}–${compact(row.upper)})`;
  return dotDrawing(context, {
    title:
      vague === null
        ? say("No interval is known", "区间未知")
        : say(
            `${vague.parameter} is known worst: ${compact(vague.estimate!)}${interval(vague)}`,
            `${vague.parameter} 最不确定：${compact(vague.estimate!)}${interval(vague)}`,
          ),
    subtitle: say("Intervals of the parameters, as multiples of the estimates", "参数区间（相对估计值的倍数）"),
    data: parameters,
    rows: rows.map((row) => ({
      label: String(row.parameter),
      dots: [
        {
          value: 1,
          color: color.main,
          lower: row.lower === null ? null : within(row.lower / row.estimate!),
          upper: row.upper === null ? null : within(row.upper / row.estimate!),
        },
      ],
      text: `${compact(row.estimate!)}${interval(row)}`,
    })),
    format: (value) => `×${compact(value)}`,
    log: true,
    rules: [1],
  });
}
