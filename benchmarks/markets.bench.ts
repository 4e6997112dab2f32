import { compareSegments, demandStates, rfmTransitions, rulePreset, segmentByRules, table } from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark, Contender } from "./harness.js";
import { versionOf } from "./version-of.js";

const customers = Number(process.env["CLIENTELE_BENCH_CUSTOMERS"] ?? 1_000_000);
const products = 10_000;

/** Segments of customers by rules, their moves and differences, and the demand for many products. No peer does these. */
export async function* run(): AsyncGenerator<Benchmark> {
  const today = customerTable(1, 0);
  const lastYear = customerTable(2, customers / 10);
  const rules = rulePreset("age-income");
  const series = productTable();
  yield {
    title: "Segments by rules on columns",
    task: `${customers / 1e6} M customers, ${rules.length} cells of age × income, the rules linted, with reasons and summary.`,
    contenders: [own(() => segmentByRules(today, rules, { measures: ["revenue"] }).summary())],
  };
  yield {
    title: "Moves between segments",
    task: `${customers / 1e6} M customers before and after, one in ten joining and leaving; matrix, flows and movers.`,
    contenders: [own(() => rfmTransitions(lastYear, today))],
  };
  yield {
    title: "Differences between two segments",
    task: `${customers / 1e6} M customers, two numbers and a text compared, with intervals.`,
    contenders: [
      own(() => compareSegments(today, { group: "segment", a: "s1", features: ["age", "revenue", "segment2"] })),
    ],
  };
  yield {
    title: "States of demand",
    task: `${products.toLocaleString("en")} products of 36 months: trend, season, plan.`,
    contenders: [own(() => demandStates(series, { product: "product", period: "month", demand: "demand", plan: 100 }))],
  };
}

function customerTable(seed: number, firstId: number) {
  const random = createRandom(seed);
  const rows = Array.from({ length: customers }, (_, row) => row);
  return table({
    customer: Float64Array.from(rows, (row) => firstId + row),
    age: Float64Array.from(rows, () => random.integer(90)),
    income: Float64Array.from(rows, () => random.integer(9000)),
    revenue: Float64Array.from(rows, () => random.integer(1000)),
    segment: rows.map(() => `s${random.integer(11)}`),
    segment2: rows.map(() => `t${random.integer(5)}`),
  });
}

function productTable() {
  const random = createRandom(3);
  const rows = Array.from({ length: products * 36 }, (_, row) => row);
  return table({
    product: Float64Array.from(rows, (row) => Math.floor(row / 36)),
    month: rows.map((row) => `${2023 + Math.floor((row % 36) / 12)}-${String((row % 12) + 1).padStart(2, "0")}`),
    demand: Float64Array.from(rows, (row) => 100 + 20 * Math.sin((row * Math.PI) / 6) + random.integer(40)),
  });
}

function own(task: () => unknown): Contender {
  return { name: "clientele", version: versionOf("clientele"), run: task };
}
