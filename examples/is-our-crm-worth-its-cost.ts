/**
 * Is our CRM worth its cost? What more retention is worth, what winning and keeping costs, what word of mouth brings, and
 * the return of the whole program with what may go wrong.
 */
import {
  acquisitionCost,
  campaignReturn,
  closingRates,
  recoveryValue,
  referralValue,
  retentionEconomics,
} from "clientele";

const customers = 20_000;
const marginPerYear = 90;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const retention = retentionEconomics({ retention: 0.8, discountRate: 0.1, gain: { points: 0.03 } });
const valueBefore = marginPerYear * retention.multipleBefore;
console.log(
  `A customer is worth ${valueBefore.toFixed(0)}; with 3 points more retention ${percent(retention.uplift)} more.`,
);

const closing = closingRates({
  type: ["new", "existing"],
  contacts: [4000, 3000],
  sales: [200, 540],
  cost: [14, 9],
});
console.log("\nWhat a sale costs with new and with existing customers:");
console.log(closing.select("type", "closing", "lower", "upper", "costPerSale", "multiple").toString());

const channels = acquisitionCost(
  {
    channel: ["web", "fair", "friends"],
    cost: [30_000, 24_000, 6000],
    customers: [600, 200, 240],
    margin: [90, 130, 100],
  },
  { margin: "margin" },
);
console.log("\nWhat a new customer costs, and how many years of margin pay for that:");
console.log(channels.select("channel", "costPerCustomer", "paybackTime").toString());

const friends = referralValue({
  referrals: 0.5,
  success: 0.3,
  value: valueBefore,
  told: 9,
  deterred: 0.05,
  prospectValue: 40,
});
console.log(
  `\nA customer brings ${friends.value?.toFixed(0)} by recommendations; a disappointed one costs ` +
    `${friends.lost.toFixed(0)} by what is told.`,
);
const complaints = recoveryValue({
  ...{ complaints: 800, stayRecovered: 0.75, stayOtherwise: 0.4, value: valueBefore },
  ...{ told: 9, deterred: 0.05, prospectValue: 40, cost: 25 },
});
console.log(`Putting 800 complaints right is worth ${complaints.toFixed(0)}.`);

// The program: 200,000 at the start, 60,000 a year; retention rises by its 3 points over three years, and every customer
// kept is worth what a customer is worth.
const keptPerYear = customers * retention.points;
const gained = [0.2, 0.6, 1, 1, 1].map((share) => share * keptPerYear * valueBefore - 60_000);
const program = campaignReturn({ investment: 200_000, cashFlows: gained, discountRate: { annual: 0.1 } });
console.log(
  `\nThe program earns ${program.netPresentValue.toFixed(0)} in five years, ` +
    `${percent(program.returnOnInvestment ?? 0)} of what it costs at the start, and has paid for itself after ` +
    `${program.paybackTime?.toFixed(1) ?? "more than five"} years.`,
);
console.log(`It pays as long as the gains do not turn out ${percent(-(program.breakEvenChange ?? 0))} lower:`);
console.log(program.sensitivity.toString());
