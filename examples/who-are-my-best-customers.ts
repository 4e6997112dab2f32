/** Who are my best customers, and which good ones are slipping away? RFM scores of an order file. */
import { scoreRfm } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const scores = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount", order: "order" });

console.log("All segments, the best first:");
console.log(
  scores
    .segmentSummary()
    .select("segment", "customers", "orders", "revenue", "revenueShare", "meanRecencyDays")
    .toString(),
);

console.log("\nOur best customers by revenue:");
const champions = scores.where((row) => row.segment === "Champions");
console.log(champions.sortBy({ column: "revenue", descending: true }).head(5).toString());

console.log("\nWorth a call this week, because they used to buy often and much:");
const slipping = scores.where((row) => row.segment === "Can't Lose Them");
console.log(slipping.sortBy({ column: "revenue", descending: true }).head(5).toString());

for (const warning of scores.warnings) console.log(`\nNote: ${warning}`);
