// What should we improve first? A gas supplier asks its own customers and those of two competitors, this year and last,
// about eight points of its service.
//
// The answers are simulated here by a seeded generator: every customer has a general mood, every company its strengths,
// and only who had a repair is asked about it.
import {
  benchmarkIndex,
  compareWeights,
  entropyWeights,
  equalWeights,
  type Indicator,
  loyaltyZones,
  satisfactionWorth,
  table,
  weightedIndex,
  weightSensitivity,
} from "clientele";

const tree: Indicator = {
  name: "gas supply",
  children: [
    {
      name: "supply",
      weight: 0.2,
      children: [
        { name: "pressure", weight: 0.6 },
        { name: "gas quality", weight: 0.4 },
      ],
    },
    {
      name: "repair",
      weight: 0.1,
      children: [
        { name: "attitude", weight: 0.2, column: "repair attitude" },
        { name: "timeliness", weight: 0.4 },
        { name: "result", weight: 0.4 },
      ],
    },
    {
      name: "meter reading",
      weight: 0.7,
      children: [
        { name: "attitude", weight: 0.3, column: "reader attitude" },
        // "How often was your bill wrong?" A high answer is bad.
        { name: "errors", weight: 0.4, scale: { likert: 5, reverse: true } },
        { name: "bills on time", weight: 0.3 },
      ],
    },
  ],
};

const answers = table(simulateSurvey(1500, 2026));
const result = weightedIndex(tree, answers, {
  by: "company",
  period: "year",
  scale: { likert: 5 },
  missing: "mean",
});

console.log("The index by company and year, 0..100\n");
console.log(
  result.nodes
    .where((node) => node.level === 0)
    .select("group", "period", "respondents", "score", "lower", "upper")
    .toString(),
);
const asked = result.ledger.missingAnswers.map(({ path, count }) => `${count} for ${path}`).join(", ");
console.log(`\nNot asked, and taken as the mean of those of the same company and year who were: ${asked}.\n`);

console.log("Where our points come from this year\n");
const ours = result.nodes.where((node) => node.group === "ours" && node.period === 2026);
console.log(ours.select("path", "weight", "overallWeight", "score", "contribution").toString());

console.log("\nWhat to improve first: the points of the whole index that we lose to the best of the trade\n");
const behind = benchmarkIndex(result, { against: "best" })
  .where((node) => node.group === "ours" && node.period === 2026 && node.level === 2)
  .sortBy("points");
console.log(
  behind.select("path", "score", "benchmark", "benchmarkGroup", "gap", "lower", "upper", "points").toString(),
);

console.log("\nAgainst our own last year\n");
const since = benchmarkIndex(result, { against: "previous" })
  .where((node) => node.group === "ours" && node.period === 2026)
  .sortBy("points");
console.log(since.select("path", "gap", "lower", "upper", "points").head(5).toString());

console.log("\nDoes the order of the companies hang on the exact weights? A thousand sets of weights around ours\n");
const thisYear = answers.where((row) => row["year"] === 2026);
const options = { by: "company", scale: { likert: 5 }, missing: "mean" } as const;
const sensitivity = weightSensitivity(tree, thisYear, options);
console.log(sensitivity.draws.select("group", "index", "lower", "upper", "firstShare").toString());
console.log("\nThe smallest changes of one weight that would swap two companies\n");
console.log(sensitivity.reversals.head(3).toString());

console.log("\nThe branches weighed by judgment, equally, and by what tells the companies apart\n");
const branches = result.nodes.where((node) => node.level === 1);
const scoresOf = (name: string) => branches.where((node) => node.name === name).column("score");
const byBranch = table({ supply: scoresOf("supply"), repair: scoresOf("repair"), meter: scoresOf("meter reading") });
console.log(
  compareWeights({
    judged: { supply: 0.2, repair: 0.1, meter: 0.7 },
    equal: equalWeights(3),
    entropy: entropyWeights(byBranch),
  }).weights.toString(),
);

const ourCustomers = answers
  .withColumn("satisfaction", result.scores)
  .where((row) => row["company"] === "ours" && row["year"] === 2026);

console.log("\nOur customers by zone of loyalty (the cuts are our choice)\n");
const zones = loyaltyZones(ourCustomers, { satisfaction: "satisfaction", loyalty: "stays", cuts: [60, 80] });
console.log(zones.zones.select("zone", "respondents", "share", "loyalty", "lower", "upper").toString());

const worth = satisfactionWorth(ourCustomers, {
  satisfaction: "satisfaction",
  outcome: "stays",
  value: 120,
  customers: 80_000,
}).table.toRows()[0]!;
const thousands = (value: number | null): string => `${Math.round((value ?? 0) / 1000)} thousand`;
console.log(
  `\nWith a margin of 120 a year and 80,000 customers, a point of the index goes with ${thousands(worth.total)} a ` +
    `year (${thousands(worth.totalLower)} to ${thousands(worth.totalUpper)}).`,
);

/** Answers from 1 to 5. Ours reads meters badly and bills late; "north" is good at that; "city" repairs well. */
function simulateSurvey(count: number, seed: number): object[] {
  const next = generator(seed);
  const strength: Record<string, Record<string, number>> = {
    ours: { pressure: 0.8, "gas quality": 0.6, errors: -0.5, "bills on time": -0.7 },
    north: { errors: 0.5, "bills on time": 0.6, "reader attitude": 0.3 },
    city: { "repair attitude": 0.6, timeliness: 0.7, result: 0.5, pressure: -0.2 },
  };
  return Array.from({ length: count }, (_, i) => {
    const company = ["ours", "north", "city"][i % 3]!;
    const year = next() < 0.5 ? 2025 : 2026;
    const mood = 0.8 * (next() + next() - 1);
    const level = (question: string): number => {
      const better = company === "ours" && year === 2026 && question === "reader attitude" ? 0.4 : 0;
      const noise = 1.4 * (next() + next() - 1);
      return Math.min(5, Math.max(1, Math.round(3.6 + (strength[company]![question] ?? 0) + better + mood + noise)));
    };
    const hadRepair = next() < 0.35;
    return {
      company,
      year,
      pressure: level("pressure"),
      "gas quality": level("gas quality"),
      "repair attitude": hadRepair ? level("repair attitude") : null,
      timeliness: hadRepair ? level("timeliness") : null,
      result: hadRepair ? level("result") : null,
      "reader attitude": level("reader attitude"),
      errors: 6 - level("errors"),
      "bills on time": level("bills on time"),
      stays: next() < 0.6 + 0.3 * mood ? 1 : 0,
    };
  });
}

/** Uniform numbers below 1 from a seed (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
