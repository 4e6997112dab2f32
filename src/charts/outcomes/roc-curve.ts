import { type ClassifierReport, evaluateClassifier, type Outcome } from "../../learning/index.js";
import { type NumberInput, toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { shareDrawing } from "../drawing/share-drawing.js";
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
  const { say, percent, decimal, count, counted } = context;
  const exact = "y" in result;
  const report = exact ? evaluateClassifier(result.y, result.p) : result;
  const rows = exact ? exactPoints(result) : pointsOfGains(report);
  const [lower, upper] = report.aucInterval;
  const title = say(
    `A case scores above a non-case ${percent(report.auc)} of the time (AUC ${decimal(report.auc, 3)}, ` +
      `${decimal(lower, 3)}–${decimal(upper, 3)})`,
    `目标客户得分更高的概率为 ${percent(report.auc)}（AUC ${decimal(report.auc, 3)}，${decimal(lower, 3)}–${decimal(upper, 3)}）`,
  );
  return shareDrawing(context, {
    title,
    subtitle: say(
      `ROC curve of ${counted(report.cases, "row")}, ${counted(report.positives, "of them a case", "of them cases")}`,
      `ROC 曲线：${count(report.cases)} 行，其中 ${count(report.positives)} 个目标`,
    ),
    note: exact
      ? undefined
      : say(
          "Through the tenths of the report; { y, p } gives every threshold.",
          "依报告的十分位绘制；{ y, p } 可绘制全部阈值。",
        ),
    data: toTable("rocCurve", rows),
    curve: say("scores", "得分"),
    diagonal: say("at random", "随机"),
    points: rows.map((row) => ({ x: row.falseAlarms, y: row.found })),
    x: say("false alarms, share of the others", "误报率"),
    y: say("share of the cases found", "命中率"),
  });
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
