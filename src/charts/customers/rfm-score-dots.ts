import type { RfmModel } from "../../segments/index.js";
import { toTable } from "../../table/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf } from "../drawing/recognize.js";

/** How a model of scores cuts customers: how many have each score of recency, frequency and money. */
export const rfmScoreDots: ChartDefinition<RfmModel> = {
  kind: "scores",
  shows: ["fitRfm"],
  recognizes: (result) => isModelOf(result, ["rfm"]),
  draw,
};

function draw(model: RfmModel, context: DrawContext): Drawing {
  const { say, count, compact, percent, color, counted } = context;
  const measures = [
    { name: say("recency", "最近购买"), counts: model.counts.r, color: color.main },
    { name: say("orders", "订单数"), counts: model.counts.f, color: color.second },
    { name: say("revenue", "销售额"), counts: model.counts.m, color: color.third },
  ];
  const rows = Array.from({ length: model.bins }, (_, i) => ({
    score: model.bins - i,
    counts: measures.map(({ counts }) => counts[model.bins - 1 - i] ?? 0),
  }));
  const share = percent((model.counts.m[model.bins - 1] ?? 0) / Math.max(1, model.customers));
  return dotDrawing(context, {
    title: say(
      `${counted(model.customers, "customer")} in ${counted(model.bins, "score")}; ${share} have the highest for ` +
        `revenue`,
      `${count(model.customers)} 位客户，${model.bins} 档评分；${share} 的销售额得分最高`,
    ),
    subtitle: say("Customers with each score, the best on top", "各分数的客户数，最好的在上"),
    note: say(
      "Ties keep equal customers together, so that scores differ in size.",
      "并列的客户同分，因此各档人数不等。",
    ),
    legend: measures.map((measure) => ({ color: measure.color, label: measure.name, mark: "dot" as const })),
    data: toTable(
      "rfmScoreDots",
      rows.map(({ score, counts: [recency, orders, revenue] }) => ({ score, recency, orders, revenue })),
    ),
    rows: rows.map(({ score, counts }) => ({
      label: say(`score ${score}`, `${score} 分`),
      dots: counts.map((value, i) => ({ value, color: measures[i]!.color })),
      text: counts.map(compact).join(" / "),
    })),
    format: compact,
    rules: [0],
  });
}
