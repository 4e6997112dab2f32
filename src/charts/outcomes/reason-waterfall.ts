import type { Explanation } from "../../learning/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { type WaterfallStep, waterfallDrawing } from "../drawing/waterfall-drawing.js";

/** Why a prediction is what it is: what each feature adds to the score of the row with the highest probability. */
export const reasonWaterfall: ChartDefinition<Explanation> = {
  kind: "explanation",
  shows: ["explainPredictions"],
  recognizes: (result) => isTableWith(result, ["baseline", "score", "probability", "reasons"], ["features"]),
  draw,
};

/** Features with a step of their own; the others share one. */
const most = 12;

function draw(explanation: Explanation, context: DrawContext): Drawing {
  const { say, count, decimal, percent } = context;
  const probabilities = explanation.column("probability").toArray();
  const row = probabilities.reduce<number>((best, p, i) => ((p ?? -1) > (probabilities[best] ?? -1) ? i : best), 0);
  const steps = explanation.features
    .map((label) => ({ label, change: contribution(explanation, label, row) }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const rest = steps.slice(most).reduce((sum, { change }) => sum + change, 0);
  const shown: WaterfallStep[] = [
    ...steps.slice(0, most),
    ...(steps.length > most ? [{ label: say("the others", "其他"), change: rest }] : []),
  ];
  const [first] = steps;
  const share = percent(probabilities[row] ?? 0);
  const [why, reason] = first === undefined ? ["", ""] : [`, above all for ${first.label}`, `，主要因为${first.label}`];
  return waterfallDrawing(context, {
    title: say(
      `Row ${count(row + 1)} has the highest probability, ${share}${why}`,
      `第 ${count(row + 1)} 行概率最高，为 ${share}${reason}`,
    ),
    subtitle: say(
      "From the mean of all rows to its own score, on the scale of log-odds",
      "从全体平均到其自身得分（对数几率）",
    ),
    note: say("Choose another row with .where(…) or .head(…).", "可用 .where(…) 或 .head(…) 选择其他行。"),
    data: toTable("reasonWaterfall", steps.length === 0 ? [{ label: "", change: 0 }] : steps),
    start: { label: say("mean of all", "全体平均"), change: explanation.baseline },
    steps: shown,
    end: say("score", "得分"),
    format: (value) => decimal(value, 2),
  });
}

function contribution(explanation: Explanation, feature: string, row: number): number {
  const value = explanation.column(feature).at(row);
  return typeof value === "number" ? value : 0;
}
