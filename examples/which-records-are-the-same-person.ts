/**
 * Which records are the same person? Customers of the web shop, the till and the newsletter, as one record each, with the
 * reason for every decision; and the households that they live in.
 */
import { groupHouseholds, resolveIdentities, table } from "clientele";
import { simulatedRecords } from "./simulated-records.js";

const records = table(simulatedRecords(600));

const { clusters, pairs, merged, ledger, blocking, blockingRecall, explain, warnings } = resolveIdentities(records, {
  id: "id",
  compare: [
    { column: "given", as: "name" },
    { column: "surname", as: "name" },
    { column: "born", as: "date" },
    { column: "street", as: "address" },
    { column: "phone", as: "phone" },
    { column: "email", as: "email" },
  ],
  // Which pairs are compared at all: those that agree in all columns of one of these rules.
  block: [["given", "surname"], ["born"], ["phone"], ["email"], ["surname", "street"]],
  updated: "updated",
  survivorship: { street: "mostRecent", phone: "mostRecent", given: "longest" },
});

console.log(`${clusters.numRows} records are ${ledger.clusters} persons; ${ledger.mergedRecords} records were merged.`);
console.log(`The rules bring about ${(100 * blockingRecall!).toFixed(0)} % of the pairs of one person.`);
for (const warning of warnings) console.log(`Note: ${warning}.`);
console.log(
  `\nWhat each rule brings:\n${blocking.select("rule", "pairs", "matches", "onlyHere").toString({ digits: 1 })}`,
);

console.log("\nOne record a person:");
console.log(
  merged
    .sortBy("records", "desc")
    .select("cluster", "records", "given", "surname", "born", "street", "phone")
    .head(5)
    .toString(),
);

// The decision that was hardest to make: the pair whose probability is nearest to one half.
const hardest = pairs
  .withColumn("doubt", ({ probability }) => Math.abs(probability! - 0.5))
  .sortBy("doubt", "asc")
  .toRows()[0]!;
console.log(`\nWhy ${hardest.left} and ${hardest.right} ${hardest.sameCluster ? "are" : "are not"} one person:`);
console.log(explain(hardest.left!, hardest.right!).toString({ digits: 2 }));

const households = groupHouseholds(merged, {
  customer: "id",
  same: [["surname", { column: "street", as: "address" }]],
  measures: ["balance"],
});
console.log(`\n${households.ledger.customers} persons live in ${households.numRows} households; the richest:`);
console.log(households.sortBy("balance", "desc").head(5).toString());
