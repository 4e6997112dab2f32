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
  const rows = assessment
    .toRows()
    .filter((row) => row.score !== null)
    .sort((a, b) => b.score! - a.score!);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined
        ? say("No segment has a score", "没有细分得到评分")
        : say(
            `${term(first.segment)} is the most worthwhile segment: ${decimal(first.score!, 1)}`,
            `最值得的细分是${term(first.segment)}：${decimal(first.score!, 1)}`,
          ),
    subtitle: say("Score of each segment over all criteria", "各细分的综合评分"),
    data: assessment,
    bars: rows.map((row) => ({
      label: term(row.segment),
      value: row.score!,
      text: say(
        `${decimal(row.score!, 1)} (${percent(row.customerShare ?? 0)} of customers)`,
        `${decimal(row.score!, 1)}（客户的 ${percent(row.customerShare ?? 0)}）`,
      ),
    })),
    format: (value) => decimal(value, 1),
  });
}
