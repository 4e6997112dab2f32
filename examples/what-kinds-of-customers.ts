/** What kinds of customers do I have? Clusters of an order file, how many to ask for, and what sets each apart. */
import { chooseClusterCount, clusterCustomers, scoreRfm } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const scored = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount", order: "order" });
const customers = scored.where((row) => row.revenue !== null && row.revenue > 0);
const features = { recencyDays: "log", orders: "log", revenue: "log" } as const;
console.log(`${customers.numRows} of ${scored.numRows} customers have brought revenue.`);

console.log("\nHow many kinds? The criteria side by side:");
const counts = chooseClusterCount(customers, { features, to: 6, seed: 1 });
console.log(counts.toString());
const votes = Object.entries(counts.recommendations).map(([criterion, k]) => `${criterion} ${k ?? "undecided"}`);
console.log(`They would take: ${votes.join(", ")}.`);

const k = counts.recommendations.elbow ?? 4;
console.log(
  `\nTwo kinds would only part the active from the rest, so we take ${k}, as the elbow says. A typical customer`,
);
console.log("of each (geometric means), and what the kinds bring:");
const clusters = clusterCustomers(customers, { features, k });
const revenue = customers.toColumns().revenue.map((amount) => amount!);
const total = revenue.reduce((sum, amount) => sum + amount, 0);
const brought = Array.from(clusters.sizes, (_, cluster) =>
  revenue.reduce((sum, amount, row) => (clusters.labels[row] === cluster ? sum + amount : sum), 0),
);
console.log(
  clusters.centers
    .withColumn("customers", clusters.sizes)
    .withColumn(
      "shareOfRevenue",
      brought.map((amount) => amount / total),
    )
    .toString(),
);

console.log("\nWhat sets each apart from all the others (means):");
for (const sentence of clusters.profile().sentences()) console.log(`- ${sentence}`);
