/**
 * Whom should I call with a budget of 500? Risk of leaving × value × success of a call − its cost, within the budget.
 */
import { churnFeatures, fitLogistic, labelChurn, predictProbability, targetRetention } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;

// What the past teaches: who bought nothing in the 90 days after two dates, told from what was known before.
const past = labelChurn(orders, { ...columns, cutoff: ["2025-12-01", "2026-04-01"], outcomeDays: 90, scale: "log" });
const model = fitLogistic(past.X, past.y, { l2: 1, standardize: true });
const today = churnFeatures(orders, { ...columns, scale: "log" });

// What a customer is worth: the margin of 38 % on what he spends in a year.
const { data } = churnFeatures(orders, { ...columns, features: ["revenue", "ageDays"] }).X;
const customers = today.customers.withColumn("risk", predictProbability(model, today.X)).withColumn(
  "value",
  Float64Array.from({ length: today.X.rows }, (_, row) => {
    const [revenue, ageDays] = [data[2 * row]!, data[2 * row + 1]!];
    return (0.38 * revenue * 365) / Math.max(90, ageDays);
  }),
);

const plan = targetRetention(customers, {
  customer: "customer",
  value: "value",
  risk: "risk",
  success: 0.25, // a call keeps one in four of those who would have left
  cost: 12,
  budget: 500,
});

console.log(
  `Call ${plan.contacted} of ${plan.numRows} customers: costs ${plan.spent}, should earn ` +
    `${plan.expectedGain.toFixed(0)} on top.`,
);
console.log(`${plan.notWorthIt} are not worth a call, ${plan.beyondBudget} would be with more money.\n`);
console.log(
  plan
    .where((row) => row.contact === true)
    .sortBy("rank")
    .head(10)
    .toString(),
);

console.log("\nThe surest to leave are not the ones to call:");
console.log(
  plan
    .sortBy({ column: "risk", descending: true })
    .select("customer", "value", "risk", "expectedGain", "contact")
    .head(5)
    .toString(),
);
