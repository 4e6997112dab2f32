import type { RecommendationReport } from "../../baskets/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Whether recommendations are better than what everybody buys: recall and hit rate of each method. */
export const offerMethodDots: ChartDefinition<RecommendationReport> = {
  kind: "offer-methods",
  shows: ["validateRecommendations"],
  recognizes: (result) => isTableWith(result, ["method", "recall", "hitRate", "gain"], ["finding"]),
  draw,
};

/** The methods in Chinese. */
const methods = new Map([
  ["ours", "本库推荐"],
  ["popularity", "最畅销"],
  ["personal", "客户自己常买"],
]);

function draw(report: RecommendationReport, context: DrawContext): Drawing {
  const { say, percent, count, color, counted } = context;
  const rows = report.toRows().filter((row) => row.recall !== null);
  const nameOf = (method: unknown): string => say(String(method), methods.get(String(method)) ?? String(method));
  const best = rows.reduce((a, b) => ((b.recall ?? 0) > (a.recall ?? 0) ? b : a), rows[0]!);
  return dotDrawing(context, {
    title: say(
      `Best: ${nameOf(best.method)}, which foretells ${percent(best.recall ?? 0, 1)} of what is bought`,
      `最好的方法：${nameOf(best.method)}，命中 ${percent(best.recall ?? 0, 1)} 的购买`,
    ),
    subtitle: say(
      `Of ${counted(report.customers, "customer")} who bought afterwards`,
      `之后有购买的 ${count(report.customers)} 位客户`,
    ),
    note: context.english(`${report.finding.charAt(0).toUpperCase()}${report.finding.slice(1)}.`),
    legend: [
      { color: color.main, label: say("recall: share of purchases foretold", "召回率：命中的购买占比"), mark: "dot" },
      { color: color.second, label: say("hit rate: customers with a hit", "命中率：至少命中一次的客户"), mark: "dot" },
    ],
    data: report,
    rows: rows.map((row) => ({
      label: nameOf(row.method),
      dots: [
        { value: row.recall!, color: color.main },
        ...(row.hitRate === null ? [] : [{ value: row.hitRate, color: color.second }]),
      ],
      text: `${percent(row.recall!, 1)} / ${row.hitRate === null ? "–" : percent(row.hitRate, 1)}`,
    })),
    format: percent,
    rules: [0],
  });
}
