import type { LossMakers } from "../../segments/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What it would take to mend loss makers: the change of price at which each breaks even, the largest loss first. */
export const lossMakerBars: ChartDefinition<LossMakers> = {
  kind: "loss-makers",
  shows: ["mendLossMakers"],
  recognizes: (result) =>
    isTableWith(result, ["customer", "profit", "priceChange", "serviceCostChange", "volumeChange"]),
  draw,
};

function draw(losers: LossMakers, context: DrawContext): Drawing {
  const { say, count, compact, percent, color, counted } = context;
  const rows = losers
    .toRows()
    .filter((row) => row.profit !== null && Number(row.profit) < 0)
    .sort((a, b) => Number(a.profit) - Number(b.profit));
  const lost = rows.reduce((sum, row) => sum - Number(row.profit), 0);
  return barDrawing(context, {
    title: say(
      `${counted(rows.length, "customer loses", "customers lose")} ${compact(lost)}` +
        (rows.length === 1 ? "" : " together"),
      `${count(rows.length)} 位客户共亏损 ${compact(lost)}`,
    ),
    subtitle: say("Loss of each, and by how much the price would have to rise", "各客户的亏损，以及价格需要提高的幅度"),
    data: losers,
    bars: rows.map((row) => ({
      label: String(row.customer),
      value: -Number(row.profit),
      text:
        row.priceChange === null
          ? compact(-Number(row.profit))
          : `${compact(-Number(row.profit))} (+${percent(Number(row.priceChange))})`,
      color: color.second,
    })),
    format: compact,
  });
}
