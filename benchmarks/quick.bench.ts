import { Bench } from "tinybench";
import {
  analyzePareto,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  scoreRfm,
  simulateCustomers,
  summarizeCustomers,
} from "../src/index.js";
import type { Report } from "./harness.js";
import { simulateOrderData } from "./order-data.js";
import { versionOf } from "./version-of.js";

/** Milliseconds for the small jobs of an app, where a single run is too short to time: medians over many runs. */
export async function* run(): AsyncGenerator<Report> {
  const orders = { ...simulateOrderData(10_000, 2_000) };
  const columns = { customer: "customer", date: "date", amount: "amount" } as const;
  const customers = summarizeCustomers(orders, columns);
  const truth = fitBgNbd({
    frequency: [2, 0, 5, 1, 0, 0, 3],
    recency: [30, 0, 36, 2, 0, 0, 20],
    age: [39, 39, 38, 37, 36, 39, 30],
  });
  const buyers = simulateCustomers(
    { ...truth, parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
    { customers: 2357, age: 39, seed: 1 },
  );
  const spenders = customers.where((row) => (row.monetary ?? 0) > 0);
  const bench = new Bench({ time: 1000, warmupTime: 300 });
  bench
    .add("summarizeCustomers, 10,000 orders of 2,000 customers", () => summarizeCustomers(orders, columns))
    .add("scoreRfm, 2,000 customers", () => scoreRfm(customers))
    .add("analyzePareto, 2,000 customers", () => analyzePareto(customers, { value: "revenue" }).topShare(0.2))
    .add("fitBgNbd, 2,357 customers", () => fitBgNbd(buyers))
    .add("fitParetoNbd, 2,357 customers", () => fitParetoNbd(buyers))
    .add("fitGammaGamma, 2,000 customers", () => fitGammaGamma(spenders));
  await bench.run();
  const version = versionOf("clientele");
  const results = bench.tasks.map((task) => {
    const { result } = task;
    if (result.state !== "completed") throw new Error(`${task.name}: ${result.state}`);
    return {
      name: task.name,
      version,
      wallSeconds: result.latency.p50 / 1000,
      cpuSeconds: null,
      ratio: null,
      rounds: result.latency.samplesCount,
    };
  });
  yield {
    title: "Small jobs",
    task: "Medians of many runs in one process, without peers.",
    results,
    earlier: [],
    note: null,
    comparable: false,
  };
}
