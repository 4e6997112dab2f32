/**
 * Whom should I mail? Response scoring learnt from an earlier mailing, tested on customers that the model has not seen,
 * and the depth of the list that earns most.
 */
import { fitResponse, scoreResponse, validateResponse } from "clientele";
import { createChance, orderChance, simulatedCustomers } from "./simulated-campaign.js";

const chance = createChance(2026);
const lastMailing = simulatedCustomers(6000, chance).map((customer) => ({
  ...customer,
  ordered: chance() < orderChance(customer, true),
}));
const today = simulatedCustomers(4000, chance);
const money = { contactCost: 1.2, marginPerResponse: 18 };

const test = validateResponse(lastMailing, { target: "ordered", ...money });
console.log(`Test on customers the model has not seen: ${test.finding}.`);
const { depth } = test;
if (depth === null) throw new Error("the money says how deep to go");
console.log(`A response rate of ${(100 * (depth.breakEvenRate ?? 0)).toFixed(1)} % pays for a letter.`);
console.log(
  `The profit would be ${depth.profit.toFixed(0)}, of which ${depth.optimism.toFixed(0)} is luck of the choice; writing ` +
    `to everybody would earn ${depth.everybody.profit.toFixed(0)}.\n`,
);
console.log(test.gains.select("bin", "rows", "positives", "lift", "cumulativeGain", "cumulativeProfit").toString());

console.log("\nThose who order differ from the others in:");
for (const sentence of test.profile.sentences().slice(0, 3)) console.log(`- ${sentence}`);

const model = fitResponse(lastMailing, { target: "ordered" });
const list = scoreResponse(model, today, money);
console.log(
  `\nMail ${list.contacted} of ${today.length} customers: ${list.expectedResponses?.toFixed(0)} orders and ` +
    `${list.expectedGain?.toFixed(0)} of profit are to be expected.`,
);
console.log(
  list
    .where((row) => row.contact === true)
    .sortBy("rank")
    .head(8)
    .toString(),
);
