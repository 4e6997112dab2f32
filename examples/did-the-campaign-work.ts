/**
 * Did the campaign work? The experiment, whom the mailing moved, the same of a mailing that did nothing, and what can be
 * said where nobody drew lots.
 */
import {
  differenceInDifferences,
  experimentSize,
  fitUplift,
  matchedEffect,
  predictUplift,
  qini,
  readExperiment,
  table,
  upliftByDecile,
} from "clientele";
import { createChance, orderChance, simulatedCustomers } from "./simulated-campaign.js";

const { perGroup } = experimentSize({ baseline: 0.05, effect: 0.015 });
console.log(`To see 1.5 points above 5 %, each group needs ${perGroup} customers.\n`);

// Three groups drawn by lot: a mailing, another one that does nothing, and nobody to compare with.
const chance = createChance(7);
const customers = simulatedCustomers(18_000, chance).map((customer) => {
  const group = ["mailing", "leaflet", "none"][Math.floor(3 * chance())]!;
  return { ...customer, group, ordered: chance() < orderChance(customer, group === "mailing") ? 1 : 0 };
});
const reading = readExperiment(customers, { group: "group", outcome: "ordered", control: "none" });
console.log(reading.select("group", "n", "rate", "difference", "differenceLower", "differenceUpper").toString());
for (const finding of reading.findings) console.log(`- ${finding}`);

// Whom did it move? Learnt from one half of the customers, tested on the other.
for (const mailing of ["mailing", "leaflet"]) {
  const own = customers.filter(({ group }) => group !== (mailing === "mailing" ? "leaflet" : "mailing"));
  const half = (odd: number) => own.filter((_, i) => i % 2 === odd);
  const features = (rows: typeof own) => table(rows).select("recencyDays", "orders", "spend");
  const outcome = (rows: typeof own) => rows.map(({ ordered }) => ordered);
  const treated = (rows: typeof own) => rows.map(({ group }) => (group === mailing ? 1 : 0));
  const model = fitUplift(features(half(0)), outcome(half(0)), treated(half(0)));
  const uplift = predictUplift(model, features(half(1)));
  console.log(
    `\nWhom the ${mailing} moves: ${qini(outcome(half(1)), treated(half(1)), uplift, { samples: 100 }).finding}.`,
  );
  if (mailing === "mailing") {
    const parts = upliftByDecile(outcome(half(1)), treated(half(1)), uplift, { bins: 4 });
    console.log(parts.select("bin", "treatedRate", "controlRate", "uplift", "lower", "upper").toString());
  }
}

// The club had no lots: customers joined as they liked. Those like them who did not join are the comparison.
const club = simulatedCustomers(3000, chance).map((customer) => {
  const joined = chance() < 1 / (1 + Math.exp(2.2 - 0.25 * customer.orders)) ? 1 : 0;
  return { ...customer, joined, spendAfter: 0.8 * customer.spend + 12 * joined + 20 * chance() };
});
const matched = matchedEffect(club, { treated: "joined", outcome: "spendAfter" });
console.log(
  `\nThe club (12 was built in; a plain comparison says ${matched.unadjusted.toFixed(1)}): ${matched.finding}.`,
);
for (const warning of matched.warnings) console.log(`- ${warning}`);

// A region got the new shop design from month 4 on, another did not.
const shops = Array.from({ length: 60 }, (_, shop) => {
  const region = shop < 20 ? "north" : "south";
  const level = 100 + 30 * chance();
  return [1, 2, 3, 4, 5, 6].map((month) => ({
    shop,
    region,
    month,
    sales: level + 2 * month + (region === "north" && month >= 4 ? 8 : 0) + 10 * chance(),
  }));
}).flat();
const design = differenceInDifferences(shops, {
  ...{ group: "region", treated: "north", period: "month", start: 4 },
  ...{ outcome: "sales", customer: "shop" },
});
console.log(`\nThe new design (8 was built in): ${design.finding}.`);
for (const warning of design.warnings) console.log(`- ${warning}`);
