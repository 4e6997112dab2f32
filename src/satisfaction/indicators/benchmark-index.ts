import { ClienteleError, knownOptions, levelOption, numberOption, showValue } from "../../errors/index.js";
import { studentTQuantile } from "../../numeric/index.js";
import { createTable, isTable, type Present, type StoredColumn, type Table } from "../../table/index.js";
import type { IndexNodeColumns, IndexResult } from "./weighted-index.js";

/**
 * What scores are measured against: one number for every node (a perfect 100, say), `"best"` (the best group of the
 * same period), `"previous"` (the same group one period before), one `group` (a competitor, in the same period), one
 * `period` (of the same group), or `scores` by path.
 */
export type Benchmark =
  | number
  | "best"
  | "previous"
  | { readonly group: string | number | boolean }
  | { readonly period: string | number | boolean | Date }
  | { readonly scores: Readonly<Record<string, number>> };

/** Options of {@link benchmarkIndex}. */
export interface BenchmarkOptions {
  readonly against: Benchmark;
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** The columns of {@link benchmarkIndex}. */
export type BenchmarkColumns = {
  path: Present<string>;
  name: Present<string>;
  level: Present<number>;
  overallWeight: number;
  group: string | number | boolean;
  period: string | number | boolean;
  score: number;
  /** The score it is measured against; missing where there is none. */
  benchmark: number;
  /** The group that the benchmark comes from; missing where it comes from none. */
  benchmarkGroup: string | number | boolean;
  /** Score less benchmark. */
  gap: number;
  /**
   * The interval of the gap: Welch's for two independent groups of respondents, Student's for a fixed benchmark;
   * missing without standard errors.
   */
  lower: number;
  upper: number;
  /**
   * Points of the whole index that the gap makes up: overall weight times gap. Those of the leaves add up to the gap of
   * the root, unless missing answers were left to `"renormalize"`.
   */
  points: number;
};

/** What a benchmark says besides numbers. */
export interface BenchmarkAttributes {
  /** Those of the index: where groups or periods are not comparable. */
  readonly warnings: readonly string[];
}

/**
 * Where are we behind, and by how many points of the whole index: against competitors, the best of the trade, last
 * year, or a target?
 *
 * A row for every node and group of an {@link weightedIndex}. Sort by `points` ascending for what to improve first. The
 * best of several groups is a benchmark chosen for being high, so its interval is too narrow: read it as a description.
 *
 * Errors: `unknown-column` (a group, period or path that the index does not have), `invalid-option`.
 *
 * @example
 * ```ts
 * const result = weightedIndex(tree, answers, { by: "company", scale: { likert: 5 } });
 * benchmarkIndex(result, { against: "best" }).sortBy("points").head(3).toString();
 * ```
 */
export function benchmarkIndex(
  result: IndexResult,
  options: BenchmarkOptions,
): Table<BenchmarkColumns, BenchmarkAttributes> {
  const caller = "benchmarkIndex";
  knownOptions(caller, options, ["against", "confidence"]);
  const confidence = levelOption(caller, "confidence", options.confidence);
  const { nodes, warnings } = checkedResult(caller, result);
  const read = readNodes(nodes);
  const find = benchmarkFinder(caller, read, options.against);
  const found = read.path.map((_, row) => find(row));
  const gap = Float64Array.from(found, ({ value }, row) => read.score[row]! - value);
  const reach = Float64Array.from(found, ({ row: other }, row) => gapReach(read, row, other, confidence, gap[row]!));
  const groups = nodes.column("group") as StoredColumn;
  const share = nodes.column("overallWeight").toArray();
  return createTable<BenchmarkColumns, BenchmarkAttributes>(
    [
      ["path", nodes.column("path")],
      ["name", nodes.column("name")],
      ["level", nodes.column("level")],
      ["overallWeight", nodes.column("overallWeight")],
      ["group", groups],
      ["period", nodes.column("period")],
      ["score", nodes.column("score")],
      ["benchmark", Float64Array.from(found, ({ value }) => value)],
      ["benchmarkGroup", groups.take(found.map(({ row }) => row ?? -1))],
      ["gap", gap],
      ["lower", gap.map((value, row) => value - reach[row]!)],
      ["upper", gap.map((value, row) => value + reach[row]!)],
      ["points", gap.map((value, row) => value * share[row]!)],
    ],
    // A result kept from before had no warnings.
    { warnings: warnings ?? [] },
  );
}

function checkedResult(caller: string, result: IndexResult): IndexResult {
  if (typeof result === "object" && result !== null && "nodes" in result && isTable(result.nodes)) return result;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: result },
    `expected the result of weightedIndex, got ${showValue(result)}`,
  );
}

/** The columns of an index that a benchmark is found in. */
interface ReadNodes {
  readonly path: readonly (string | null)[];
  readonly group: readonly (string | number | boolean | null)[];
  readonly period: readonly (string | number | boolean | null)[];
  readonly score: Float64Array;
  readonly standardError: Float64Array;
  readonly respondents: Float64Array;
}

/** A benchmark: its value, and the row of the index that it comes from. */
interface Found {
  readonly value: number;
  readonly row: number | null;
}

function readNodes(nodes: Table<IndexNodeColumns>): ReadNodes {
  const numbers = (name: "score" | "standardError" | "respondents"): Float64Array =>
    Float64Array.from(nodes.column(name).toArray(), (value) => value ?? Number.NaN);
  return {
    path: nodes.column("path").toArray(),
    group: nodes.column("group").toArray(),
    period: nodes.column("period").toArray(),
    score: numbers("score"),
    standardError: numbers("standardError"),
    respondents: numbers("respondents"),
  };
}

function benchmarkFinder(caller: string, read: ReadNodes, against: unknown): (row: number) => Found {
  if (typeof against === "number" && Number.isFinite(against)) return () => ({ value: against, row: null });
  if (against === "best") return bestFinder(read);
  if (against === "previous") return previousFinder(read);
  if (typeof against === "object" && against !== null && Object.keys(against).length === 1) {
    if ("scores" in against) return scoreFinder(caller, read, against.scores);
    if ("group" in against) return groupFinder(caller, read, against.group);
    if ("period" in against) {
      const period = against.period instanceof Date ? against.period.getTime() : against.period;
      return periodFinder(caller, read, period);
    }
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: against },
    'option "against" must be a number, "best", "previous", { group }, { period } or { scores }, got ' +
      `${showValue(against)}`,
  );
}

function foundAt(read: ReadNodes, row: number | undefined): Found {
  return row === undefined ? { value: Number.NaN, row: null } : { value: read.score[row]!, row };
}

function keyOf(...parts: readonly (string | number | boolean | null)[]): string {
  return JSON.stringify(parts);
}

function bestFinder(read: ReadNodes): (row: number) => Found {
  const best = new Map<string, number>();
  for (let row = 0; row < read.path.length; row++) {
    const key = keyOf(read.path[row]!, read.period[row]!);
    const known = best.get(key);
    if (Number.isNaN(read.score[row]!)) continue;
    if (known === undefined || read.score[row]! > read.score[known]!) best.set(key, row);
  }
  return (row) => foundAt(read, best.get(keyOf(read.path[row]!, read.period[row]!)));
}

/** Rows of one group and path are in ascending order of the period, as the index lists them. */
function previousFinder(read: ReadNodes): (row: number) => Found {
  const last = new Map<string, number>();
  const before: (number | undefined)[] = read.path.map((path, row) => {
    const key = keyOf(path, read.group[row]!);
    const previous = last.get(key);
    last.set(key, row);
    return previous;
  });
  return (row) => foundAt(read, before[row]);
}

function groupFinder(caller: string, read: ReadNodes, group: unknown): (row: number) => Found {
  const rows = new Map<string, number>();
  for (let row = 0; row < read.path.length; row++) {
    if (read.group[row] === group) rows.set(keyOf(read.path[row]!, read.period[row]!), row);
  }
  if (rows.size === 0) refuseLabel(caller, "group", group, read.group);
  return (row) => foundAt(read, rows.get(keyOf(read.path[row]!, read.period[row]!)));
}

function periodFinder(caller: string, read: ReadNodes, period: unknown): (row: number) => Found {
  const rows = new Map<string, number>();
  for (let row = 0; row < read.path.length; row++) {
    if (read.period[row] === period) rows.set(keyOf(read.path[row]!, read.group[row]!), row);
  }
  if (rows.size === 0) refuseLabel(caller, "period", period, read.period);
  return (row) => foundAt(read, rows.get(keyOf(read.path[row]!, read.group[row]!)));
}

function refuseLabel(caller: string, what: "group" | "period", label: unknown, known: readonly unknown[]): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, value: label },
    `the index has no ${what} ${showValue(label)}; it has ${[...new Set(known)].map(showValue).join(", ")}`,
  );
}

function scoreFinder(caller: string, read: ReadNodes, scores: unknown): (row: number) => Found {
  const byPath = new Map<string, number>();
  for (const [path, score] of Object.entries(typeof scores === "object" && scores !== null ? scores : {})) {
    if (!read.path.includes(path)) {
      throw new ClienteleError(
        "unknown-column",
        { function: caller, value: path },
        `the index has no indicator with the path ${showValue(path)}`,
      );
    }
    byPath.set(path, numberOption(caller, path, score));
  }
  return (row) => ({ value: byPath.get(read.path[row]!) ?? Number.NaN, row: null });
}

/** Half the width of the interval of a gap: 0 of a row against itself, by Welch and Satterthwaite against another. */
function gapReach(read: ReadNodes, row: number, other: number | null, confidence: number, gap: number): number {
  if (Number.isNaN(gap)) return Number.NaN;
  if (other === row) return 0;
  const own = read.standardError[row]! ** 2;
  const theirs = other === null ? 0 : read.standardError[other]! ** 2;
  const squares =
    own ** 2 / (read.respondents[row]! - 1) + (other === null ? 0 : theirs ** 2 / (read.respondents[other]! - 1));
  if (Number.isNaN(own + theirs)) return Number.NaN;
  if (own + theirs === 0) return 0;
  return Math.sqrt(own + theirs) * studentTQuantile((1 + confidence) / 2, (own + theirs) ** 2 / squares);
}
