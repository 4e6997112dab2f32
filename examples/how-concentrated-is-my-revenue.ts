/** How concentrated is my revenue, and my profit? Pareto analysis, ABC classes and the whale curve of an order file. */
import { abcClasses, analyzePareto, customerProfit } from "clientele";
import { loadOrders } from "./load-orders.js";

const percent = (share: number | null) => (share === null ? "unknown" : `${(100 * share).toFixed(1)} %`);

const orders = await loadOrders();
const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;
// Goods cost 62 % of their price, and every customer costs 25 a year in service.
const customers = [...new Set(orders.column("customer").toArray())];
const profits = customerProfit(orders, {
  ...columns,
  directCost: { share: 0.62 },
  costs: customers.map((customer) => ({ customer, kind: "service", amount: 25 })),
});

const revenue = analyzePareto(profits, { value: "revenue" });
const { gini } = revenue.interval({ seed: 1 });
console.log(`The top 20 % of ${revenue.count} customers bring ${percent(revenue.topShare(0.2))} of the revenue;`);
console.log(`${revenue.countForShare(0.8)} customers bring 80 % of it.`);
if (gini !== null) {
  console.log(
    `Gini ${gini.estimate.toFixed(3)} (95 % interval ${gini.lower.toFixed(3)} to ${gini.upper.toFixed(3)}).\n`,
  );
}
console.log(abcClasses(profits, { value: "revenue" }).summary().toString());

const profit = analyzePareto(profits, { value: "profit" });
console.log(`\nProfit: ${profit.negativeCount} customers cost more than they bring.`);
console.log(
  `The best ${profit.peakCount} earn ${percent(profit.peakShare)} of the profit; the others take the rest away.`,
);
console.log("\nThe end of the whale curve:");
console.log(profit.whale.sortBy({ column: "rank", descending: true }).head(5).toString());
