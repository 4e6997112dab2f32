import { dot, text } from "@observablehq/plot";
import type { associationRules } from "../../baskets/index.js";
import { safeText } from "../../presentation/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";
import { evenPlaces } from "../drawing/thin-rows.js";

type Rules = ReturnType<typeof associationRules>;

/** Which rules are both frequent and strong: confidence by support, larger where the lift is higher. */
export const ruleDots: ChartDefinition<Rules> = {
  kind: "rules",
  shows: ["associationRules"],
  recognizes: (result) => isTableWith(result, ["antecedent", "consequent", "support", "confidence", "lift"]),
  draw,
};

function draw(rules: Rules, context: DrawContext): Drawing {
  const { say, percent, count, decimal, color, counted } = context;
  const all = rules.toRows().filter((row) => row.lift !== null);
  const ranked = [...all].sort((a, b) => b.lift! - a.lift!);
  const [best] = ranked;
  const name = (row: (typeof all)[number]): string => `${row.antecedent} → ${row.consequent}`;
  const title =
    best === undefined
      ? say("No rule was found", "没有找到规则")
      : say(
          `${name(best)}: ${decimal(best.lift!, 1)} times as likely as otherwise ` +
            `(${counted(best.count ?? 0, "basket")})`,
          `${name(best)}：可能性为平时的 ${decimal(best.lift!, 1)} 倍（${count(best.count ?? 0)} 个购物篮）`,
        );
  const shown = evenPlaces(ranked.length, 500).map((i) => ranked[i]!);
  // The name of the strongest rule stands on the side that has room for it.
  const part = (best?.support ?? 0) / Math.max(Number.MIN_VALUE, ...shown.map((row) => row.support ?? 0));
  const besides = part < 0.5;
  return {
    title,
    subtitle: say(
      `${counted(all.length, "rule")}; size of a dot: lift`,
      `${count(all.length)} 条规则；点的大小为提升度`,
    ),
    description: say(
      `Scatter plot. ${title}. The strongest: ${ranked.slice(0, 5).map(name).join("; ")}.`,
      `散点图。${title}。最强的规则：${ranked.slice(0, 5).map(name).join("；")}。`,
    ),
    note: say("Bought together does not mean that one makes buy the other.", "一起购买不等于一个促成另一个。"),
    data: rules,
    picture: (width) => {
      const room = (besides ? 1 - part : part) * (width - 96) - 16;
      return plotPicture(context, width, {
        height: Math.min(400, Math.round(width * 0.6)),
        marginTop: 28,
        marginRight: 40,
        x: { zero: true },
        r: { range: [1, 8] },
        marks: [
          ...bottomAxis(context, {
            label: say("share of baskets (support)", "支持度"),
            format: percent as never,
            ticks: 5,
          }),
          ...leftAxis(context, { label: say("confidence", "置信度"), format: percent as never, ticks: 5 }),
          dot(shown, {
            x: "support",
            y: "confidence",
            r: "lift",
            fill: color.main,
            fillOpacity: 0.4,
          }),
          text(ranked.slice(0, 1), {
            x: "support",
            y: "confidence",
            dx: besides ? 14 : -14,
            textAnchor: besides ? "start" : "end",
            text: (row: (typeof all)[number]) => fitText(safeText(name(row)), Math.min(22, room / 12)),
            fill: color.ink,
            stroke: color.paper,
            strokeWidth: 4,
          }),
        ],
      });
    },
  };
}
