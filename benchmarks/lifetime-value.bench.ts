import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  probabilityAlive,
  simulateCustomers,
  table,
} from "../src/index.js";
import { createRandom } from "../src/numeric/index.js";
import type { Benchmark, Contender, EarlierFigure } from "./harness.js";
import { benchmarks } from "./places.js";
import { type PythonPeer, pythonPeer } from "./python-peer.js";
import { versionOf } from "./version-of.js";

const million = 1_000_000;
const parameters = { r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426 } as const;
const model = { kind: "bg-nbd", parameters, unit: "day" } as const;
const horizon = 273;

/**
 * Fits on the CDNOW sample and on a million customers, and predictions for a million, against the formulas of lifetimes
 * in numpy and scipy.
 */
export async function* run(): AsyncGenerator<Benchmark> {
  yield* smallFits();
  yield* millionCustomers();
}

/** The tenth of the CDNOW cohort where it lies beside the project, else customers simulated like it. */
function cdnow(): { name: string; customers: ReturnType<typeof table> } {
  const path = fileURLToPath(new URL("../../shared/data/cdnow_btyd_cbs.csv", benchmarks));
  if (!existsSync(path)) {
    const weekly = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
    const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;
    const simulated = simulateCustomers(weekly, { customers: 2357, age: 39, seed: 1, spend });
    return { name: "2,357 simulated customers", customers: table(simulated.toColumns()) };
  }
  const rows = readFileSync(path, "utf8").trim().split(/\r?\n/).slice(1);
  const cells = rows.map((row) => row.split(",").map(Number));
  const column = (i: number): Float64Array => Float64Array.from(cells, (row) => row[i]!);
  return {
    name: "the CDNOW sample of 2,357 customers",
    customers: table({ frequency: column(1), recency: column(2), age: column(3), monetary: column(5) }),
  };
}

async function* smallFits(): AsyncGenerator<Benchmark> {
  const { name, customers } = cdnow();
  const fits = [
    ["BG/NBD", fitBgNbd, 0.095, "lifetimes 0.11.3"],
    ["MBG/NBD", fitMbgNbd, 0.117, "lifetimes 0.11.3"],
    ["Pareto/NBD", fitParetoNbd, 0.66, "lifetimes 0.11.3"],
    ["Gamma-Gamma", fitGammaGamma, 0.072, "lifetimes 0.11.3"],
  ] as const;
  for (const [title, fitModel, seconds, peer] of fits) {
    yield {
      title: `${title}, a small fit`,
      task: `${fitModel.name}: ${name}, from ungrouped columns to the fitted model with its standard errors.`,
      rounds: 15,
      contenders: [own(() => fitModel(customers))],
      earlier: [{ name: peer, wallSeconds: seconds, source: "measured in November 2026 on another, quiet machine" }],
    };
  }
}

async function* millionCustomers(): AsyncGenerator<Benchmark> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    const daily = dayGrained();
    for (const [name, values] of Object.entries(daily)) writeFileSync(join(folder, `${name}.bin`), values);
    const customers = table(daily);
    const numpy = await pythonPeer("purchases_peer");
    await numpy?.call("load", folder);
    const given = Object.values(parameters);
    const fitted = fitBgNbd(customers);
    yield {
      title: "BG/NBD, a million customers",
      task: `fitBgNbd: 1 M customers with histories in whole days, ${fitted.groups.toLocaleString("en")} of them distinct, from ungrouped columns; grouping included.`,
      rounds: 3,
      contenders: [
        own(() => fitBgNbd(customers)),
        ...peer(numpy, "numpy, scipy: np.unique, then L-BFGS-B", "fit_grouped", null, 1),
      ],
      earlier: [
        earlier("lifetimes 0.11.3, ungrouped", 15.2),
        earlier("lifetimes 0.11.3, grouped by hand before", 1.33),
      ],
      note: `${fitted.iterations} Newton iterations with analytic derivatives; the peer differentiates by differences.`,
    };
    yield {
      title: "P(alive) of a million customers",
      task: "probabilityAlive: BG/NBD with given parameters; the columns are checked for contradictions first.",
      contenders: [
        own(() => probabilityAlive(model, customers)),
        ...peer(numpy, "numpy, vectorized", "probability_alive", given),
      ],
    };
    yield {
      title: "Expected purchases of a million customers",
      task: `expectedPurchases: BG/NBD with given parameters, ${horizon} days ahead.`,
      contenders: [
        own(() => expectedPurchases(model, customers, { horizon })),
        ...peer(numpy, "scipy, hyp2f1", "expected_purchases", [...given, horizon], 3),
      ],
      earlier: [earlier("lifetimes 0.11.3", 0.65)],
    };
    const continuous = table({ ...daily, age: jittered(daily.age) });
    yield {
      title: "Expected purchases of a million customers, no two alike",
      task: "expectedPurchases: the same customers with ages that are not whole days.",
      contenders: [own(() => expectedPurchases(model, continuous, { horizon }))],
    };
    numpy?.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Customers like those of CDNOW, who came within twelve weeks and are seen to the end of 39, in whole days. */
function dayGrained(): Record<"frequency" | "recency" | "age", Float64Array> {
  const random = createRandom(3);
  const age = Float64Array.from({ length: million }, () => 189 + random.integer(84));
  const simulated = simulateCustomers(model, { customers: million, age, seed: 3 });
  const column = (name: "frequency" | "recency"): Float64Array =>
    Float64Array.from(simulated.column(name).toArray() as number[]);
  return { frequency: column("frequency"), recency: column("recency").map(Math.ceil), age };
}

function jittered(ages: Float64Array): Float64Array {
  const random = createRandom(4);
  return ages.map((age) => age + random.uniform());
}

function own(run: () => unknown): Contender {
  return { name: "clientele", version: versionOf("clientele"), run };
}

function peer(python: PythonPeer | null, name: string, call: string, argument: unknown, rounds?: number): Contender[] {
  if (python === null) return [];
  const version = `${python.versions["numpy"]!}, ${python.versions["scipy"]!}`;
  const contender: Contender = { name, version, run: () => python.call(call, argument) };
  return [rounds === undefined ? contender : { ...contender, rounds }];
}

function earlier(name: string, wallSeconds: number): EarlierFigure {
  return { name, wallSeconds, source: "measured in November 2026 on another, quiet machine" };
}
