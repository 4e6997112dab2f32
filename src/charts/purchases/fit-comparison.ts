import type { compareFits } from "../../lifetime-value/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { modelName } from "./modeled-customers.js";

type FitComparison = ReturnType<typeof compareFits>;

/** Which model fits best: how much worse the others are by AIC. */
export const fitComparison: ChartDefinition<FitComparison> = {
  kind: "fits",
  shows: ["compareFits"],
  recognizes: (result) => isTableWith(result, ["model", "logLikelihood", "aic", "deltaAic", "weight"]),
  draw,
};

function draw(comparison: FitComparison, context: DrawContext): Drawing {
  const { say, decimal, percent, color } = context;
  const rows = comparison
    .toRows()
    .filter((row) => row.deltaAic !== null)
    .sort((a, b) => a.deltaAic! - b.deltaAic!);
  const [best, next] = rows;
  const title = titleOf(best, next, context);
  return {
    title,
    subtitle: say("AIC above the best model (less is better)", "相对最优模型的 AIC 差（越小越好）"),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    data: comparison,
    picture: (width) =>
      barPicture(
        context,
        width,
        rows.map((row) => ({
          label: modelName(row.model),
          value: row.deltaAic!,
          text: `${decimal(row.deltaAic!, 1)} (${say("weight", "权重")} ${percent(row.weight ?? 0)})`,
          color: row === best ? color.third : color.main,
        })),
        { format: (value) => decimal(value) },
      ),
  };
}

type ComparedFit = ReturnType<FitComparison["toRows"]>[number];

function titleOf(best: ComparedFit | undefined, next: ComparedFit | undefined, { say, decimal }: DrawContext): string {
  if (best === undefined) return say("No model could be compared", "没有可比较的模型");
  const first = say(`${modelName(best.model)} fits best`, `${modelName(best.model)} 拟合最好`);
  if (next === undefined) return first;
  const behind = decimal(next.deltaAic!, 1);
  return say(
    `${first}, ${modelName(next.model)} is ${behind} behind in AIC`,
    `${first}，${modelName(next.model)} 的 AIC 落后 ${behind}`,
  );
}
