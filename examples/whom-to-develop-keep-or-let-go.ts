/**
 * Which customers should I develop, keep, serve cheaply, let go? And how much of their wallet is ours?
 */
import { mendLossMakers, table, valueMatrix, walletShare } from "clientele";

const customers = table({
  customer: ["ada", "bob", "cem", "dia", "eva", "fin", "gus", "hal"],
  spend: [900, 120, 840, 60, 400, 90, 700, 30],
  wallet: [1000, 900, 850, 80, 1600, 100, 2400, null],
  directCost: [500, 60, 430, 40, 210, 50, 380, 20],
  serviceCost: [90, 20, 60, 45, 30, 15, 70, 25],
});

const matrix = valueMatrix(customers, {
  x: "spend",
  y: { headroom: { ours: "spend", total: "wallet" } },
  preset: "current-potential",
});
console.log(matrix.select("customer", "spend", "headroom", "cell", "advice", "reason").toString());
console.log(matrix.summary().toString());
for (const warning of matrix.warnings) console.log(warning);

const wallets = walletShare(customers, { ours: "spend", total: "wallet" });
console.log(
  `\n${(100 * wallets.totalShare!).toFixed(1)} % of their wallet is ours; ${wallets.totalHeadroom} is to be won.`,
);
console.log(wallets.sortBy({ column: "headroom", descending: true }).head(3).toString());

console.log("\nWhat would mend those who cost more than they bring:");
console.log(
  mendLossMakers(customers, { revenue: "spend", directCost: "directCost", serviceCost: "serviceCost" }).toString(),
);
