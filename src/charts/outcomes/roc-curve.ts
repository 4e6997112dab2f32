import { areaY, line } from "@observablehq/plot";
import { type ClassifierReport, evaluateClassifier, type Outcome } from "../../learning/index.js";
import { type NumberInput, toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** Outcomes with the probabilities that were given to them. */
export interface ScoredOutcomes {
  readonly y: Outcome;
  readonly p: NumberInput;
}

/** How well scores rank: cases found against false alarms, at every threshold. */
export const rocCurve: ChartDefinition<ClassifierReport | ScoredOutcomes> = {
  kind: "roc",
  shows: ["evaluateClassifier", "{ y, p }"],
  recognizes: (result) =>
    isObjectWith(result, ["y", "p"]) ||
    (isObjectWith(result, ["auc", "positives"]) && hasTable(result, "gains", ["bin"])),
  draw,
};

interface RocPoint {
  readonly falseAlarms: number;
  readonly found: number;
}

function draw(result: ClassifierReport | ScoredOutcomes, context: DrawContext): Drawing {
  const { say, percent, decimal, count, color } = context;
  const exact = "y" in result;
  const report = exact ? evaluateClassifier(result.y, result.p) : result;
  const rows = exact ? exactPoints(result) : pointsOfGains(report);
  const [lower, upper] = report.aucInterval;
  const title = say(
    `A case scores above a non-case ${percent(report.auc)} of the time (AUC ${decimal(report.auc, 3)}, ` +
      `${decimal(lower, 3)}–${decimal(upper, 3)})`,
    `目标客户得分更高的概率为 ${percent(report.auc)}（AUC ${decimal(report.auc, 3)}，${decimal(lower, 3)}–${decimal(upper, 3)}）`,
  );
  return {
    title,
    subtitle: say(
      `ROC curve of ${count(report.cases)} rows, ${count(report.positives)} of them cases`,
      `ROC 曲线：${count(report.cases)} 行，其中 ${count(report.positives)} 个目标`,
    ),
    description: say(`ROC curve. ${title}.`, `ROC 曲线。${title}。`),
    note: exact
      ? undefined
      : say(
          "Through the tenths of the report; { y, p } gives every threshold.",
          "依报告的十分位绘制；{ y, p } 可绘制全部阈值。",
        ),
    legend: [
      { color: color.main, label: say("scores", "得分"), mark: "line" },
      { color: color.muted, label: say("at random", "随机"), mark: "dashed" },
    ],
    data: toTable("rocCurve", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(420, Math.round(width * 0.66)),
        marginTop: 26,
        x: { domain: [0, 1] },
        y: { domain: [0, 1] },
        marks: [
          ...bottomAxis(context, {
            label: say("false alarms, share of the others", "误报率"),
            format: percent as never,
            ticks: 5,
          }),
          ...leftAxis(context, {
            label: say("share of the cases found", "命中率"),
            format: percent as never,
            ticks: 5,
          }),
          areaY(rows, { x: "falseAlarms", y: "found", fill: color.main, fillOpacity: 0.12 }),
          line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: color.muted, strokeDasharray: "5 4" },
          ),
          line(rows, { x: "falseAlarms", y: "found", stroke: color.main, strokeWidth: 2.4 }),
        ],
      }),
  };
}

function pointsOfGains({ gains, cases, positives }: ClassifierReport): RocPoint[] {
  const points = gains.toRows().map((bin) => ({
    falseAlarms: (bin.cumulativeRows! - bin.cumulativePositives!) / (cases - positives),
    found: bin.cumulativePositives! / positives,
  }));
  return [{ falseAlarms: 0, found: 0 }, ...points];
}

/** A point for every distinct probability, the highest first; equal ones go together. */
function exactPoints({ y, p }: ScoredOutcomes): RocPoint[] {
  const outcome = Array.from(y as Iterable<unknown>, Number);
  const probability = Array.from(p as Iterable<unknown>, Number);
  const order = probability.map((_, i) => i).sort((a, b) => probability[b]! - probability[a]!);
  const positives = outcome.reduce((sum, value) => sum + value, 0);
  const points: RocPoint[] = [{ falseAlarms: 0, found: 0 }];
  let [found, alarms] = [0, 0];
  order.forEach((row, i) => {
    if (outcome[row] === 1) found++;
    else alarms++;
    if (i + 1 < order.length && probability[order[i + 1]!] === probability[row]) return;
    points.push({ falseAlarms: alarms / (outcome.length - positives), found: found / positives });
  });
  return evenPlaces(points.length, 400).map((i) => points[i]!);
}
