import type { ResponseModel } from "../../campaigns/index.js";
import type { BoostedTreesModel } from "../../learning/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf } from "../drawing/recognize.js";
import { classifierOf } from "./odds-dots.js";

/** Which features boosted trees look at: how often each divides customers. */
export const splitBars: ChartDefinition<BoostedTreesModel | ResponseModel> = {
  kind: "splits",
  shows: ["fitBoostedTrees", "fitResponse"],
  recognizes: (result) => isModelOf(classifierOf(result), ["boosted-trees"]),
  draw,
};

function draw(result: BoostedTreesModel | ResponseModel, context: DrawContext): Drawing {
  const model = classifierOf(result) as BoostedTreesModel;
  const { say, count, percent, counted } = context;
  const splits = new Array<number>(model.names.length).fill(0);
  for (const { feature, left } of model.trees) {
    feature.forEach((f, node) => {
      if (f >= 0 && left[node]! >= 0) splits[f]!++;
    });
  }
  const total = splits.reduce((sum, value) => sum + value, 0);
  const rows = model.names
    .map((feature, i) => ({ feature, splits: splits[i]!, share: total === 0 ? 0 : splits[i]! / total }))
    .sort((a, b) => b.splits - a.splits);
  const [first] = rows;
  return barDrawing(context, {
    title:
      first === undefined || total === 0
        ? say("No feature tells the outcomes apart", "没有特征能区分结果")
        : say(
            `${first.feature} makes ${percent(first.share)} of the ${counted(total, "division")} in ` +
              `${counted(model.trees.length, "tree")}`,
            `${model.trees.length} 棵树的 ${count(total)} 次分裂中 ${percent(first.share)} 使用 ${first.feature}`,
          ),
    subtitle: say("How often each feature divides the rows", "各特征用于分裂的次数"),
    note: say(
      "What a feature adds to predictions: overallDrivers(model, X).",
      "特征对预测的贡献：overallDrivers(model, X)。",
    ),
    data: toTable("splitBars", rows),
    bars: rows.map((row) => ({
      label: row.feature,
      value: row.splits,
      text: `${count(row.splits)} (${percent(row.share)})`,
    })),
    format: context.compact,
  });
}
