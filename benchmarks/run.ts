import type { Report } from "./harness.js";
import { section, writeResults } from "./report.js";

/** The topics in the order of the report; each module exports `run`. */
const topics: Readonly<Record<string, () => Promise<{ run: () => Promise<readonly Report[]> }>>> = {
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

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in topics));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(topics).join(", ")}.`);
  process.exit(2);
}
const sections = new Map<string, string>();
for (const [topic, load] of Object.entries(topics)) {
  if (wanted.length > 0 && !wanted.includes(topic)) continue;
  const { run } = await load();
  const text = section(topic, await run());
  console.log(`${text}\n`);
  sections.set(topic, text);
}
writeResults(Object.keys(topics), sections);
