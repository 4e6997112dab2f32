import { readFileSync } from "node:fs";

/**
 * `tsx scripts/results/compare-results.ts BEFORE AFTER`: the tests whose results differ in a bit, or that stand in one
 * file only.
 */
const [before, after] = process.argv.slice(2, 4).map(readResults);
if (before === undefined || after === undefined) throw new Error("give two files written by npm run results");

const differing = [...before].filter(([test, hash]) => after.has(test) && after.get(test) !== hash);
const gone = [...before.keys()].filter((test) => !after.has(test));
const added = [...after.keys()].filter((test) => !before.has(test));
for (const [title, tests] of [
  ["different", differing.map(([test]) => test)],
  ["only before", gone],
  ["only after", added],
] as const) {
  console.log(`${title}: ${tests.length}`);
  for (const test of tests) console.log(`  ${test}`);
}
console.log(`the same bits: ${before.size - differing.length - gone.length}`);
process.exitCode = differing.length > 0 ? 1 : 0;

/** Tests that stand in several files or run several times under one name are told apart by their order. */
function readResults(file: string): Map<string, string> {
  const results = new Map<string, string>();
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const { test, hash } = JSON.parse(line) as { test: string; hash: string };
    let name = test;
    for (let again = 2; results.has(name); again++) name = `${test} (${again})`;
    results.set(name, hash);
  }
  return results;
}
