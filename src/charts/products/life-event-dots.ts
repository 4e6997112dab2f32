import type { lifeEventRules } from "../../baskets/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Rules = ReturnType<typeof lifeEventRules>;

/** Which product a change in life calls for: the lift of each pair with its interval. */
export const lifeEventDots: ChartDefinition<Rules> = {
  kind: "life-events",
  shows: ["lifeEventRules"],
  recognizes: (result) => isTableWith(result, ["event", "product", "expected", "lift", "liftLower"], ["ledger"]),
  draw,
};

function draw(rules: Rules, context: DrawContext): Drawing {
  const { say, percent, decimal, color } = context;
  const known = rules.toRows().filter((row) => row.lift !== null);
  const [first] = known;
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No product follows an event", "没有产品随事件而来")
        : say(
            `${first.event} → ${first.product}: ${decimal(first.lift!, 1)} times as many buyers as otherwise`,
            `${first.event} → ${first.product}：购买者为平时的 ${decimal(first.lift!, 1)} 倍`,
          ),
    subtitle: say(
      "Buyers after the event over buyers among others in the same days, with its interval; 1 is no difference",
      "事件后的购买比例与同期其他客户之比及区间；1 为无差异",
    ),
    data: rules,
    rows: known.map((row) => ({
      label: `${row.event} → ${row.product}`,
      dots: [{ value: row.lift!, color: color.main, lower: row.liftLower, upper: row.liftUpper }],
      text: say(
        `${decimal(row.lift!, 1)} (${percent(row.share!)})`,
        `${decimal(row.lift!, 1)}（${percent(row.share!)}）`,
      ),
    })),
    rules: [1],
    format: (value) => decimal(value, 1),
  });
}
