import { counted, knownOptions, levelOption, showValue } from "../../errors/index.js";
import { adjustPValues, chiSquareSurvival } from "../../numeric/index.js";
import {
  createTable,
  optionalCountColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { differenceOfShares, type ShareDifference } from "../experiments/difference-of-shares.js";
import { ratesOf } from "../rates/rates-of.js";
import { type ProspectColumns, type SourceSums, sumBySource } from "./source-sums.js";

/** Options of {@link compareSources}. */
export interface CompareSourcesOptions extends ProspectColumns {
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
  /**
   * Value of those won / cost of all, those won whose value is not known taken at the mean of the others of the source,
   * with a warning; missing where nothing was spent, or no value of those won is known.
   */
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
      valueToCost: share(valueOfAllWon(sums), sums.cost),
    },
    {
      pValue: homogeneity(sums),
      findings: Object.freeze(findingsOf(order, names, compared, adjusted, 1 - level)),
      warnings: Object.freeze([...openWarning(sums), ...unvaluedWarning(sums)]),
    },
  );
}

/** The highest rate first; sources without one last. */
function compareRates(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return b - a;
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

/** Mean of the known · number won; 0 where nobody was won, NaN where no value is known. */
function valueOfAllWon({ value, valued, won }: SourceSums): Float64Array {
  return value.map((sum, i) => (won[i] === 0 ? sum : valued[i] === 0 ? Number.NaN : (sum / valued[i]!) * won[i]!));
}

function unvaluedWarning({ value, valued, won }: SourceSums): string[] {
  const unknown = won.reduce((sum, count, i) => sum + (Number.isNaN(value[i]!) ? 0 : count - valued[i]!), 0);
  if (unknown === 0) return [];
  return [
    `the value of ${unknown} of those won is not known: valueToCost takes them at the mean of the others of their ` +
      "source, and is missing where no value is known",
  ];
}

function openWarning({ prospects, known }: SourceSums): string[] {
  const open = prospects.reduce((sum, count, i) => sum + count - known[i]!, 0);
  if (open === 0) return [];
  return [
    `${counted(open, "prospect is", "prospects are")} open and in no rate; where sources differ in age, compare ` +
      `them with funnel, which takes time into account`,
  ];
}
