import {
  abcClasses,
  analyzePareto,
  assessSegments,
  bankClasses,
  channelPreference,
  customerPyramid,
  gradeCustomers,
  lifecycleStages,
  mendLossMakers,
  relationshipStates,
  relationshipStrength,
  selectCustomers,
  table,
  tierMigration,
  transactionalRelational,
  upgradeCandidates,
  valueMatrix,
  walletShare,
} from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark } from "./harness.js";
import { versionOf } from "./version-of.js";

const customers = 1_000_000;

/** Every classification of customers, with its reasons; no peer computes these. */
export async function* run(): AsyncGenerator<Benchmark> {
  const version = versionOf("clientele");
  yield {
    title: "Classifications",
    task: `${customers / 1e6} M customers, typed columns; class and reason of every customer.`,
    contenders: Object.entries(classificationTasks()).map(([name, task]) => ({ name, version, run: task })),
    comparable: false,
  };
}

/** A task for each classification, on one table of simulated customers. */
export function classificationTasks(): Readonly<Record<string, () => unknown>> {
  const random = createRandom(20261129);
  const draw = (of: () => number): Float64Array => Float64Array.from({ length: customers }, of);
  const money = (): Float64Array => draw(() => Math.exp(4 + random.normal()));
  const upTo = (limit: number): Float64Array => draw(() => random.integer(limit));
  const share = (): Float64Array => draw(() => random.integer(101) / 100);
  const customer = Int32Array.from({ length: customers }, (_, i) => i + 1);
  const revenue = money();
  const cost = money();
  const base = table({
    customer,
    revenue,
    cost,
    profit: revenue.map((value, row) => value - cost[row]!),
    current: money(),
    previous: draw(() => (random.integer(4) === 0 ? 0 : Math.exp(4 + random.normal()))),
    age: upTo(2000),
    orders: upTo(12),
    recencyDays: upTo(900),
    potential: upTo(2),
    target: upTo(2),
    retention: share(),
    walletShare: share(),
    tenure: upTo(10),
    recommendation: upTo(11),
    gain: money(),
    total: revenue.map((value) => 2 * value),
    tier: Array.from({ length: customers }, () => ["VIP", "main", "ordinary", "small"][random.integer(4)]!),
    channel: Array.from({ length: customers }, () => ["app", "counter"][random.integer(2)]!),
    contact: upTo(200_000),
  });
  const later = base.withColumn("tier", [...base.column("tier")].reverse() as string[]);
  return {
    valueMatrix: () => valueMatrix(base, { x: "revenue", y: "gain", preset: "current-potential", need: "tier" }),
    "valueMatrix, loyalty": () =>
      valueMatrix(base, {
        x: { loyalty: { products: "orders", tenure: "tenure", activity: "recencyDays" } },
        y: "profit",
        preset: "loyalty-value",
      }),
    customerPyramid: () => customerPyramid(base, { value: "profit", measures: ["revenue", "cost"] }).summary(),
    tierMigration: () =>
      tierMigration(base, later, { tier: "tier", order: ["VIP", "main", "ordinary", "small"], value: "revenue" }),
    upgradeCandidates: () =>
      upgradeCandidates(base, { value: "revenue", target: 90, probability: "retention", drivers: ["recommendation"] }),
    mendLossMakers: () => mendLossMakers(base, { revenue: "revenue", directCost: "cost", serviceCost: "gain" }),
    lifecycleStages: () => lifecycleStages(base),
    relationshipStates: () => relationshipStates(base),
    relationshipStrength: () => relationshipStrength(base),
    transactionalRelational: () => transactionalRelational(base, { relational: [{ column: "orders", from: 3 }] }),
    gradeCustomers: () =>
      gradeCustomers(base, {
        indicators: [
          { column: "retention", weight: 0.4, from: 0, to: 1 },
          { column: "tenure", weight: 0.3, from: 0, to: 8 },
          { column: "profit", weight: 0.3, from: 0, to: 100 },
        ],
        rules: { missedPayments: "potential" },
      }),
    bankClasses: () => bankClasses(base, { deposits: "profit", loans: "current", potential: "gain" }),
    walletShare: () => walletShare(base, { ours: "revenue", total: "total", estimate: { by: "tier" } }),
    selectCustomers: () =>
      selectCustomers(base, {
        purchases: "revenue",
        growth: "gain",
        intangible: "current",
        risk: "previous",
        ability: [{ name: "service", points: 4 }],
      }),
    channelPreference: () =>
      channelPreference(base, { customer: "contact", kinds: { app: "electronic", counter: "branch" } }),
    assessSegments: () =>
      assessSegments(base, { segment: "tier", value: "profit", features: ["tenure", "age"], reachable: "target" }),
    analyzePareto: () => analyzePareto(base, { value: "profit", measures: ["revenue", "cost"] }).summary(),
    abcClasses: () => abcClasses(base, { measures: ["profit"] }),
  };
}
