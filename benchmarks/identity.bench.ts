import { type ResolveIdentitiesOptions, resolveIdentities, table } from "../src/index.js";
import { syntheticRecords } from "../test/customers/identity/synthetic-records.js";
import type { Benchmark } from "./harness.js";
import { versionOf } from "./version-of.js";

const options: ResolveIdentitiesOptions = {
  id: "id",
  compare: [
    { column: "given", as: "name" },
    { column: "surname", as: "name" },
    { column: "born", as: "date" },
    { column: "street", as: "address" },
    "city",
    { column: "phone", as: "phone" },
    { column: "email", as: "email" },
  ],
  block: [["given", "surname"], ["born"], ["phone"], ["email"], ["surname", "street"], ["street", "given"]],
};

/** Records of invented persons resolved from the start: normalization, fit, every pair of six rules, clusters. */
export async function* run(): AsyncGenerator<Benchmark> {
  for (const [records, rounds] of [
    [100_000, 3],
    [1_000_000, 1],
  ] as const) {
    const { person: _, ...columns } = syntheticRecords(records, 1);
    const data = table(columns);
    yield {
      title: `Records of one person, ${records.toLocaleString("en")}`,
      task: `${records.toLocaleString("en")} records, seven columns, six rules that bring pairs.`,
      rounds,
      ...(rounds === 1 ? { warmUp: false } : {}),
      contenders: [{ name: "clientele", version: versionOf("clientele"), run: () => resolveIdentities(data, options) }],
      note: () => {
        const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
        return `The process, with the records and what ran before, took ${megabytes} MB at most.`;
      },
    };
  }
}
