/** What should I offer this customer next? Lists of their own, and whether they beat what each customer buys anyway. */
import { associationRules, frequentItemsets, recommendNext, validateRecommendations } from "clientele";
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

const report = validateRecommendations(purchases, { ...columns, cutoff: "2026-09-01", days: 28, top: 3 });
console.log("\nFour weeks put to the test:");
console.log(String(report));
console.log(`The lists are ${report.finding}.`);
