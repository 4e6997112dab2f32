import { ClienteleError, knownOptions, levelOption, requireColumnName, showValue } from "../../errors/index.js";
import { adjustPValues, chiSquareSurvival } from "../../numeric/index.js";
import {
  createTable,
  keyColumn,
  numberColumn,
  optionalCountColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { differenceOfShares, type ShareDifference } from "../experiments/difference-of-shares.js";
import { amountColumn } from "../rates/amount-column.js";
import { ratesOf } from "../rates/rates-of.js";

/** Options of {@link compareSources}. */
export interface CompareSourcesOptions {
  /** The column of where a prospect came from [`"source"`]. */
  readonly source?: string;
  /**
   * The column that says whether the prospect became a customer: 1 or true, 0 or false; blank while it is open
   * [`"won"`].
   */
  readonly won?: string;
  /** The column of what the prospect cost to find [none]. */
  readonly cost?: string;
  /** The column of what a customer won is worth; blank for the others [none]. */
  readonly value?: string;
  /** [0.95] */
  readonly level?: number;
}

/** The columns of {@link compareSources}; a row for each source, the highest rate first. */
export type SourceColumns = {
  source: number | string | boolean;
  prospects: number;
  /** Of these, those of whom it is not known yet; they are in no rate. */
  open: number;
  won: number;
  /** won / (prospects − open) with Wilson's interval. */
  rate: number;
  lower: number;
  upper: number;
  /** The rate less that of all other sources together, with Newcombe's interval; missing with a single source. */
  difference: number;
  differenceLower: number;
  differenceUpper: number;
  /** That there is no difference, corrected for the number of sources (Holm). */
  adjustedPValue: number;
  /** Of all prospects, open ones too; missing without a column. */
  cost: number;
  costPerProspect: number;
  /** Missing also where nobody was won. */
  costPerCustomer: number;
  /** The mean of the customers won whose value is known. */
  valuePerCustomer: number;
  /** Value of those won / cost of all; missing where nothing was spent. */
  valueToCost: number;
};

/** What the comparison says as a whole. */
export interface SourceAttributes {
  /** That all sources have the same rate (chi-square); null with a single source, or where all or none were won. */
  readonly pValue: number | null;
  readonly findings: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Where do good prospects come from? How many of each source become customers, whether that is more than of all other
 * sources, what a prospect and a customer of the source cost, and what they are worth.
 *
 * Sources are not drawn by lot: a high rate may be due to the kind of prospects that a source brings. A column `count`
 * says for how many prospects a row stands.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` (an outcome that is
 * neither 0 nor 1, a negative cost), `invalid-option`.
 *
 * @example
 * ```ts
 * const prospects = { source: ["fair", "fair", "web", "web"], won: [1, 0, 0, 0], cost: [50, 50, 5, 5] };
 * compareSources(prospects, { cost: "cost" }).column("costPerCustomer").toArray(); // [100, null]
 * ```
 */
export function compareSources(
  prospects: TableInput,
  options: CompareSourcesOptions = {},
): Table<SourceColumns, SourceAttributes> {
  const caller = "compareSources";
  knownOptions(caller, options, ["source", "won", "cost", "value", "level"]);
  const level = levelOption(caller, "level", options.level);
  const given = toTable(caller, prospects);
  const counts = optionalCountColumn(caller, given);
  const table = counts === undefined ? given : given.where(counts.map((count) => (count > 0 ? 1 : 0)));
  requireRows(caller, table);
  const sums = sumBySource(
    caller,
    table,
    options,
    counts?.filter((size) => size > 0),
  );
  const compared = differences(sums, level);
  const { rate, lower, upper } = ratesOf(sums.known, sums.won, level);
  const adjusted = adjustPValues(
    compared.map((difference) => difference?.pValue ?? Number.NaN),
    "holm",
  );
  const names: readonly unknown[] = sums.labels.toArray();
  const order = Array.from(rate.keys()).sort((a, b) => compareRates(rate[a]!, rate[b]!) || a - b);
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(order, (i) => values[i]!);
  const of = (name: keyof ShareDifference): Float64Array =>
    Float64Array.from(order, (i) => compared[i]?.[name] ?? Number.NaN);
  const share = (above: Float64Array, below: Float64Array): Float64Array =>
    pick(above.map((amount, i) => (below[i] === 0 ? Number.NaN : amount / below[i]!)));
  return createTable<SourceColumns, SourceAttributes>(
    {
      source: sums.labels.take(order) as never,
      prospects: pick(sums.prospects),
      open: pick(sums.prospects.map((count, i) => count - sums.known[i]!)),
      won: pick(sums.won),
      rate: pick(rate),
      lower: pick(lower),
      upper: pick(upper),
      difference: of("difference"),
      differenceLower: of("lower"),
      differenceUpper: of("upper"),
      adjustedPValue: pick(adjusted),
      cost: pick(sums.cost),
      costPerProspect: share(sums.cost, sums.prospects),
      costPerCustomer: share(sums.cost, sums.won),
      valuePerCustomer: share(sums.value, sums.valued),
      valueToCost: share(sums.value, sums.cost),
    },
    {
      pValue: homogeneity(sums),
      findings: Object.freeze(findingsOf(order, names, compared, adjusted, 1 - level)),
      warnings: Object.freeze(openWarning(sums)),
    },
  );
}

/** The highest rate first; sources without one last. */
function compareRates(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
}

interface SourceSums {
  readonly labels: ReturnType<typeof keyColumn>["labels"];
  readonly prospects: Float64Array;
  /** Prospects of whom it is known whether they were won. */
  readonly known: Float64Array;
  readonly won: Float64Array;
  /** NaN throughout without a column. */
  readonly cost: Float64Array;
  readonly value: Float64Array;
  /** Customers won whose value is known. */
  readonly valued: Float64Array;
}

function sumBySource(
  caller: string,
  table: Table,
  options: CompareSourcesOptions,
  counts: Float64Array | undefined,
): SourceSums {
  const { source = "source", won = "won", cost, value } = options;
  const { codes, count: sources, labels } = keyColumn(caller, table, requireColumnName(caller, "source", source));
  const outcome = openOutcomes(caller, table, requireColumnName(caller, "won", won));
  const costs = cost === undefined ? null : amountColumn(caller, table, requireColumnName(caller, "cost", cost));
  const values =
    value === undefined
      ? null
      : numberColumn(caller, table, requireColumnName(caller, "value", value), { missing: "keep" });
  const total = (amount: (row: number) => number): Float64Array => {
    const sums = new Float64Array(sources);
    codes.forEach((code, row) => {
      sums[code]! += amount(row) * (counts?.[row] ?? 1);
    });
    return sums;
  };
  const hasValue = (row: number): boolean => outcome[row] === 1 && !Number.isNaN(values?.[row] ?? Number.NaN);
  const none = () => new Float64Array(sources).fill(Number.NaN);
  return {
    labels,
    prospects: total(() => 1),
    known: total((row) => (Number.isNaN(outcome[row]!) ? 0 : 1)),
    won: total((row) => (outcome[row] === 1 ? 1 : 0)),
    cost: costs === null ? none() : total((row) => costs[row]!),
    value: values === null ? none() : total((row) => (hasValue(row) ? values[row]! : 0)),
    valued: total((row) => (hasValue(row) ? 1 : 0)),
  };
}

/** 0, 1, or NaN while it is not known. */
function openOutcomes(caller: string, table: Table, name: string): Float64Array {
  const outcome = numberColumn(caller, table, name, { missing: "keep" });
  const broken = outcome.findIndex((value) => value !== 0 && value !== 1 && !Number.isNaN(value));
  if (broken < 0) return outcome;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: name, row: broken + 1, value: outcome[broken] },
    `an outcome must be 0 or 1, true or false, or blank while it is open, got ${outcome[broken]}`,
  );
}

/** Each source against all others together; null where one side is empty. */
function differences({ known, won }: SourceSums, level: number): (ShareDifference | null)[] {
  const all = known.reduce((sum, count) => sum + count, 0);
  const allWon = won.reduce((sum, count) => sum + count, 0);
  return Array.from(known, (n, i) =>
    n === 0 || n === all
      ? null
      : differenceOfShares({ n, successes: won[i]! }, { n: all - n, successes: allWon - won[i]! }, level),
  );
}

/** Pearson's test that all sources have one rate. */
function homogeneity({ known, won }: SourceSums): number | null {
  const all = known.reduce((sum, count) => sum + count, 0);
  const rate = won.reduce((sum, count) => sum + count, 0) / all;
  const sources = known.filter((count) => count > 0).length;
  if (sources < 2 || rate === 0 || rate === 1) return null;
  const statistic = known.reduce(
    (sum, n, i) => (n === 0 ? sum : sum + (won[i]! - n * rate) ** 2 / (n * rate * (1 - rate))),
    0,
  );
  return chiSquareSurvival(statistic, sources - 1);
}

function findingsOf(
  order: readonly number[],
  names: readonly unknown[],
  compared: readonly (ShareDifference | null)[],
  adjusted: readonly number[],
  level: number,
): string[] {
  const points = (share: number): string => (100 * share).toFixed(1);
  return order.flatMap((i) => {
    const found = compared[i];
    if (found === null || found === undefined || adjusted[i]! >= level) return [];
    return [
      `${showValue(names[i])} brings ${found.difference > 0 ? "more" : "fewer"} customers per prospect than the ` +
        `other sources: ${points(found.difference)} points (${points(found.lower)} to ${points(found.upper)})`,
    ];
  });
}

function openWarning({ prospects, known }: SourceSums): string[] {
  const open = prospects.reduce((sum, count, i) => sum + count - known[i]!, 0);
  if (open === 0) return [];
  return [
    `${open} prospects are open and in no rate; where sources differ in age, compare them with funnel, which takes ` +
      "time into account",
  ];
}
