import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { plot } from "../../src/charts/index.js";
import { places } from "./places.js";

/** A result of an example that is to be drawn: an expression over its variables, and the kind of chart. */
export interface WantedChart {
  readonly expression: string;
  readonly kind: string | undefined;
}

/** A chart in both themes. */
export interface DrawnChart {
  readonly light: string;
  readonly dark: string;
  readonly title: string;
  readonly description: string;
}

/** What an example is and does. */
export interface ExampleRun {
  readonly source: string;
  readonly output: string;
  readonly charts: readonly DrawnChart[];
}

/** Copies the examples to where they can be run with an export of their results. */
export function copyExamples(): void {
  cpSync(places.examples, places.exampleCopies, { recursive: true });
}

/** Runs an example in this process, and draws results of it. */
export async function runExample(file: string, wanted: readonly WantedChart[]): Promise<ExampleRun> {
  const source = readFileSync(join(places.examples, file), "utf8");
  const copy = join(places.exampleCopies, file);
  const results = wanted.map(({ expression }) => expression).join(", ");
  writeFileSync(copy, `${source}\nexport const drawnResults = [${results}];\n`);
  const printed: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => printed.push(format(...values));
  try {
    const { drawnResults } = (await import(pathToFileURL(copy).href)) as { readonly drawnResults: readonly unknown[] };
    const charts = wanted.map(({ kind }, i) => drawn(drawnResults[i], kind));
    return { source, output: `${printed.join("\n").trimEnd()}\n`, charts };
  } catch (error) {
    throw new Error(`the example ${file} failed`, { cause: error });
  } finally {
    console.log = log;
  }
}

function drawn(result: unknown, kind: string | undefined): DrawnChart {
  const options = kind === undefined ? {} : { kind };
  const light = plot(result, { ...options, theme: "light" });
  const dark = plot(result, { ...options, theme: "dark" });
  return { light: light.svg(), dark: dark.svg(), title: light.title, description: light.description };
}
