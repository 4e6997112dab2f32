/** What should I offer this customer next? Lists of their own, and whether they beat what each customer buys anyway. */
import {
  associationRules,
  frequentItemsets,
  recommendBySegment,
  recommendNext,
  table,
  validateRecommendations,
} from "clientele";
import { simulatedPurchases } from "./simulated-purchases.js";

const purchases = simulatedPurchases();
const columns = { customer: "customer", item: "item", date: "date" };

const baskets = frequentItemsets(purchases, { basket: "receipt", item: "item", minSupport: 0.02 });
const rules = associationRules(baskets, { minConfidence: 0.3, redundant: "drop" });
console.log("Bought together:");
console.log(String(rules.select("antecedent", "consequent", "confidence", "lift", "adjustedPValue").head(4)));

const lists = recommendNext(purchases, { ...columns, rules, top: 3 });
console.log("\nTo offer next:");
console.log(String(lists.select("customer", "rank", "item", "score", "why").head(6)));

// For whole segments, early in the year, when much was new to them: those who buy often, and those who do not.
const segments = table(purchases)
  .groupBy("customer")
  .summarize({ receipts: { countDistinct: "receipt" } })
  .withColumn("segment", ({ receipts }) => (Number(receipts) >= 22 ? "often" : "seldom"));
const groups = { item: ["coffee", "sugar", "biscuits"], group: ["coffee break", "coffee break", "coffee break"] };
const prices = table(purchases)
  .groupBy("item")
  .summarize({ rows: { count: true } })
  .withColumn("price", ({ item }) => String(item).length / 2);
const offers = recommendBySegment(purchases, { ...columns, segments, groups, prices, asOf: "2026-03-02", top: 2 });
console.log("\nTo offer to each segment, something new and something dearer:");
console.log(String(offers.select("segment", "kind", "item", "score", "expectedBuyers", "why")));

const report = validateRecommendations(purchases, { ...columns, cutoff: "2026-09-01", days: 28, top: 3 });
console.log("\nFour weeks put to the test:");
console.log(String(report));
console.log(`The lists are ${report.finding}.`);
