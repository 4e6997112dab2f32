import type { SegmentAssessment } from "../../segments/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Which segments are worth it: the score of each, the best first. */
export const assessmentBars: ChartDefinition<SegmentAssessment> = {
  kind: "assessment",
  shows: ["assessSegments"],
  recognizes: (result) => isTableWith(result, ["segment", "customerShare", "forces", "score", "reason"], ["criteria"]),
  draw,
};

function draw(assessment: SegmentAssessment, context: DrawContext): Drawing {
  const { say, decimal, percent, term } = context;
  const all = assessment.toRows();
  const scored = all.some((row) => row.score !== null);
  const rows = all
    .map((row) => ({ ...row, worth: scored ? row.score : row.totalShare }))
    .filter((row) => row.worth !== null)
    .sort((a, b) => b.worth! - a.worth!);
  const written = (worth: number): string => (scored ? decimal(worth, 1) : percent(worth));
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("Nothing is known of the worth of these segments", "无法得知这些细分的价值")
        : say(
            `${term(first.segment)} is the most worthwhile segment: ${written(first.worth!)}`,
            `最值得的细分是${term(first.segment)}：${written(first.worth!)}`,
          ),
    subtitle: scored
      ? say("Score of each segment over all criteria", "各细分的综合评分")
      : say("Share of all value that each segment brings", "各细分占总价值的比例"),
    data: assessment,
    bars: rows.map((row) => ({
      label: term(row.segment),
      value: row.worth!,
      text: say(
        `${written(row.worth!)} (${percent(row.customerShare ?? 0)} of customers)`,
        `${written(row.worth!)}（客户的 ${percent(row.customerShare ?? 0)}）`,
      ),
    })),
    format: scored ? (value) => decimal(value, 1) : percent,
  });
}
