import type { ResponseValidation } from "../../campaigns/index.js";
import type { ClassifierReport, GainsColumns } from "../../learning/index.js";
import { isTable, type Table, toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isTableWith } from "../drawing/recognize.js";
import { shareDrawing } from "../drawing/share-drawing.js";

/** What it helps to begin with the highest scores: the share of all positives found by the share of rows looked at. */
export const gainsChart: ChartDefinition<ClassifierReport | ResponseValidation | Table<GainsColumns>> = {
  kind: "gains",
  shows: ["gainsTable", "evaluateClassifier", "validateResponse"],
  recognizes: (result) =>
    isTableWith(result, ["bin", "cumulativeRows", "cumulativeGain", "lift"]) ||
    hasTable(result, "gains", ["bin", "cumulativeRows", "cumulativeGain"]),
  draw,
};

function draw(result: ClassifierReport | ResponseValidation | Table<GainsColumns>, context: DrawContext): Drawing {
  const { say, percent, decimal } = context;
  const table = isTable(result)
    ? (result as Table<GainsColumns>)
    : (result as ClassifierReport | ResponseValidation).gains;
  const bins = table.toRows();
  const all = bins.at(-1)?.cumulativeRows ?? 0;
  const rows = [
    { contacted: 0, found: 0 },
    ...bins.map((bin) => ({ contacted: bin.cumulativeRows! / all, found: bin.cumulativeGain ?? 0 })),
  ];
  const fifth = rows.find((row) => row.contacted >= 0.195) ?? rows.at(-1)!;
  const lift = bins[0]?.lift ?? null;
  const title = say(
    `The ${percent(fifth.contacted)} with the highest scores hold ${percent(fifth.found)} of the cases` +
      (lift === null ? "" : `; the first group has ${decimal(lift, 1)} times the average`),
    `得分最高的 ${percent(fifth.contacted)} 包含 ${percent(fifth.found)} 的目标客户` +
      (lift === null ? "" : `；第一组为平均的 ${decimal(lift, 1)} 倍`),
  );
  return shareDrawing(context, {
    title,
    subtitle: say("Cumulative gains", "累计增益曲线"),
    data: toTable("gainsChart", rows),
    curve: say("by score", "按得分"),
    diagonal: say("at random", "随机"),
    points: rows.map((row) => ({ x: row.contacted, y: row.found })),
    x: say("share of rows, the highest scores first", "按得分从高到低的占比"),
    y: say("share of the cases found", "找到的目标客户占比"),
  });
}
