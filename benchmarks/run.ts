import { type Benchmark, measure, type Report } from "./harness.js";
import { readTables, reportText, writeTables } from "./report.js";

/** The tables of a topic, each to be measured before the next is asked for: the next may change what peers have loaded. */
type Topic = () => AsyncGenerator<Benchmark | Report>;

/** The topics in the order of the report. */
const topics: Readonly<Record<string, () => Promise<{ run: Topic }>>> = {
  baskets: () => import("./baskets.bench.js"),
  csv: () => import("./csv.bench.js"),
  cube: () => import("./cube.bench.js"),
  customers: () => import("./customers.bench.js"),
  clustering: () => import("./clustering.bench.js"),
  identity: () => import("./identity.bench.js"),
  learning: () => import("./learning.bench.js"),
  "lifetime-value": () => import("./lifetime-value.bench.js"),
  markets: () => import("./markets.bench.js"),
  quick: () => import("./quick.bench.js"),
  rfm: () => import("./rfm.bench.js"),
  satisfaction: () => import("./satisfaction.bench.js"),
  segments: () => import("./segments.bench.js"),
  signals: () => import("./signals.bench.js"),
  survival: () => import("./survival.bench.js"),
};

const names = Object.keys(topics);
const [wanted, ...beginnings] = process.argv.slice(2);
if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`There is no benchmark ${wanted}; there are ${names.join(", ")}.`);
  process.exit(2);
}
for (const topic of wanted === undefined ? names : [wanted]) await runTopic(topic);

/** Measures the wanted tables, and writes each as soon as it is measured. */
async function runTopic(topic: string): Promise<void> {
  const { run } = await topics[topic]!();
  const titles: string[] = [];
  for await (const task of run()) {
    titles.push(task.title);
    if (beginnings.length > 0 && !beginnings.some((beginning) => task.title.startsWith(beginning))) continue;
    const text = reportText("results" in task ? task : await measure(task));
    console.log(`${text}\n`);
    const tables = readTables();
    tables.set(topic, new Map([...(tables.get(topic) ?? []), [task.title, text]]));
    writeTables(tables, names);
  }
  const tables = readTables();
  const kept = titles.flatMap((title) => {
    const text = tables.get(topic)?.get(title);
    return text === undefined ? [] : [[title, text] as const];
  });
  tables.set(topic, new Map(kept));
  writeTables(tables, names);
}
