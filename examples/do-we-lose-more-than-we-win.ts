/**
 * Do we lose more customers than we win, is it more than usual, and what do they say? Balance, loss rates with a
 * control limit, and the reasons of those who left.
 */
import { churnRates, customerBalance, leaveReasons } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
// Whoever has not bought for 120 days counts as lost; worth is the spend of the year before.
const rule = {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
  lapsedAfter: 120,
  by: "quarter",
} as const;

const balance = customerBalance(orders, rule);
console.log("The leaky bucket:");
console.log(balance.select("period", "start", "new", "returned", "lost", "end", "toStandStill", "complete").toString());
const { outlook } = balance;
if (outlook !== null) {
  console.log(
    `At this rate the next quarter needs ${outlook.toStandStill.toFixed(0)} new customers to stand still; the ` +
      `last ${outlook.periods} brought ${outlook.newPerPeriod.toFixed(0)} each.`,
  );
  if (outlook.halfLife !== null) {
    console.log(`Half of today's customers would be gone in ${outlook.halfLife.toFixed(1)} quarters.\n`);
  }
}

console.log("Is it more than usual? A quarter is above its limit where chance alone would hardly explain it:");
const rates = churnRates(orders, rule).where((row) => row.complete === true && row.customers! > 0);
console.log(rates.select("period", "customers", "lossRate", "limit", "aboveLimit", "valueLossRate").toString());

// What leavers said when asked, with the margin of their last year; one of them named two reasons.
const survey = [
  { customer: "C0064", reason: "price", lost: 90 },
  { customer: "C0159", reason: "late delivery", lost: 640 },
  { customer: "C0187", reason: "price", lost: 70 },
  { customer: "C0021", reason: "late delivery", lost: 410 },
  { customer: "C0021", reason: "price", lost: 410 },
  { customer: "C0333", reason: "moved away", lost: 55 },
  { customer: "C0402", reason: "price", lost: 45 },
  { customer: "C0511", reason: null, lost: 120 },
];
const reasons = leaveReasons(survey, { customer: "customer", reason: "reason", value: "lost" });
console.log("\nWhy, by the money lost (price leads by heads, late delivery by money):");
console.log(
  reasons.select("reason", "customers", "customerShare", "value", "cumulativeValueShare", "vital").toString(),
);
