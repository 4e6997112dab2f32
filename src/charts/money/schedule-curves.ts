import type { Installment } from "../../finance/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** How a credit is paid back: what is still owed, and what was paid in interest so far. */
export const scheduleCurves: ChartDefinition<Installment> = {
  kind: "schedule",
  shows: ["installment", "affordability"],
  recognizes: (result) =>
    isObjectWith(result, ["installment", "financed"]) &&
    hasTable(result, "schedule", ["payment", "interest", "balance"]),
  draw,
};

function draw(credit: Installment, context: DrawContext): Drawing {
  const { say, compact, color, term } = context;
  const rows = credit.schedule.toRows();
  let paid = 0;
  const interest = rows.map((row) => (paid += row.interest ?? 0));
  const places = evenPlaces(rows.length, 200);
  return lineDrawing(context, {
    title: say(
      `${compact(credit.installment)} a ${credit.unit} for ${compact(credit.term)} ${credit.unit}s; ` +
        `${compact(credit.interest)} of ${compact(credit.totalPaid)} is interest`,
      `每${term(credit.unit)}付 ${compact(credit.installment)}，共 ${compact(credit.term)} ${term(credit.unit)}；` +
        `${compact(credit.totalPaid)} 中 ${compact(credit.interest)} 为利息`,
    ),
    subtitle: say("What is still owed, and interest paid so far", "剩余本金与累计利息"),
    data: credit.schedule,
    series: [
      {
        label: say("still owed", "剩余本金"),
        color: color.main,
        points: [
          { x: 0, y: credit.financed },
          ...places.map((i) => ({ x: rows[i]!.payment!, y: rows[i]!.balance ?? 0 })),
        ],
      },
      {
        label: say("interest so far", "累计利息"),
        color: color.second,
        points: [{ x: 0, y: 0 }, ...places.map((i) => ({ x: rows[i]!.payment!, y: interest[i]! }))],
      },
    ],
    x: { label: say("payment", "期数"), ticks: 8 },
    y: { label: say("amount", "金额"), format: compact as never },
  });
}
