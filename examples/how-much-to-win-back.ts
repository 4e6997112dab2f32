/**
 * How much may I spend to win a customer back? What those who seem to have left would be worth, and how many come back
 * only because they are asked.
 */
import { customerLifetimeValue, fitGammaGamma, fitParetoNbd, summarizeCustomers, worthSpending } from "clientele";
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

// A letter brings 8 % of lapsed customers back; 3 % would have come back without it.
const successRate = 0.08;
const returnsAnyway = 0.03;

const worth = customerLifetimeValue(fitParetoNbd(customers), fitGammaGamma(customers), customers, {
  horizon: 104,
  discountRate: { annual: 0.1 },
  margin: 0.4,
});
const lapsed = worth
  .where((row) => row.probabilityAlive! < 0.25)
  .select("customer", "probabilityAlive", "expectedSpend", "value");
const ifActive = lapsed.toRows().map((row) => row.value! / row.probabilityAlive!);
const perLetter = ifActive.map((value) => (successRate - returnsAnyway) * value);
console.log(
  `${lapsed.numRows} of ${customers.numRows} customers have probably left (less than 1 in 4 that they are still ` +
    `active).`,
);
console.log("What each would be worth over two years if he were active again, and what a letter to him may cost:");
console.log(
  lapsed
    .withColumn("worthIfActive", ifActive)
    .withColumn("perLetter", perLetter)
    .sortBy({ column: "perLetter", descending: true })
    .select("customer", "probabilityAlive", "expectedSpend", "worthIfActive", "perLetter")
    .head(8)
    .toString(),
);
const cost = 1.5;
const reached = perLetter.filter((limit) => limit > cost).length;
console.log(`\nAt ${cost.toFixed(2)} a letter it pays to write to ${reached} of them.\n`);

// Without a history of each, from the drivers of the average customer.
const limits = worthSpending(
  { revenue: 55, directCost: 33, purchaseFrequency: 4, retention: 0.7, discountRate: { annual: 0.1 }, unit: "year" },
  { win: { successRate: 0.01 }, reactivate: { successRate, returnsAnyway, retention: 0.6 } },
);
console.log("By the drivers of the average customer, at most:");
console.log(
  `  ${limits.toReactivate.perCustomer.toFixed(0)} for a customer who comes back, ` +
    `${limits.toReactivate.perContact.toFixed(2)} for each letter;`,
);
console.log(
  `  ${limits.toWin.perCustomer.toFixed(0)} for a new customer, ${limits.toWin.perContact.toFixed(2)} for each ` +
    `stranger addressed (1 in 100 buys).`,
);
