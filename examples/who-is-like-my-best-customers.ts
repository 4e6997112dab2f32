/** Who is most like my best customers, and not yet one of them? Look-alikes from an order file, with the reasons. */
import { lookAlikes, scoreRfm } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const scored = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount", order: "order" });
const buyers = scored.where((row) => row.revenue !== null && row.revenue > 0);
const orderValue = buyers.toRows().map((row) => row.revenue! / row.orders!);
const customers = buyers.withColumn("orderValue", orderValue);
const best = customers
  .sortBy({ column: "revenue", descending: true })
  .head(15)
  .toRows()
  .map((row) => String(row.customer));
console.log(`Our 15 best customers by revenue: ${best.join(", ")}`);

const alike = lookAlikes(customers, {
  customer: "customer",
  features: { recencyDays: "log", orders: "log", orderValue: "log" },
  good: best,
  top: 8,
});
console.log("\nMost like them are (distance in standard deviations; fit 1 = as close as the best are to one another):");
console.log(alike.toString());

const first = alike.column("customer").at(0);
console.log(
  `\nWhy ${first}: its values beside the middle of the five best customers nearest to it, and what each adds`,
);
console.log("to the squared distance. The first row is where it is least like them:");
console.log(alike.explanations.where((row) => row.customer === first).toString());
