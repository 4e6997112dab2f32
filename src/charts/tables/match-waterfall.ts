import type { resolveIdentities } from "../../customers/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { waterfallDrawing } from "../drawing/waterfall-drawing.js";

type PairExplanation = ReturnType<ReturnType<typeof resolveIdentities>["explain"]>;

/** Why two records are or are not the same person: the weight of each comparison, added up. */
export const matchWaterfall: ChartDefinition<PairExplanation> = {
  kind: "match",
  shows: ["resolveIdentities(…).explain"],
  recognizes: (result) => isTableWith(result, ["step", "level", "left", "right", "weight", "total", "probability"]),
  draw,
};

/** How strongly two values agree, in Chinese. */
const agreement = new Map<string, string>(
  Object.entries({
    different: "不同",
    initial: "首字母相同",
    similar: "相似",
    "very similar": "非常相似",
    "same words": "词语相同",
    swapped: "互换",
    exact: "完全一致",
    "within a year": "相差一年以内",
    "two parts agree": "两部分一致",
    "one digit": "差一位数字",
    "day and month swapped": "日月互换",
    "within 10 %": "相差 10% 以内",
    "within 1 %": "相差 1% 以内",
    "last seven digits": "后七位一致",
    "same user": "用户名相同",
    missing: "缺失",
    "in swapped columns": "计入互换的列",
  }),
);

const [howCommon, relatives] = [": how common", "relatives share "];

/** A step by its words: the columns are those of the user. */
function nameOf(step: string, level: string | null, place: number, { say }: DrawContext): string {
  if (place === 0) return say("before any comparison", "比较之前");
  if (level === null) {
    const shared = step.startsWith(relatives) ? step.slice(relatives.length) : step;
    return say(step, `亲属共有：${shared}`);
  }
  const degree = say(level, agreement.get(level) ?? level);
  if (!step.endsWith(howCommon)) return say(`${step}: ${degree}`, `${step}：${degree}`);
  const column = step.slice(0, -howCommon.length);
  return say(`${step}`, `${column}：取值的常见程度`);
}

function draw(explanation: PairExplanation, context: DrawContext): Drawing {
  const { say, percent, decimal } = context;
  const rows = explanation.toRows();
  const last = rows.at(-1);
  const share = last?.probability ?? 0;
  // What is not certain is not to read as if it were.
  const probability =
    share < 1 && share >= 0.9995
      ? say("more than 99.9%", "99.9% 以上")
      : share > 0 && share < 0.0005
        ? say("less than 0.1%", "不足 0.1%")
        : percent(share, 1);
  return waterfallDrawing(context, {
    title: say(
      `The two records are the same person with a probability of ${probability}`,
      `两条记录为同一人的概率为 ${probability}`,
    ),
    subtitle: say("Weight of each comparison, in powers of two", "各项比较的权重（以 2 为底的对数）"),
    data: explanation,
    steps: rows.map((row, i) => ({ label: nameOf(row.step ?? "", row.level, i, context), change: row.weight ?? 0 })),
    end: say("sum", "合计"),
    format: (value) => decimal(value, 1),
  });
}
