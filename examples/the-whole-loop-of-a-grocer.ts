/**
 * The whole loop on real tables: what a grocer's campaign changed, where nobody was held back by lot.
 *
 *     npx tsx the-whole-loop-of-a-grocer.ts FOLDER
 *
 * FOLDER holds tables of the R package completejourney (dunnhumby) as CSV files, plain or compressed:
 * transactions_sample, demographics, campaigns and campaign_descriptions.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import {
  compareSegments,
  customerPyramid,
  differenceInDifferences,
  matchedEffect,
  scoreRfm,
  summarizeCustomers,
  type Table,
} from "clientele";
import { readCsvFile } from "clientele/node";

const campaign = 18;
const [, , folder] = argv;
if (folder === undefined) {
  console.log("Identify, describe, classify, explain, act, measure: on the tables of a grocer.\n");
  console.log("  npx tsx the-whole-loop-of-a-grocer.ts FOLDER\n");
  console.log("FOLDER holds transactions_sample, demographics, campaigns and campaign_descriptions of the");
  console.log("R package completejourney as CSV files. Without them: see the-whole-loop.ts, on simulated data.");
} else await loop(folder);

async function loop(folder: string): Promise<void> {
  const [transactions, demographics, campaigns, descriptions] = await Promise.all(
    ["transactions_sample", "demographics", "campaigns", "campaign_descriptions"].map((name) => read(folder, name)),
  );
  const about = descriptions!.where((row) => row["campaign_id"] === campaign).toRows()[0]!;
  const start = (about["start_date"] as Date).getTime();
  const end = (about["end_date"] as Date).getTime() + 86_400_000;

  console.log("1. Identify: whom do we know?\n");
  const known = new Set(demographics!.column("household_id").toArray());
  const before = transactions!.where((row) => Number(row["transaction_timestamp"]) < start);
  const households = summarizeCustomers(before, {
    customer: "household_id",
    date: "transaction_timestamp",
    amount: "sales_value",
    order: "basket_id",
    unit: "week",
    zeroAmounts: "drop",
  });
  const withProfile = households.where((row) => known.has(row.customer)).numRows;
  console.log(
    `${households.numRows} households bought before the campaign, of ${withProfile} we know who lives there.`,
  );

  console.log("\n2. Describe, 3. classify: who is worth what?\n");
  const scores = scoreRfm(households);
  const pyramid = customerPyramid(scores, { value: "revenue", measures: ["orders"] });
  console.log(pyramid.summary().toString());

  console.log("\n4. Explain: what sets the households of the top fifth apart?\n");
  const best = pyramid
    .select("customer", "tier")
    .withColumn("best", (row) => (row.tier === "small" || row.tier === null ? "others" : "top fifth"))
    .join(demographics!, { on: { left: "customer", right: "household_id" } });
  const features = ["income", "household_size", "age"];
  const differences = compareSegments(best, { group: "best", a: "top fifth", b: "others", features });
  console.log(differences.select("feature", "level", "a", "b", "difference", "adjustedP").head(8).toString());

  console.log(`\n5. Act: campaign ${campaign} was sent from ${day(start)} on\n`);
  const reached = new Set(
    campaigns!
      .where((row) => row["campaign_id"] === campaign)
      .column("household_id")
      .toArray(),
  );
  const list = scores.withColumn("reached", (row) => reached.has(row.customer));
  const chosen = list.groupBy("reached").summarize({
    households: { count: true },
    revenue: { mean: "revenue" },
    orders: { mean: "orders" },
  });
  console.log(chosen.toString());
  console.log("It went to the better households: to compare them with all others would flatter it.");

  console.log("\n6. Measure: what did it change?\n");
  const window = end - start;
  const spent = (from: number, to: number) => spendOf(transactions!, from, to);
  const [during, same] = [spent(start, end), spent(start - window, start)];
  const outcomes = list
    .withColumn("during", (row) => during.get(row.customer) ?? 0)
    .withColumn("spentBefore", (row) => same.get(row.customer) ?? 0);
  const matched = matchedEffect(outcomes, {
    treated: "reached",
    outcome: "during",
    numeric: ["recencyDays", "orders", "revenue", "spentBefore"],
  });
  console.log(`Compared with everybody else: ${matched.unadjusted.toFixed(2)} more a household.`);
  console.log(matched.finding);
  console.log(matched.balance.select("feature", "difference", "matchedDifference").toString());
  const periods = Array.from({ length: 5 }, (_, i) => i - 3).flatMap((period) => {
    const amounts = spent(start + period * window, start + (period + 1) * window);
    return households.toRows().map(({ customer }) => ({
      customer,
      reached: reached.has(customer),
      period,
      spend: amounts.get(customer) ?? 0,
    }));
  });
  const change = differenceInDifferences(
    periods.filter(({ period }) => period <= 0),
    { group: "reached", treated: true, period: "period", customer: "customer", outcome: "spend", start: 0 },
  );
  console.log(`\n${change.finding}`);
  for (const warning of [...matched.warnings, ...change.warnings]) console.log(`- ${warning}`);
}

function read(folder: string, name: string): Promise<Table> {
  const plain = join(folder, `${name}.csv`);
  return readCsvFile(existsSync(plain) ? plain : `${plain}.gz`, { missing: ["NA"] });
}

/** What each household spent from one moment to another. */
function spendOf(transactions: Table, from: number, to: number): Map<unknown, number> {
  const inside = transactions.where((row) => {
    const moment = Number(row["transaction_timestamp"]);
    return moment >= from && moment < to;
  });
  const sums = inside.groupBy("household_id").summarize({ spent: { sum: "sales_value" } });
  return new Map(sums.toRows().map((row) => [row["household_id"], Number(row.spent)]));
}

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
