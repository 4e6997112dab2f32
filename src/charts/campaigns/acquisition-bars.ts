import type { acquisitionCost } from "../../campaigns/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Acquisition = ReturnType<typeof acquisitionCost>;

/** What it costs to win a customer, channel by channel. */
export const acquisitionBars: ChartDefinition<Acquisition> = {
  kind: "acquisition",
  shows: ["acquisitionCost"],
  recognizes: (result) => isTableWith(result, ["channel", "cost", "customers", "costPerCustomer"]),
  draw,
};

function draw(acquisition: Acquisition, context: DrawContext): Drawing {
  const { say, compact, count, decimal } = context;
  const rows = acquisition
    .toRows()
    .filter((row) => row.costPerCustomer !== null)
    .sort((a, b) => a.costPerCustomer! - b.costPerCustomer!);
  const worthOf = (ratio: number | null | undefined): string =>
    ratio == null ? "" : say(`, worth ${decimal(ratio, 1)} times that`, `，价值为其 ${decimal(ratio, 1)} 倍`);
  const [first] = rows;
  const last = rows.at(-1);
  return barDrawing(context, {
    title:
      first === undefined || last === undefined
        ? say("No channel has won a customer", "没有渠道获得客户")
        : say(
            `A customer costs ${compact(first.costPerCustomer!)} by ${first.channel} and ` +
              `${compact(last.costPerCustomer!)} by ${last.channel}`,
            `获客成本：${first.channel} 为 ${compact(first.costPerCustomer!)}，` +
              `${last.channel} 为 ${compact(last.costPerCustomer!)}`,
          ),
    subtitle: say("Cost per customer won, by channel", "各渠道的获客成本"),
    data: acquisition,
    bars: rows.map((row) => ({
      label: String(row.channel),
      value: row.costPerCustomer!,
      text: `${compact(row.costPerCustomer!)} (${count(row.customers ?? 0)}${worthOf(row.valueToCost)})`,
    })),
    format: compact,
  });
}
