import { dot, line } from "@observablehq/plot";
import type { ClassifierReport } from "../../learning/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether probabilities are what they say: how often it happened where they said so. */
export const calibrationChart: ChartDefinition<ClassifierReport> = {
  kind: "calibration",
  shows: ["evaluateClassifier"],
  recognizes: (result) =>
    isObjectWith(result, ["calibration", "auc"]) &&
    hasTable((result as ClassifierReport).calibration, "curve", ["predicted", "observed", "rows"]),
  draw,
};

function draw(report: ClassifierReport, context: DrawContext): Drawing {
  const { say, percent, color } = context;
  const { curve, ece } = report.calibration;
  const rows = curve.toRows().filter((row) => (row.rows ?? 0) > 0 && row.predicted !== null && row.observed !== null);
  const [mean, rate] = [percent(report.meanProbability), percent(report.rate)];
  const title = say(
    `Probabilities are off by ${percent(ece)} on average: ${mean} expected, ${rate} came`,
    `概率平均偏差 ${percent(ece)}：预期 ${mean}，实际 ${rate}`,
  );
  return {
    title,
    subtitle: say(
      "Share that happened by the probability given to it; area of a dot: rows",
      "按预测概率划分的实际发生率；点的面积为行数",
    ),
    description: say(`Calibration curve. ${title}.`, `校准曲线。${title}。`),
    legend: [
      { color: color.main, label: say("observed", "实际"), mark: "dot" },
      { color: color.muted, label: say("as it should be", "理想"), mark: "dashed" },
    ],
    data: curve,
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(400, Math.round(width * 0.62)),
        marginTop: 26,
        x: { domain: [0, 1] },
        y: { domain: [0, 1] },
        r: { range: [2.5, 13] },
        marks: [
          ...bottomAxis(context, { label: say("probability", "预测概率"), format: percent as never, ticks: 5 }),
          ...leftAxis(context, { label: say("share that happened", "实际发生率"), format: percent as never, ticks: 5 }),
          line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: color.muted, strokeDasharray: "5 4" },
          ),
          line(rows, { x: "predicted", y: "observed", stroke: color.main, strokeWidth: 2 }),
          dot(rows, { x: "predicted", y: "observed", r: "rows", fill: color.main, stroke: color.paper }),
        ],
      }),
  };
}
