import type { purchaseCycles } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

type PurchaseCycles = ReturnType<typeof purchaseCycles>;

/** How many customers are later than their own rhythm lets expect. */
export const overdueBars: ChartDefinition<PurchaseCycles> = {
  kind: "overdue",
  shows: ["purchaseCycles"],
  recognizes: (result) => isTableWith(result, ["expectedNext", "daysOverdue", "overdueProbability"], ["asOf"]),
  draw,
};

/** From this probability on a customer is called overdue; below it a silence is not unusual. */
const overdueFrom = 0.9;

const edges = [0, 0.5, 0.8, 0.9, 0.95, 1.0000001];

function draw(cycles: PurchaseCycles, context: DrawContext): Drawing {
  const { say, count, percent, color, counted } = context;
  const known = numbersOf(cycles, "overdueProbability").filter((p) => !Number.isNaN(p));
  const overdue = known.filter((p) => p >= overdueFrom).length;
  const rows = edges.slice(0, -1).map((from, i) => ({
    from,
    to: Math.min(1, edges[i + 1]!),
    customers: known.filter((p) => p >= from && p < edges[i + 1]!).length,
  }));
  const title = say(
    `${count(overdue)} of ${counted(known.length, "customer")} with a rhythm ${overdue === 1 ? "is" : "are"} overdue`,
    `${count(known.length)} 位有购买节奏的客户中 ${count(overdue)} 位已逾期`,
  );
  return {
    title,
    subtitle: say(
      "Customers by the probability that they would have bought again by now, given their own intervals; " +
        `overdue from ${percent(overdueFrom)} on`,
      `按至今应已再次购买的概率划分的客户数（依各自购买间隔）；${percent(overdueFrom)} 起为逾期`,
    ),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    data: toTable("overdueBars", rows),
    picture: (width) =>
      barPicture(
        context,
        width,
        rows.map((row) => ({
          label: `${percent(row.from, 0)} – ${percent(row.to, 0)}`,
          value: row.customers,
          color: row.from >= overdueFrom ? color.second : color.main,
        })),
        { format: count },
      ),
  };
}
