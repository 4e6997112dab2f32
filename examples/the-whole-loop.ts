/**
 * The whole loop of analytical customer management, from the records of two systems, orders and a survey to the
 * measured effect of an action: identify, describe, classify, explain the differences, act, measure. Beside each step
 * stands what one-to-one marketing calls it: identify, differentiate, interact, customize.
 */
import {
  campaignReturn,
  compareSegments,
  experimentSize,
  fitParetoNbd,
  probabilityAlive,
  readExperiment,
  resolveIdentities,
  scoreRfm,
  summarizeCustomers,
  table,
} from "clientele";
import { simulatedCompany, uniformNumbers } from "./simulated-company.js";

const company = simulatedCompany(2026);
const step = (number: number, name: string, oneToOne: string): void =>
  console.log(`\n${number}. ${name}  (one-to-one: ${oneToOne})\n`);

step(1, "Identify: which records are one customer?", "identify");
const identities = resolveIdentities(table(company.records), {
  id: "id",
  compare: [
    { column: "first", as: "name" },
    { column: "last", as: "name" },
    { column: "born", as: "date" },
    { column: "email", as: "email" },
    { column: "phone", as: "phone" },
  ],
  block: [["born"], ["email"], ["phone"]],
});
const personOf = new Map(identities.clusters.toRows().map((row) => [row.id, `c${row.cluster}`]));
const people = new Set(personOf.values()).size;
console.log(`${company.records.length} records of two systems are ${people} customers.`);
console.log(`The blocking rules find an estimated ${percent(identities.blockingRecall ?? 0)} of all pairs.`);

step(2, "Describe: what has each customer done?", "identify");
const orders = table(company.orders).withColumn("customer", (row) => personOf.get(row.record) ?? null);
const columns = { customer: "customer", date: "date", amount: "amount", order: "order", unit: "week" } as const;
const customers = summarizeCustomers(orders, { ...columns, end: "2026-06-30" });
const split = summarizeCustomers(orders, { ...columns, customer: "record", end: "2026-06-30" });
console.log(
  `${orders.numRows} orders of ${customers.numRows} customers; by record there would be ${split.numRows}, and ` +
    `${split.where((row) => row.frequency === 0).numRows} instead of ` +
    `${customers.where((row) => row.frequency === 0).numRows} who bought on one day only.`,
);

step(3, "Classify: who is worth what, and who slips away?", "differentiate");
const scores = scoreRfm(customers, { asOf: "2026-07-01" });
console.log(scores.segmentSummary().select("segment", "customers", "revenue", "meanRecencyDays").toString());
const alive = probabilityAlive(fitParetoNbd(customers), customers);
const rated = scores
  .withColumn("alive", alive)
  .withColumn("state", (row) => ((row.alive ?? 0) >= 0.5 ? "buys" : "slips away"));

step(4, "Explain: what sets those who slip away apart?", "differentiate");
const profileOf = new Map(company.records.map((record) => [personOf.get(record["id"]!), record["household"]]));
const answerOf = new Map(company.survey.map((row) => [personOf.get(row.record), row.satisfaction]));
const described = rated
  .withColumn("household", (row) => profileOf.get(String(row.customer)) ?? null)
  .withColumn("satisfaction", (row) => answerOf.get(String(row.customer)) ?? null);
const differences = compareSegments(described, {
  group: "state",
  a: "slips away",
  b: "buys",
  features: ["satisfaction", "household", "orders"],
});
console.log(differences.select("feature", "level", "a", "b", "difference", "lower", "upper", "size").toString());

step(5, "Act: an offer to those who slip away, half of them kept back by lot", "interact, customize");
const slipping = described.where((row) => row.state === "slips away" && (row.alive ?? 0) > 0.05);
const lot = uniformNumbers(77);
const offered = Array.from({ length: slipping.numRows }, () => lot() < 0.5);
const needed = experimentSize({ baseline: 0.1, effect: 0.1 });
console.log(
  `${offered.filter(Boolean).length} of ${slipping.numRows} get the offer. To be safe of seeing 10 points on top of ` +
    `10 %, each group should have ${needed.perGroup} customers${slipping.numRows / 2 < needed.perGroup ? ": too few here" : ""}.`,
);

step(6, "Measure: what did the offer change, and did it pay?", "interact");
const recordOf = new Map([...personOf].map(([record, person]) => [person, String(record)]));
const names = slipping
  .column("customer")
  .toArray()
  .map((customer) => recordOf.get(String(customer))!);
const { bought, margin } = company.answersOf(names, offered);
const outcome = slipping
  .select("customer")
  .withColumn("group", (_, row) => (offered[row] ? "offer" : "no offer"))
  .withColumn("bought", bought)
  .withColumn("margin", margin);
const effect = readExperiment(outcome, { group: "group", outcome: "bought", value: "margin", control: "no offer" });
console.log(
  effect.select("group", "n", "rate", "difference", "differenceLower", "differenceUpper", "valueDifference").toString(),
);
for (const finding of effect.findings) console.log(finding);
const gained = effect.where((row) => row.group === "offer").toRows()[0]!;
const cost = 0.4;
const earned = campaignReturn({
  investment: cost * gained.n,
  cashFlows: [(gained.valueDifference ?? 0) * gained.n],
  discountRate: { annual: 0.1 },
  unit: "month",
});
console.log(
  `Cost ${(cost * gained.n).toFixed(0)}, margin on top ${((gained.valueDifference ?? 0) * gained.n).toFixed(0)}, ` +
    `left ${earned.netPresentValue.toFixed(0)}. What was learnt here starts the next round at step 3.`,
);

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
