/**
 * Who will leave in the next 90 days, and why? A model of the past, checked on a later time, applied to today's
 * customers.
 */
import {
  churnFeatures,
  evaluateClassifier,
  explainPredictions,
  fitLogistic,
  labelChurn,
  overallDrivers,
  predictProbability,
} from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const columns = {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
  product: "product",
  featureDays: 180, // customers with a purchase in the last half year
} as const;

// Features from before each cutoff, labels from the 90 days after it; the last cutoff is kept for the check.
const past = labelChurn(orders, { ...columns, cutoff: ["2025-07-01", "2025-10-01", "2026-01-01"], outcomeDays: 90 });
const later = labelChurn(orders, { ...columns, cutoff: "2026-04-01", outcomeDays: 90 });
const model = fitLogistic(past.X, past.y, { l2: 1, standardize: true });

const { auc, aucInterval, brier } = evaluateClassifier(later.y, predictProbability(model, later.X));
const churned = later.y.reduce((sum, label) => sum + label, 0);
console.log(`Check on ${later.y.length} customers three months later, of whom ${churned} left:`);
console.log(
  `AUC ${auc.toFixed(3)} (95 % interval ${aucInterval.map((limit) => limit.toFixed(3)).join(" to ")}), Brier ` +
    `score ${brier.toFixed(3)}.\n`,
);

console.log("What drives it on the whole:");
const drivers = overallDrivers(model, past.X);
console.log(drivers.select("feature", "share", "direction").toString());
for (const remark of drivers.remarks) console.log(`Note: ${remark}`);

const today = churnFeatures(orders, columns);
const why = explainPredictions(model, today.X, { top: 2 });
const risks = today.customers
  .withColumn("risk", why.column("probability"))
  .withColumn<"reasons", string>("reasons", why.column("reasons"));

console.log("\nActive in the last month, and still likely to leave:");
const recency = today.names.indexOf("recencyDays");
const active = risks.where((_, row) => today.X.data[row * today.X.columns + recency]! <= 30);
for (const { customer, risk, reasons } of active.sortBy({ column: "risk", descending: true }).head(8)) {
  console.log(`${customer}  ${(100 * risk!).toFixed(0)} %  ${reasons}`);
}
