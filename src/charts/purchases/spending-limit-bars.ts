import type { SpendingLimits } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** What a customer may cost: the most that winning, keeping and winning back are worth. */
export const spendingLimitBars: ChartDefinition<SpendingLimits> = {
  kind: "spending-limits",
  shows: ["worthSpending"],
  recognizes: (result) => isObjectWith(result, ["toWin", "toKeep", "toReactivate"]),
  draw,
};

function draw({ toWin, toKeep, toReactivate }: SpendingLimits, context: DrawContext): Drawing {
  const { say, compact } = context;
  const rows = [
    { aim: say("to win", "赢得"), ...toWin },
    { aim: say("to keep", "保留"), perCustomer: toKeep.perCustomer, perContact: toKeep.perContact },
    { aim: say("to win back", "赢回"), ...toReactivate },
  ];
  return barDrawing(context, {
    title: say(
      `Up to ${compact(toWin.perCustomer)} to win a customer, ${compact(toKeep.perCustomer)} to keep one`,
      `赢得一位客户最多可花 ${compact(toWin.perCustomer)}，保留一位最多 ${compact(toKeep.perCustomer)}`,
    ),
    subtitle: say("The most that may be spent per customer", "每位客户的最高支出"),
    data: toTable("spendingLimitBars", rows),
    bars: rows.map((row) => ({
      label: row.aim,
      value: row.perCustomer,
      text: say(
        `${compact(row.perCustomer)} (${compact(row.perContact)} a contact)`,
        `${compact(row.perCustomer)}（每次联系 ${compact(row.perContact)}）`,
      ),
    })),
    format: compact,
  });
}
