import type { Customers } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

/** How many customers ordered once, twice, more often. */
export const orderCounts: ChartDefinition<Customers> = {
  kind: "order-counts",
  shows: ["summarizeCustomers", "customersFrom"],
  recognizes: (result) =>
    isTableWith(result, ["customer", "orders", "frequency", "recency", "age"], ["ledger", "unit"]),
  draw,
};

const classes: readonly (readonly [from: number, to: number])[] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 5],
  [6, 9],
  [10, 19],
  [20, 49],
  [50, Number.POSITIVE_INFINITY],
];

function draw(customers: Customers, context: DrawContext): Drawing {
  const { say, percent, count, color, counted } = context;
  const orders = numbersOf(customers, "orders").filter((value) => value >= 1);
  const rows = classes
    .map(([from, to]) => ({
      orders: from === to ? `${from}` : Number.isFinite(to) ? `${from}–${to}` : `≥ ${from}`,
      customers: orders.filter((value) => value >= from && value <= to).length,
    }))
    .map((row) => ({ ...row, share: orders.length === 0 ? 0 : row.customers / orders.length }));
  const once = rows[0]!;
  const nameOf = (orders: string): string => (orders === "1" ? "1 order" : `${orders} orders`);
  const title = say(
    `${percent(once.share)} of ${counted(orders.length, "customer")} ordered only once`,
    `${count(orders.length)} 位客户中 ${percent(once.share)} 只下过一次订单`,
  );
  return {
    title,
    subtitle: say("Customers by their number of orders", "按订单数划分的客户数"),
    description: say(
      `Bars. ${title}. ${rows.map((row) => `${nameOf(row.orders)}: ${count(row.customers)}`).join(", ")}.`,
      `条形图。${title}。${rows.map((row) => `${row.orders} 单：${count(row.customers)}`).join("，")}。`,
    ),
    data: toTable("orderCounts", rows),
    picture: (width) =>
      barPicture(
        context,
        width,
        rows.map((row) => ({
          label: say(nameOf(row.orders), `${row.orders} 单`),
          value: row.customers,
          text: `${count(row.customers)} (${percent(row.share)})`,
          color: row === once ? color.second : color.main,
        })),
        { format: context.compact },
      ),
  };
}
