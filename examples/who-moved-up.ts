/**
 * Who moved up and who moved down since last year, and what was it worth?
 */
import { customerPyramid, lifecycleStages, table, tierMigration } from "clientele";

const customer = Array.from({ length: 40 }, (_, i) => `c${i + 1}`);
const lastYear = table({ customer, revenue: customer.map((_, i) => Math.round(4000 / (i + 1))) });
const thisYear = table({
  customer,
  revenue: customer.map((_, i) => Math.round((4000 / (i + 1)) * [1.4, 1, 0.6, 1.9][i % 4]!)),
});

const tiers = [
  { name: "VIP", share: 0.05 },
  { name: "main", share: 0.15 },
  { name: "ordinary", share: 0.3 },
  { name: "small", share: 0.5 },
];
const before = customerPyramid(lastYear, { value: "revenue", tiers });
// The tiers of this year begin where those of last year began, so that moving up is earned, not shared out.
const least = tiers.map(({ name }) => {
  const values = before.where((row) => row.tier === name).column("revenue");
  return Math.min(...(values.toArray() as number[]));
});
const after = thisYear.withColumn(
  "tier",
  (row) => tiers[least.findIndex((from) => row.revenue! >= from)]?.name ?? "small",
);

const migration = tierMigration(before, after, {
  tier: "tier",
  order: tiers.map(({ name }) => name),
  value: "revenue",
});
console.log(migration.matrix.toString());
console.log(
  `\n${migration.up} moved up, ${migration.down} down: ${(100 * migration.netUpward).toFixed(1)} % net of all ` +
    `customers; ` +
    `revenue ${(100 * migration.valueGain!).toFixed(1)} %.`,
);
console.log(migration.moves.toString());
console.log("\nWhat 2 and 3 % net upward would be worth, at what a move up brought this year:");
console.log(migration.projection.select("netUpward", "customers", "valueChange").toString());

const stages = lifecycleStages(
  table({
    customer,
    current: [...thisYear.column("revenue")] as number[],
    previous: [...lastYear.column("revenue")] as number[],
    age: customer.map(() => 900),
  }),
  { preset: "fine" },
);
console.log("\nWhere each relationship stands:");
console.log(stages.summary().select("class", "customers", "current", "currentShare").toString());
