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

const edges = [0, 0.5, 0.8, 0.9, 0.95, 1.0000001];

function draw(cycles: PurchaseCycles, context: DrawContext): Drawing {
  const { say, count, percent, color } = context;
  const known = numbersOf(cycles, "overdueProbability").filter((p) => !Number.isNaN(p));
  const alerts = Array.from(cycles.column("alert") as Iterable<unknown>).filter((alert) => alert === true).length;
  const rows = edges.slice(0, -1).map((from, i) => ({
    from,
    to: Math.min(1, edges[i + 1]!),
    customers: known.filter((p) => p >= from && p < edges[i + 1]!).length,
  }));
  const title = say(
    `${count(alerts)} of ${count(known.length)} customers with a rhythm are overdue`,
    `${count(known.length)} 位有购买节奏的客户中 ${count(alerts)} 位已逾期`,
  );
  return {
    title,
    subtitle: say(
      "Customers by the probability that they are late, given their own intervals",
      "按逾期概率划分的客户数（依各自购买间隔）",
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
          color: row.from >= 0.9 ? color.second : color.main,
        })),
        { format: count },
      ),
  };
}
