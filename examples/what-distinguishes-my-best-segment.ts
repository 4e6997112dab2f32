/**
 * What distinguishes my best segment? The Champions of an order file against everybody else, in one table: how they
 * buy,
 * on which days, in what amounts.
 */
import { compareSegments, rfmTransitions, scoreRfm, summarizeCustomers } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;

const scores = scoreRfm(orders, columns);
const { enough, reasons } = scores.sufficiency;
console.log(enough ? "There are data enough for segments." : `Read with care: ${reasons.join("; ")}.`);

// How each customer buys. The number of orders made the segments, so its effect describes them and proves nothing; the
// others did not, and are evidence.
const habits = orders.groupBy("customer").summarize({
  products: { countDistinct: "product" },
  meanPrice: { mean: "price" },
  meanQuantity: { mean: "quantity" },
});
const customers = summarizeCustomers(orders, columns)
  .withColumn("daysAsCustomer", (row) => row.age)
  .withColumn("boughtFirstOnWeekend", (row) => [0, 6].includes(row.firstOrder?.getUTCDay() ?? 1));
const segments = customers
  .join(habits, { on: "customer" })
  .join(scores.select("customer", "segment"), { on: "customer" });

const differs = compareSegments(segments, {
  group: "segment",
  a: "Champions",
  features: ["orders", "products", "meanPrice", "meanQuantity", "daysAsCustomer", "boughtFirstOnWeekend"],
});
console.log(`\n${differs.rows.a} Champions against ${differs.rows.b} others:`);
console.log(differs.select("feature", "a", "b", "lower", "upper", "effect", "size", "adjustedP").toString());
for (const sentence of differs.sentences()) console.log(`- ${sentence}`);

// Who became one in the second quarter? Both dates on one scale.
const before = scoreRfm(orders, { ...columns, asOf: "2026-04-01" });
const after = scoreRfm(orders, { ...columns, model: before.model, asOf: "2026-07-01" });
const moves = rfmTransitions(before, after);
console.log(
  `\nUp ${moves.up}, down ${moves.down}, new ${moves.joined}; revenue ${moves.valueChange?.toFixed(0)} more.`,
);
console.log(
  moves.flows
    .where((row) => row.to === "Champions" && row.from !== "Champions")
    .select("from", "customers", "share", "valueChange")
    .toString(),
);
