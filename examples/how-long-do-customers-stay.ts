/**
 * How long do customers stay, do those with large orders stay longer, and what is lost with those who will leave?
 * Survival analysis of customers who come and go without notice.
 */
import { kaplanMeier, logRank, remainingLifetime, summarizeCustomers } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const customers = summarizeCustomers(orders, {
  customer: "customer",
  date: "date",
  amount: "amount",
  order: "order",
}).where((row) => row.recency !== null);

// A relationship lasts from the first to the last purchase; it has ended where nothing came for 120 days since.
const { recency, age, revenue, frequency, customer } = customers.toColumns();
const days = recency.map((last) => last!);
const ended = recency.map((last, i) => age[i]! - last! > 120);
const returned = frequency.map((repeats) => (repeats! > 0 ? "bought again" : "bought once"));

const curve = kaplanMeier(days, ended);
console.log(`Of all who ever bought, ${(100 * curve.survivalAt(90)!).toFixed(0)} % are there after 90 days,`);
console.log(`${(100 * curve.survivalAt(365)!).toFixed(0)} % after a year; the mean of the first year is`);
const { mean, standardError } = curve.restrictedMean(365);
console.log(`${mean.toFixed(0)} days (± ${(1.96 * standardError).toFixed(0)}).\n`);

// Those who came back: do customers with large orders stay longer than those with small ones?
const again = [...days.keys()].filter((i) => returned[i] === "bought again");
const perDay = again.map((i) => revenue[i]! / (frequency[i]! + 1));
const middle = [...perDay].sort((a, b) => a - b)[perDay.length >> 1]!;
const size = perDay.map((spend) => (spend > middle ? "large orders" : "small orders"));
const at = <T>(list: readonly T[]) => again.map((i) => list[i]!);
const bySize = kaplanMeier(at(days), at(ended), { groups: size });
console.log(bySize.summary.toString());
console.log(`Chance alone: p = ${logRank(at(days), at(ended), size).pValue.toFixed(2)}.\n`);

// Those still here: what may be lost with them in the coming half year.
const here = again.filter((i) => !ended[i]);
const ahead = remainingLifetime(
  kaplanMeier(at(days), at(ended)),
  here.map((i) => ({
    customer: customer[i]!,
    age: days[i]!,
    margin: (0.38 * revenue[i]!) / Math.max(90, days[i]!),
  })),
  { customer: "customer", age: "age", value: "margin", horizon: 180, discountRate: { annual: 0.1 }, unit: "day" },
);
console.log("Most to lose within 180 days:");
console.log(ahead.sortBy({ column: "lostValue", descending: true }).head(8).toString());
if (ahead.reason !== null) console.log(`Note: ${ahead.reason}.`);
