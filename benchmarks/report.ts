import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { EarlierFigure, Ratio, Report, Result } from "./harness.js";
import { benchmarks } from "./places.js";

const file = fileURLToPath(new URL("RESULTS.md", benchmarks));

const header = `# Benchmark results

Written by \`npm run bench\`; \`npm run bench -- TOPIC [TITLE…]\` measures one topic, or the tables whose titles begin so,
and leaves the others as they are. The line below a table says when and where it was measured.

The contenders of a table ran in one run, taking turns; seconds are medians, ratios the median over the rounds with the
lowest and the highest. The machines are shared and noisy: trust the ratios, and of these the ones that hardly vary. CPU
seconds are user and system time of the process that did the work; on more than one thread they add up. OpenBLAS under
numpy and scikit-learn is told which kernels the processor can run (AVX-512 or AVX2), which older ones do not see.`;

/** The tables of each topic by their titles. */
export type Tables = Map<string, Map<string, string>>;

/** The tables in `RESULTS.md`. */
export function readTables(): Tables {
  const tables: Tables = new Map();
  if (!existsSync(file)) return tables;
  for (const topicText of readFileSync(file, "utf8").split(/^## /m).slice(1)) {
    const [topic, ...texts] = topicText.split(/^### /m);
    const named = texts.map((text) => [text.slice(0, text.indexOf("\n")), `### ${text.trimEnd()}`] as const);
    tables.set(topic!.trim(), new Map(named));
  }
  return tables;
}

/** Writes the tables to `RESULTS.md`, the topics in the given order. */
export function writeTables(tables: Tables, topics: readonly string[]): void {
  const sections = topics
    .filter((topic) => tables.has(topic))
    .flatMap((topic) => [`## ${topic}`, ...tables.get(topic)!.values()]);
  writeFileSync(file, `${[header, ...sections].join("\n\n")}\n`);
}

/** A report as Markdown. */
export function reportText(report: Report): string {
  const { comparable } = report;
  const compared = comparable ? " CPU against clientele | lowest to highest |" : "";
  const rows = report.results.map((result, i) => row(result, comparable, i === 0));
  const earlier = report.earlier.map((figure) => earlierRow(figure, comparable));
  return [
    `### ${report.title}`,
    report.task,
    [
      `| | version | CPU s | wall s |${compared} rounds |`,
      `|---|---|---:|---:|${comparable ? "---:|---:|" : ""}---:|`,
      ...rows,
      ...earlier,
    ].join("\n"),
    ...(report.note === null ? [] : [report.note]),
    `_${placeAndTime()}_`,
  ].join("\n\n");
}

function row(result: Result, comparable: boolean, first: boolean): string {
  const ratio = comparable ? ` ${first ? "1 | " : ratioText(result.ratio)} |` : "";
  const { name, version, cpuSeconds, wallSeconds, rounds } = result;
  return `| ${name} | ${version} | ${seconds(cpuSeconds)} | ${seconds(wallSeconds)} |${ratio} ${rounds} |`;
}

function ratioText(ratio: Ratio | null): string {
  if (ratio === null) return " | ";
  const [median, lowest, highest] = [ratio.median, ratio.lowest, ratio.highest].map((value) => value.toPrecision(3));
  return lowest === highest ? `${median} | ` : `${median} | ${lowest} to ${highest}`;
}

function earlierRow({ name, source, cpuSeconds, wallSeconds }: EarlierFigure, comparable: boolean): string {
  const figures = `${seconds(cpuSeconds ?? null)} | ${seconds(wallSeconds ?? null)} |`;
  return `| ${name} | not run here: ${source} | ${figures}${comparable ? " | |" : ""} |`;
}

function seconds(value: number | null): string {
  return value === null ? "" : value.toPrecision(3);
}

function placeAndTime(): string {
  const processor = cpus()[0]?.model ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${processor}, ${memory} GiB.`;
}
