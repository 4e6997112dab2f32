import type { recommendBySegment } from "../../baskets/index.js";
import { seriesColor } from "../../presentation/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type SegmentOffers = ReturnType<typeof recommendBySegment>;

/** What to offer to which segment: the buyers to expect of each item that a segment is offered. */
export const segmentOfferBars: ChartDefinition<SegmentOffers> = {
  kind: "segment-offers",
  shows: ["recommendBySegment"],
  recognizes: (result) => isTableWith(result, ["segment", "kind", "rank", "item", "expectedBuyers"]),
  draw,
};

function draw(offers: SegmentOffers, context: DrawContext): Drawing {
  const { say, count, compact, color, term } = context;
  const rows = offers.toRows();
  const kinds = [...new Set(rows.map(({ kind }) => String(kind)))];
  const nameOf = (row: (typeof rows)[number]): string => `${term(row.segment)}: ${row.item}`;
  const best = rows.reduce<(typeof rows)[number] | null>(
    (a, b) => (a === null || (b.expectedBuyers ?? 0) > (a.expectedBuyers ?? 0) ? b : a),
    null,
  );
  return barDrawing(context, {
    title:
      best === null || !(best.expectedBuyers! > 0)
        ? say("No buyer is to be expected of any offer", "没有可预期购买的推荐")
        : say(
            `Most would come of offering ${best.item} to ${term(best.segment)}: ` +
              `${compact(best.expectedBuyers ?? 0)} buyers`,
            `向${term(best.segment)}推荐 ${best.item} 效果最大：预计 ${compact(best.expectedBuyers ?? 0)} 位购买`,
          ),
    subtitle: say("Buyers to expect of each offer, by segment", "各细分中各推荐的预期购买人数"),
    legend: kinds.map((kind, i) => ({ color: seriesColor(color, i), label: term(kind) })),
    data: offers,
    bars: rows.map((row) => ({
      label: nameOf(row),
      value: row.expectedBuyers ?? 0,
      text: say(
        `${compact(row.expectedBuyers ?? 0)} of ${count(row.customers ?? 0)}`,
        `${count(row.customers ?? 0)} 中的 ${compact(row.expectedBuyers ?? 0)}`,
      ),
      color: seriesColor(color, kinds.indexOf(String(row.kind))),
    })),
    format: compact,
  });
}
