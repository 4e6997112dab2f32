import type { AffordableMarket } from "../../markets/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Who can pay: customers by their income against what the installment needs. */
export const affordableBars: ChartDefinition<AffordableMarket> = {
  kind: "affordable",
  shows: ["affordableMarket"],
  recognizes: (result) =>
    isObjectWith(result, ["installment", "canPay"]) &&
    hasTable(result, "groups", ["group", "customers", "customerShare"]),
  draw,
};

function draw(market: AffordableMarket, context: DrawContext): Drawing {
  const { say, compact, count, percent, term } = context;
  const rows = market.groups.toRows();
  return barDrawing(context, {
    title: say(
      `${count(market.canPay)} can pay (${percent(market.canPayShare)}): from ${compact(market.yearlyIncome)} ` +
        "a year on",
      `${count(market.canPay)} 人负担得起（${percent(market.canPayShare)}）：年收入 ${compact(market.yearlyIncome)} 起`,
    ),
    subtitle: say(
      `Customers by income, for an installment of ${compact(market.installment)} a month`,
      `按收入划分的客户数，月供 ${compact(market.installment)}`,
    ),
    data: market.groups,
    bars: rows.map((row) => ({
      label: term(row.group),
      value: row.customers ?? 0,
      text: `${count(row.customers ?? 0)} (${percent(row.customerShare ?? 0)})`,
    })),
    format: compact,
  });
}
