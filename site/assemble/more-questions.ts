import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./places.js";

/** Modules that examples share, the demo, and examples that need a server or tables of the reader's. */
const notShown = new Set([
  "load-orders.ts",
  "simulated-purchases.ts",
  "simulated-survey.ts",
  "the-whole-loop-of-a-grocer.ts",
  "demo.ts",
  "my-orders-live-in-clickhouse.ts",
]);

/** The page of the examples that none of the pages shows, so that every example is on the site. */
export function moreQuestions(pages: readonly string[]): string {
  const parts = readdirSync(places.examples)
    .filter((file) => file.endsWith(".ts") && !notShown.has(file))
    .filter((file) => !pages.some((page) => page.includes(`<!-- example: ${file}`)))
    .filter((file) => isProgram(file))
    .map((file) => `## ${questionOf(file)}\n\n<!-- example: ${file} -->`);
  return ["# More questions", "Examples that no guide shows, with what they print.", ...parts].join("\n\n");
}

/** Modules that others import print nothing. */
function isProgram(file: string): boolean {
  return readFileSync(join(places.examples, file), "utf8").includes("console.log(");
}

/** The question of an example, which is the name of its file. */
function questionOf(file: string): string {
  const words = file.replace(/\.ts$/, "").replaceAll("-", " ");
  const asks = /^(who|whom|what|which|where|how|do|does|did|is|are|should)\b/.test(words);
  return `${words[0]!.toUpperCase()}${words.slice(1)}${asks ? "?" : ""}`;
}
