import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { places } from "./places.js";
import { resultsTable } from "./results-tables.js";
import { runExample, type WantedChart } from "./run-example.js";

/** Programs longer than this are folded away. */
const longestOpenProgram = 60;

const directive = /^<!-- (example|results): ([^\n]*) -->$/gm;

/**
 * Puts in place what a page asks for:
 *
 *     <!-- example: who-are-my-best-customers.ts; plot: scores; plot: scores as tree-map -->
 *     <!-- results: BG/NBD, a small fit -->
 *
 * An example is run: its program, what it printed and its charts. Results are measured tables.
 */
export async function expandPage(page: string): Promise<string> {
  let expanded = "";
  let done = 0;
  for (const match of page.matchAll(directive)) {
    const [whole, kind, text] = match as unknown as [string, string, string];
    expanded += page.slice(done, match.index);
    expanded += kind === "results" ? resultsTable(text.trim()) : await exampleMarkup(text);
    done = match.index + whole.length;
  }
  return expanded + page.slice(done);
}

/** The example that a directive names, and what is to be drawn of it. */
export function parseExample(text: string): { readonly file: string; readonly wanted: readonly WantedChart[] } {
  const [file, ...plots] = text.split(";").map((part) => part.trim());
  const wanted = plots.map((part): WantedChart => {
    const [, expression, kind] = part.match(/^plot: (.*?)(?: as ([a-z-]+))?$/)!;
    return { expression: expression!, kind };
  });
  return { file: file!, wanted };
}

async function exampleMarkup(text: string): Promise<string> {
  const { file, wanted } = parseExample(text);
  const { source, output, charts } = await runExample(file, wanted);
  const program = `\`\`\`ts [examples/${file}]\n${source}\`\`\``;
  const folded = source.split("\n").length > longestOpenProgram;
  const shown = folded ? `::: details The program: \`examples/${file}\`\n${program}\n:::` : program;
  const pictures = charts.map(({ light, dark, title, description }, i) => {
    const name = `${file.replace(/\.ts$/, "")}-${i + 1}`;
    writeFileSync(join(places.content, "public/pictures", `${name}.svg`), light);
    writeFileSync(join(places.content, "public/pictures", `${name}-dark.svg`), dark);
    const alternative = `${title}. ${description}`.replace(/[[\]"<>{}]/g, " ").replace(/\s+/g, " ");
    const { expression, kind } = wanted[i]!;
    const call = `plot(${expression}${kind === undefined ? "" : `, { kind: "${kind}" }`})`;
    return (
      `\`${call}\` draws:\n\n` +
      `![${alternative}](/pictures/${name}.svg){.in-light}\n![${alternative}](/pictures/${name}-dark.svg){.in-dark}`
    );
  });
  return [shown, "It prints:", `\`\`\`text\n${output}\`\`\``, ...pictures].join("\n\n");
}
