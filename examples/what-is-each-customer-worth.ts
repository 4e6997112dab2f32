/**
 * What is each customer worth over the next year? Purchases foretold from each history, times spend, times margin,
 * discounted.
 */
import { customerEquity, customerLifetimeValue, fitGammaGamma, fitParetoNbd, summarizeCustomers } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const customers = summarizeCustomers(orders, {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
  unit: "week",
  end: "2026-06-30",
});

const purchases = fitParetoNbd(customers);
const spend = fitGammaGamma(customers);
console.log(`Purchases: ${purchases.kind}, ${purchases.status}; spend: ${spend.kind}, ${spend.status}.\n`);

const worth = customerLifetimeValue(purchases, spend, customers, {
  horizon: 52,
  discountRate: { annual: 0.1 },
  margin: 0.4,
});
console.log(
  "The ten customers worth most in the 52 weeks from 1 July 2026, at a margin of 40 % and 10 % interest a year:",
);
console.log(worth.sortBy({ column: "value", descending: true }).head(10).toString());

const tier = worth
  .column("value")
  .toArray()
  .map((value) => (value! >= 100 ? "100 and more" : value! >= 20 ? "20 to 100" : "below 20"));
const equity = customerEquity(worth.withColumn("tier", tier), { group: "tier" });
console.log("\nAll customers, by what they are worth:");
console.log(equity.byGroup.sortBy({ column: "equity", descending: true }).toString());
console.log(
  `\nTogether they are worth ${equity.total.toFixed(0)}; the mean customer is worth ${equity.mean.toFixed(2)}.`,
);
