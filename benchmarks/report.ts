import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { Report, Result } from "./harness.js";
import { benchmarks } from "./places.js";

const here = fileURLToPath(benchmarks);

/** The figures of one topic as a Markdown section. */
export function section(topic: string, reports: readonly Report[]): string {
  return [`## ${topic}`, ...reports.map(reportText)].join("\n\n");
}

function reportText(report: Report): string {
  const [own] = report.results;
  const rows = report.results.map((result) => row(result, own!));
  const earlier = report.earlier.map(
    (figure) =>
      `| ${figure.name} | not from this run: ${figure.source} | ${seconds(figure.cpuSeconds ?? null)} | ${seconds(figure.wallSeconds ?? null)} | | |`,
  );
  return [
    `### ${report.title}`,
    report.task,
    [
      "| | version | CPU s | wall s | CPU against clientele | rounds |",
      "|---|---|---:|---:|---:|---:|",
      ...rows,
      ...earlier,
    ].join("\n"),
    ...(report.note === null ? [] : [report.note]),
  ].join("\n\n");
}

function row(result: Result, own: Result): string {
  const basis =
    result.cpuSeconds !== null && own.cpuSeconds !== null
      ? result.cpuSeconds / own.cpuSeconds
      : result.wallSeconds / own.wallSeconds;
  return `| ${result.name} | ${result.version} | ${seconds(result.cpuSeconds)} | ${seconds(result.wallSeconds)} | ${result === own ? "1" : basis.toPrecision(3)} | ${result.rounds} |`;
}

function seconds(value: number | null): string {
  return value === null ? "" : value.toPrecision(3);
}

/** Keeps the sections of all topics in `results/`, and writes them together to `RESULTS.md`. */
export function writeResults(topics: readonly string[], sections: ReadonlyMap<string, string>): void {
  mkdirSync(`${here}results`, { recursive: true });
  for (const [topic, text] of sections) writeFileSync(`${here}results/${topic}.md`, text);
  const kept = topics.map((topic) => `${here}results/${topic}.md`).filter((file) => existsSync(file));
  const processor = cpus()[0]?.model ?? "unknown processor";
  const header = [
    "# Benchmark results",
    `Written by \`npm run bench\`. Machine: ${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}; ${process.platform} ${process.arch}.`,
    "The contenders of a table ran in one run, taking turns; figures are medians. The machine is shared and noisy: trust the ratios, not the seconds. CPU seconds are user and system time of the process that did the work; on more than one thread they add up.",
  ];
  writeFileSync(
    `${here}RESULTS.md`,
    `${[...header, ...kept.map((file) => readFileSync(file, "utf8").trimEnd())].join("\n\n")}\n`,
  );
}
