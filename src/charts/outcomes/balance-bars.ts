import { barY, line, ruleY } from "@observablehq/plot";
import type { customerBalance } from "../../churn/index.js";
import { bottomAxis, leftAxis, namesWithin } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";

type Balance = ReturnType<typeof customerBalance>;

/** Whether the base grows: customers won, returned and lost in each period. */
export const balanceBars: ChartDefinition<Balance> = {
  kind: "balance",
  shows: ["customerBalance"],
  recognizes: (result) => isTableWith(result, ["period", "start", "new", "returned", "lost", "end"]),
  draw,
};

function draw(balance: Balance, context: DrawContext): Drawing {
  const { say, count, compact, color, counted } = context;
  const rows = summed(balance);
  const closed = rows.filter((row) => row.complete);
  const last = closed.at(-1) ?? rows.at(-1);
  const title =
    last === undefined
      ? say("No period to count", "没有可统计的周期")
      : say(
          `${last.period}: ${count(last.won)} came, ${count(last.lost)} lost, ${counted(last.end, "customer")} at ` +
            `its end`,
          `${last.period}：新增与回归 ${count(last.won)}，流失 ${count(last.lost)}，期末 ${count(last.end)} 位客户`,
        );
  return {
    title,
    subtitle: say(
      "Customers won or returned above the line, lost below; line: the change",
      "线上为新增与回归，线下为流失；折线为净变化",
    ),
    description: say(`Bars of ${counted(rows.length, "period")}. ${title}.`, `${rows.length} 期的柱形图。${title}。`),
    legend: [
      { color: color.main, label: say("new", "新增") },
      { color: color.third, label: say("returned", "回归") },
      { color: color.second, label: say("lost", "流失") },
      { color: color.ink, label: say("change", "净变化"), mark: "line" },
    ],
    data: balance,
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 14,
        x: { type: "band", domain: rows.map((row) => row.period), padding: 0.25 },
        marks: [
          ...bottomAxis(context, {
            grid: false,
            ticks: namesWithin(
              rows.map((row) => row.period),
              width - 72,
            ),
          }),
          ...leftAxis(context, { format: compact as never, ticks: 6 }),
          barY(rows, { x: "period", y: "new", fill: color.main }),
          barY(rows, { x: "period", y1: "new", y2: "won", fill: color.third }),
          barY(rows, { x: "period", y1: 0, y2: "minus", fill: color.second }),
          line(rows, { x: "period", y: "change", stroke: color.ink, strokeWidth: 2 }),
          ruleY([0], { stroke: color.muted }),
        ],
      }),
  };
}

/** Periods over all segments. */
function summed(balance: Balance) {
  const periods = new Map<string, { new: number; returned: number; lost: number; end: number; complete: boolean }>();
  for (const row of balance.toRows()) {
    const period = String(row.period);
    const sum = periods.get(period) ?? { new: 0, returned: 0, lost: 0, end: 0, complete: true };
    periods.set(period, {
      new: sum.new + (row.new ?? 0),
      returned: sum.returned + (row.returned ?? 0),
      lost: sum.lost + (row.lost ?? 0),
      end: sum.end + (row.end ?? 0),
      complete: sum.complete && row.complete !== false,
    });
  }
  return [...periods].map(([period, sum]) => ({
    ...sum,
    period,
    won: sum.new + sum.returned,
    minus: -sum.lost,
    change: sum.new + sum.returned - sum.lost,
  }));
}
