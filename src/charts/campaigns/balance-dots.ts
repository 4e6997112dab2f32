import type { MatchedEffect } from "../../campaigns/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether matched customers are alike: the standardized difference of every feature before and after matching. */
export const balanceDots: ChartDefinition<MatchedEffect> = {
  kind: "matching",
  shows: ["matchedEffect"],
  recognizes: (result) =>
    isObjectWith(result, ["effect", "unadjusted"]) &&
    hasTable(result, "balance", ["feature", "difference", "matchedDifference"]),
  draw,
};

/** Differences below this many standard deviations count as balanced. */
const balanced = 0.1;

function draw({ effect, unadjusted, balance, matched }: MatchedEffect, context: DrawContext): Drawing {
  const { say, count, decimal, compact, color, counted } = context;
  const rows = balance
    .toRows()
    .filter((row) => row.difference !== null && row.matchedDifference !== null)
    .sort((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!));
  const range =
    effect.lower === null || effect.upper === null
      ? ""
      : say(
          ` (${compact(effect.lower)} to ${compact(effect.upper)})`,
          `（${compact(effect.lower)} 至 ${compact(effect.upper)}）`,
        );
  const apart = rows.filter((row) => Math.abs(row.matchedDifference!) >= balanced).length;
  return dotDrawing(context, {
    title: say(
      `Effect among ${count(matched)} matched: ${compact(effect.estimate)}${range}; unmatched ${compact(unadjusted)}`,
      `${count(matched)} 个匹配客户的效果：${compact(effect.estimate)}${range}；未匹配为 ${compact(unadjusted)}`,
    ),
    subtitle: say("Difference of treated and control in standard deviations", "处理组与对照组的标准化差异"),
    note: say(
      `${apart} of ${counted(rows.length, "feature")} still ${apart === 1 ? "differs" : "differ"} by 0.1 or more; ` +
        `what is not among them may differ, too.`,
      `${rows.length} 个特征中 ${apart} 个仍相差 0.1 以上；未列入的特征也可能不同。`,
    ),
    legend: [
      { color: color.sixth, label: say("before matching", "匹配前"), mark: "dot" },
      { color: color.main, label: say("after matching", "匹配后"), mark: "dot" },
    ],
    data: balance,
    rows: rows.map((row) => ({
      label: String(row.feature),
      dots: [
        { value: row.difference!, color: color.sixth },
        { value: row.matchedDifference!, color: color.main },
      ],
      text: `${decimal(row.difference!, 2)} → ${decimal(row.matchedDifference!, 2)}`,
    })),
    format: (value) => decimal(value, 1),
    joined: true,
    rules: [-balanced, 0, balanced],
  });
}
