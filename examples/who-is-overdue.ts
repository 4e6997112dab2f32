/** Who is overdue today? Every customer's own cycle against the days since the last purchase. */
import { purchaseCycles } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const cycles = purchaseCycles(orders, {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
  asOf: "2026-06-30",
  minIntervals: 3,
});
const late = cycles.where((row) => row.alert === true);

console.log(
  `${late.numRows} of ${cycles.numRows} customers are more than ${cycles.margin} days beyond their own cycle.\n`,
);

console.log("Late by less than a month, the most unusual silence first: call them today.");
console.log(
  late
    .where((row) => row.daysOverdue !== null && row.daysOverdue <= 30)
    .sortBy({ column: "overdueProbability", descending: true })
    .select("customer", "orders", "medianInterval", "daysSinceLast", "daysOverdue", "overdueProbability")
    .head(10)
    .toString(),
);

console.log("\nExpected within the coming week, if they keep their cycle:");
const week = { from: Date.UTC(2026, 5, 30), to: Date.UTC(2026, 6, 7) };
console.log(
  cycles
    .where(({ expectedNext }) => expectedNext !== null && +expectedNext > week.from && +expectedNext <= week.to)
    .sortBy("expectedNext")
    .select("customer", "expectedNext", "medianInterval", "intervals")
    .head(5)
    .toString(),
);
