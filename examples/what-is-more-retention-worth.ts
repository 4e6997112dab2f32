/**
 * What is 5 % more retention worth? A subscription of 24 a month that costs 9 to deliver, from its drivers and from a
 * cohort that was observed.
 */
import {
  discountedLifetime,
  fitShiftedBetaGeometric,
  lifetimeSensitivity,
  retentionRates,
  simpleLifetimeValue,
  worthSpending,
} from "clientele";

const drivers = {
  revenue: 24,
  directCost: 9,
  retention: 0.9,
  retentionCost: 1,
  acquisitionCost: 60,
  discountRate: { annual: 0.1 },
  unit: "month",
} as const;

const customer = simpleLifetimeValue(drivers);
console.log(`A new subscriber is worth ${customer.value.toFixed(2)} after acquisition cost`);
console.log(`and has paid it back after ${customer.paybackTime!.toFixed(1)} months.\n`);

console.log("What 5 % more or less of each driver does to that:");
console.log(lifetimeSensitivity(drivers, { change: 0.05 }).toString());

const limits = worthSpending(drivers, { keep: { retentionWith: 0.945 } });
console.log(
  `\n5 % more retention (94.5 % instead of 90 % a month) is worth up to ${limits.toKeep.perUnit.toFixed(2)} a ` +
    `month for each subscriber,`,
);
console.log("whether it is bought month after month or for one renewal only.\n");

// The same question to a cohort that has been observed: its retention is not one number.
const survivors = [1000, 862, 775, 713, 668, 632, 603, 579, 559];
const cohort = fitShiftedBetaGeometric({ survivors, unit: "month" });
const rates = [...retentionRates(cohort, 8)].map((rate) => `${(100 * rate).toFixed(1)} %`);
console.log(`A cohort of 1,000 kept ${rates.join(", ")}: those inclined to leave go first.`);
const margin = customer.marginPerUnit;
for (const renewals of [0, 2, 7]) {
  const payments = discountedLifetime(cohort, { discountRate: drivers.discountRate, renewals });
  console.log(
    `After ${renewals} renewals a subscriber about to renew is worth ${(margin * payments).toFixed(0)}, so one ` +
      `point of retention ${(0.01 * margin * payments).toFixed(2)}.`,
  );
}
