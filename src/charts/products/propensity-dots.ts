import type { propensity } from "../../baskets/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Offers = ReturnType<typeof propensity>;

/** Of which products it can be told who gets them: the area under the curve of each with its interval. */
export const propensityDots: ChartDefinition<Offers> = {
  kind: "propensity",
  shows: ["propensity"],
  recognizes: (result) => isTableWith(result, ["product", "probability", "rank"], ["method", "validation"]),
  draw,
};

function draw({ validation }: Offers, context: DrawContext): Drawing {
  const { say, count, decimal, color, counted } = context;
  const rows = validation.toRows();
  const tested = rows.filter((row) => row.auc !== null).sort((a, b) => b.auc! - a.auc!);
  const told = tested.filter((row) => row.aucLower !== null && row.aucLower > 0.5).length;
  return dotDrawing(context, {
    title: say(
      `Who gets it can be told of ${count(told)} of ${counted(rows.length, "product")}`,
      `${count(rows.length)} 种产品中有 ${count(told)} 种可以预测谁会购买`,
    ),
    subtitle: say(
      "Area under the curve on unseen customers or days, by product, with its interval; 0.5 is by lot",
      "各产品在未见数据上的曲线下面积及区间；0.5 为随机",
    ),
    data: validation,
    rows: tested.map((row) => ({
      label: String(row.product),
      dots: [{ value: row.auc!, color: color.main, lower: row.aucLower, upper: row.aucUpper }],
      text: decimal(row.auc!, 2),
    })),
    rules: [0.5],
    format: (value) => decimal(value, 2),
  });
}
