/** What kinds of customers do I have? Clusters of an order file, how many to ask for, and what sets each apart. */
import { chooseClusterCount, clusterCustomers, scoreRfm, table } from "../src/index.js";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const scored = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount", order: "order" });
const customers = scored.where((row) => row.revenue !== null && row.revenue > 0);
const features = { recencyDays: "log", orders: "log", revenue: "log" } as const;

console.log("How many kinds? The criteria side by side:");
const scaled = table({
  recency: customers.toColumns().recencyDays.map((days) => Math.log(days!)),
  orders: customers.toColumns().orders.map((count) => Math.log(count!)),
  revenue: customers.toColumns().revenue.map((amount) => Math.log(amount!)),
});
const counts = chooseClusterCount(scaled, { to: 6, seed: 1 });
console.log(counts.toString());
const votes = Object.entries(counts.recommendations).map(([criterion, k]) => `${criterion} ${k ?? "undecided"}`);
console.log(`They would take: ${votes.join(", ")}.`);

const clusters = clusterCustomers(customers, { features, k: 3 });
console.log("\nThree kinds, each at its center (a typical customer):");
console.log(clusters.centers.withColumn("customers", clusters.sizes).toString());

console.log("\nWhat sets each apart:");
for (const sentence of clusters.profile().describe()) console.log(`- ${sentence}`);
