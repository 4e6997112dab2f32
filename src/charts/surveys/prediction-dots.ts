import type { predictPathModel } from "../../path-models/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Prediction = ReturnType<typeof predictPathModel>;

/** Whether a path model foretells answers: its error out of sample beside that of a plain regression. */
export const predictionDots: ChartDefinition<Prediction> = {
  kind: "prediction",
  shows: ["predictPathModel"],
  recognizes: (result) => isTableWith(result, ["construct", "item", "qSquared", "rmse", "linearRmse"], ["folds"]),
  draw,
};

function draw(prediction: Prediction, context: DrawContext): Drawing {
  const { say, decimal, color, counted } = context;
  const rows = prediction.toRows().filter((row) => row.rmse !== null && row.linearRmse !== null);
  const better = rows.filter((row) => row.beatsLinear === true);
  return dotDrawing(context, {
    title: say(
      `The model foretells ${better.length} of ${counted(rows.length, "answer")} better than a regression on all items`,
      `${rows.length} 个题目中有 ${better.length} 个的预测优于线性回归`,
    ),
    subtitle: say(
      `Root mean squared error out of sample (${prediction.folds} folds), lower is better`,
      `样本外均方根误差（${prediction.folds} 折），越低越好`,
    ),
    legend: [
      { color: color.main, label: say("path model", "路径模型"), mark: "dot" },
      { color: color.sixth, label: say("linear regression", "线性回归"), mark: "dot" },
    ],
    data: prediction,
    rows: rows.map((row) => ({
      label: String(row.item),
      dots: [
        { value: row.linearRmse!, color: color.sixth },
        { value: row.rmse!, color: color.main },
      ],
      text: row.qSquared === null ? "" : `Q² ${decimal(row.qSquared, 2)}`,
    })),
    format: (value) => decimal(value, 2),
    joined: true,
  });
}
