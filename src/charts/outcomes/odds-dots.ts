import type { ResponseModel } from "../../campaigns/index.js";
import type { LogisticModel } from "../../learning/index.js";
import { normalQuantile } from "../../numeric/index.js";
import { toTable } from "../../table/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf } from "../drawing/recognize.js";

/** What makes an outcome likelier: odds ratios with their intervals. */
export const oddsDots: ChartDefinition<LogisticModel | ResponseModel> = {
  kind: "odds",
  shows: ["fitLogistic", "fitResponse"],
  recognizes: (result) => isModelOf(classifierOf(result), ["logistic"]),
  draw,
};

/** Ratios beyond are drawn at the edge. */
const within = (ratio: number): number => Math.min(1e3, Math.max(1e-3, ratio));

/** The classifier within a model of responses, or the result itself. */
export function classifierOf(result: unknown): unknown {
  return isModelOf(result, ["response"]) ? (result as ResponseModel).classifier : result;
}

function draw(result: LogisticModel | ResponseModel, context: DrawContext): Drawing {
  const model = classifierOf(result) as LogisticModel;
  const { say, decimal, color } = context;
  const z = normalQuantile(0.975);
  const rows = model.names
    .map((name, i) => {
      const coefficient = model.coefficients[i]!;
      const error = model.standardErrors?.[i] ?? null;
      return {
        name,
        oddsRatio: Math.exp(coefficient),
        lower: error === null ? null : Math.exp(coefficient - z * error),
        upper: error === null ? null : Math.exp(coefficient + z * error),
      };
    })
    .sort((a, b) => Math.abs(Math.log(b.oddsRatio)) - Math.abs(Math.log(a.oddsRatio)));
  const sure = rows.filter(({ lower, upper }) => lower !== null && upper !== null && (lower > 1 || upper < 1));
  const [first] = sure;
  const per = model.standardized ? say("standard deviation", "标准差") : say("unit", "单位");
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No feature changes the odds for sure", "没有特征显著改变几率")
        : say(
            `${first.name}: ${decimal(first.oddsRatio)} times the odds per ${per} (${decimal(first.lower!)} to ` +
              `${decimal(first.upper!)})`,
            `${first.name}：每${per}几率为 ${decimal(first.oddsRatio)} 倍` +
              `（${decimal(first.lower!)} 至 ${decimal(first.upper!)}）`,
          ),
    subtitle: say("Odds ratios with 95% intervals (1: no difference)", "优势比与 95% 区间（1 为无差异）"),
    note: model.uncertaintyReason === null ? undefined : say("Intervals are not known.", "区间未知。"),
    data: toTable("oddsDots", rows),
    rows: rows.map((row) => ({
      label: row.name,
      dots: [
        {
          value: within(row.oddsRatio),
          color: sure.includes(row) ? color.main : color.sixth,
          lower: row.lower === null ? null : within(row.lower),
          upper: row.upper === null ? null : within(row.upper),
        },
      ],
      text: decimal(row.oddsRatio),
    })),
    format: context.compact,
    log: true,
    rules: [1],
  });
}
