import { ruleX } from "@observablehq/plot";
import type { Payback } from "../../finance/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** When money is back: the discounted cash flows added up, period by period. */
export const paybackCurve: ChartDefinition<Payback> = {
  kind: "payback",
  shows: ["paybackTime"],
  recognizes: (result) => isObjectWith(result, ["time", "balances", "netPresentValue"]),
  draw,
};

function draw(payback: Payback, context: DrawContext): Drawing {
  const { say, compact, decimal, color } = context;
  const rows = Array.from(payback.balances, (balance, i) => ({ cashFlow: i + 1, balance }));
  // Within the period in which the balance turns, wherever in it the money comes.
  const last = payback.cashFlows ?? 0;
  const earned = Math.min(last, Math.max(last - 1, payback.time ?? 0));
  return lineDrawing(context, {
    title:
      payback.time === null
        ? say(
            `The money does not come back: ${compact(payback.netPresentValue)} at the end`,
            `资金无法收回：期末为 ${compact(payback.netPresentValue)}`,
          )
        : say(
            `The money is back after ${decimal(payback.time)} periods; ${compact(payback.netPresentValue)} ` +
              "remain in the end",
            `${decimal(payback.time)} 期后收回；期末净现值 ${compact(payback.netPresentValue)}`,
          ),
    subtitle: say("Discounted cash flows added up", "累计折现现金流"),
    data: toTable("paybackCurve", rows),
    series: [
      {
        label: say("balance", "余额"),
        color: color.main,
        points: rows.map((row) => ({ x: row.cashFlow, y: row.balance })),
      },
    ],
    x: { label: say("cash flow", "现金流期数"), ticks: Math.min(12, rows.length) },
    y: { label: say("balance", "余额"), format: compact as never },
    marks:
      payback.time === null ? [] : [ruleX([earned], { stroke: color.second, strokeWidth: 2, strokeDasharray: "5 4" })],
    legend: payback.time === null ? [] : [{ color: color.second, label: say("payback", "回收点"), mark: "dashed" }],
  });
}
