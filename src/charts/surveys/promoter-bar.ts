import type { NetPromoterScore } from "../../satisfaction/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** How many would recommend: promoters, passives and detractors. */
export const promoterBar: ChartDefinition<NetPromoterScore> = {
  kind: "promoters",
  shows: ["netPromoterScore"],
  recognizes: (result) => isObjectWith(result, ["promoters", "passives", "detractors", "score"]),
  draw,
};

function draw(result: NetPromoterScore, context: DrawContext): Drawing {
  const { say, decimal, percent, count, term, color, counted } = context;
  const total = result.promoters + result.passives + result.detractors;
  const rows = (["promoters", "passives", "detractors"] as const).map((answer) => ({
    answer,
    respondents: result[answer],
    share: total === 0 ? 0 : result[answer] / total,
  }));
  const colors = [color.main, color.sixth, color.second];
  return barDrawing(context, {
    title: say(
      `The net promoter score is ${decimal(result.score, 1)} (${decimal(result.lower, 1)} to ` +
        `${decimal(result.upper, 1)})`,
      `净推荐值为 ${decimal(result.score, 1)}（${decimal(result.lower, 1)} 至 ${decimal(result.upper, 1)}）`,
    ),
    subtitle: say(counted(result.respondents, "respondent"), `${count(result.respondents)} 位受访者`),
    data: toTable("promoterBar", rows),
    bars: rows.map((row, i) => ({
      label: term(row.answer),
      value: row.share,
      text: `${percent(row.share)} (${count(row.respondents)})`,
      color: colors[i]!,
    })),
    format: percent,
  });
}
