/**
 * How fresh are our records? Nine in ten should have been looked at within a month, and every one should say how to reach
 * the customer.
 */
import { recordFreshness } from "clientele";
import { simulatedRecords } from "./simulated-records.js";

const freshness = recordFreshness(simulatedRecords(600), {
  updated: "updated",
  asOf: "2026-11-29",
  targets: { "within a month": 0.9, "within a quarter": [0.05, 0.1], older: [0, 0.05] },
  fields: { given: 0.98, surname: 0.98, born: 0.9, street: 0.9, phone: 0.95, email: 0.5 },
});

console.log(freshness.met ? "All targets are met." : "Not all targets are met.");
console.log(freshness.toString({ digits: 3 }));
console.log("\nHow far the fields are filled:");
console.log(freshness.fields.toString({ digits: 3 }));

const missed = [...freshness.fields].filter(({ met }) => met === false).map(({ field }) => field);
console.log(`\nAsk for next: ${missed.length > 0 ? missed.join(", ") : "nothing, all are filled"}.`);
