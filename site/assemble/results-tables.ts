import { readFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./places.js";

/** The sections of benchmarks/RESULTS.md by their headings, as `npm run bench` wrote them. */
function readSections(): ReadonlyMap<string, string> {
  const text = readFileSync(join(places.root, "benchmarks/RESULTS.md"), "utf8");
  const sections = new Map<string, string>();
  for (const part of text.split(/^(?=##+ )/m)) {
    const [heading, ...lines] = part.split("\n");
    if (heading!.startsWith("### ")) sections.set(heading!.slice("### ".length), lines.join("\n").trim());
  }
  return sections;
}

const sections = readSections();

/** A measured table with what was measured, as it stands in benchmarks/RESULTS.md. */
export function resultsTable(heading: string): string {
  const section = sections.get(heading);
  if (section === undefined) throw new Error(`benchmarks/RESULTS.md has no section "${heading}"`);
  return `**${heading}.** ${section}`;
}
