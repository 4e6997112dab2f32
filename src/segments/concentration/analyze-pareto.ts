import {
  ClienteleError,
  counted,
  finiteOrNull,
  knownOptions,
  levelOption,
  numberOption,
  requireFreeNames,
  showNames,
} from "../../errors/index.js";
import { median } from "../../numeric/index.js";
import {
  type Column,
  type Columns,
  createTable,
  findColumn,
  hasColumn,
  type Present,
  type Table,
  type TableInput,
  type Vector,
} from "../../table/index.js";
import { type CarriedAlong, carriedAlong, carriedShare } from "./carried-along.js";
import { concentration } from "./concentration.js";
import { type ConcentrationInterval, concentrationIntervals } from "./concentration-interval.js";
import { type RankedValues, rankValues, topCount } from "./ranked-values.js";
import { valueInput } from "./value-input.js";

/** Options of {@link analyzePareto}. */
export interface ParetoOptions {
  /** The column to look at, for a table [`"revenue"`]. */
  readonly value?: string;
  /**
   * Further columns of the table along the same ranking, such as profit and cost; where items of equal value lie on
   * both sides of a limit, each counts with their mean [none].
   */
  readonly measures?: readonly string[];
}

/** Options of `interval`. */
export interface IntervalOptions {
  /** Seed of the resampling [0]. */
  readonly seed?: number;
  /** Confidence level, 0..1 [0.95]. */
  readonly level?: number;
  /** Which top share, 0..1 [0.2]. */
  readonly top?: number;
  /** How many resamples [999]. */
  readonly samples?: number;
}

/** The share of the value that the items up to each one hold, from the smallest to the largest, beginning at (0, 0). */
export type LorenzColumns = { shareOfCount: number; shareOfTotal: number };

/** What the items bring together, from the largest to the smallest. */
export type WhaleColumns = {
  /** From 1. */
  rank: Present<number>;
  value: Present<number>;
  cumulative: Present<number>;
  shareOfCount: Present<number>;
  /** Of the total; above 1 where later items cost money. Missing where the total is not positive. */
  shareOfTotal: number;
};

/** The columns of `summary()`. */
export type ParetoSummaryColumns = {
  /** Share of the items, 0..1. */
  top: Present<number>;
  items: Present<number>;
  value: number;
  /** Share of the total; missing where that is not positive. */
  share: number;
};

/** How concentrated values are; see {@link analyzePareto}. */
export interface ParetoAnalysis {
  readonly count: number;
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** Values of at least −1e-9 and at most 1e-9 of the largest size count as zero. */
  readonly positiveCount: number;
  readonly zeroCount: number;
  readonly negativeCount: number;
  /** 0: all equal, towards 1: one has everything. The population formula. */
  readonly gini: number | null;
  /** gini · n / (n − 1). */
  readonly giniUnbiased: number | null;
  /** Herfindahl–Hirschman index Σ share², 1/n..1. */
  readonly hhi: number | null;
  /** Theil's T, 0..ln n. */
  readonly theil: number | null;
  /** Why the Gini coefficient and its kin are null, or null. */
  readonly giniReason: string | null;
  /**
   * The most that the best items bring together, as a share of the total: 1, or more where others cost money. Null
   * where the total is not positive.
   */
  readonly peakShare: number | null;
  /** The share of what the best items bring that the others eat up: 1 − 1 / peakShare, 0..1. Null as `peakShare` is. */
  readonly consumedShare: number | null;
  /** How many items bring it: those with a positive value. */
  readonly peakCount: number;
  readonly peakTotal: number;
  /**
   * The share of the total that the top ⌈p n⌉ items hold, 0 ≤ p ≤ 1; null where the total is not positive. Errors:
   * `invalid-option`.
   */
  topShare(p: number): number | null;
  /** The share of the total of one of the `measures` that the same top ⌈p n⌉ items hold. Errors: `invalid-option`. */
  topShareOf(measure: string, p: number): number | null;
  /**
   * The fewest items that hold the share s of the total, s ≥ 0; null where none do or the total is not positive.
   * Errors: `invalid-option`.
   */
  countForShare(s: number): number | null;
  /** Top 1, 5, 10, 20 and 50 %; behind these columns each measure and its share, `profit` and `profitShare`. */
  summary(): Table<Columns & ParetoSummaryColumns>;
  readonly lorenz: Table<LorenzColumns>;
  /**
   * One row per item; with its `customer` where the table has such a column, and for each measure the share of its
   * total that the items up to this one hold, `profitShare`.
   */
  readonly whale: Table<Columns & WhaleColumns>;
  /**
   * How far the Gini coefficient and a top share would move with other customers of the same kind: studentized
   * bootstrap on the logit scale (from the influence functions alone above 20,000 values). Errors: `invalid-option`.
   */
  interval(options?: IntervalOptions): ConcentrationInterval;
}

/**
 * How concentrated is my revenue, or my profit? Gini coefficient and its kin, the share of the top customers, how few
 * make 80 %, the Lorenz curve, and the whale curve, which also shows what unprofitable customers cost.
 *
 * Negative values: the Gini coefficient and its kin have no meaning then and are null, with the reason; the whale curve
 * and `peakShare` say the rest.
 *
 * @param values - numbers, a column of them, or a table with the column `value`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range` when the
 * values are too large to be added up, `invalid-option`.
 *
 * Source: Cowell (2011), Measuring Inequality; Kaplan and Narayanan (2001) for the whale curve; Davidson (2009) for the
 * interval.
 *
 * @example
 * ```ts
 * const pareto = analyzePareto([60, 25, 10, 5]);
 * pareto.topShare(0.25); // 0.6
 * pareto.countForShare(0.8); // 2
 * pareto.gini; // 0.45
 * ```
 */
export function analyzePareto(
  values: Vector | Column<number> | TableInput,
  options: ParetoOptions = {},
): ParetoAnalysis {
  const caller = "analyzePareto";
  knownOptions(caller, options, ["value", "measures"]);
  const { values: given, table } = valueInput(caller, values, options.value);
  const ranked = rankValues(given);
  const carried = carriedAlong(caller, table, options.measures, ranked);
  requireFreeNames(
    caller,
    carried.flatMap(({ name }) => [name, `${name}Share`]),
    ["top", "items", "value", "share", "rank", "customer", "cumulative", "shareOfCount", "shareOfTotal"],
  );
  const { total, cumulative, positive, zero, negative } = ranked;
  const count = given.length;
  const reason = reasonAgainst(ranked);
  const measures = reason === null ? concentration(ranked) : null;
  const peakTotal = positive === 0 ? 0 : cumulative[positive - 1]!;
  const holdsShares = total > 0;
  const topShare = (p: number): number | null => {
    const items = topCount(numberOption("topShare", "p", p, { min: 0, max: 1 }), count);
    if (!holdsShares) return null;
    return items === 0 ? 0 : cumulative[items - 1]! / total;
  };
  let lorenz: Table<LorenzColumns> | undefined;
  let whale: Table<Columns & WhaleColumns> | undefined;
  const peakShare = holdsShares ? (negative === 0 ? 1 : peakTotal / total) : null;
  return Object.freeze({
    count,
    total,
    mean: total / count,
    median: median(given),
    positiveCount: positive,
    zeroCount: zero,
    negativeCount: negative,
    gini: measures?.gini ?? null,
    giniUnbiased: measures === null || count === 1 ? null : (measures.gini * count) / (count - 1),
    hhi: measures?.hhi ?? null,
    theil: measures?.theil ?? null,
    giniReason: reason,
    peakShare,
    consumedShare: peakShare === null ? null : 1 - 1 / peakShare,
    peakCount: positive,
    peakTotal,
    topShare,
    topShareOf(measure: string, p: number): number | null {
      const items = topCount(numberOption("topShareOf", "p", p, { min: 0, max: 1 }), count);
      return finiteOrNull(carriedShare(measureOf(carried, measure), items));
    },
    countForShare(s: number): number | null {
      numberOption("countForShare", "s", s, { min: 0 });
      return holdsShares ? firstReaching(cumulative, s * total) : null;
    },
    summary: () => paretoSummary(count, cumulative, topShare, carried),
    get lorenz() {
      lorenz ??= lorenzTable(ranked);
      return lorenz;
    },
    get whale() {
      whale ??= whaleTable(ranked, table, carried);
      return whale;
    },
    interval: (settings: IntervalOptions = {}) => intervalOf(ranked, reason, settings),
  });
}

function reasonAgainst({ negative, total, descending }: RankedValues): string | null {
  if (negative > 0) {
    return (
      `${negative} of ${counted(descending.length, "value")} ${negative === 1 ? "is" : "are"} negative: shares of ` +
      `the total do not lie between 0 and 1, so ` +
      "look at the whale curve and peakShare"
    );
  }
  return total > 0 ? null : "all values are 0, so there is nothing to share";
}

/** The fewest items whose sum reaches the target, up to the rounding of the sums; null where none do. */
function firstReaching(cumulative: Float64Array, target: number): number | null {
  if (target <= 0) return 0;
  const enough = target * (1 - 1e-12);
  const index = cumulative.findIndex((sum) => sum >= enough);
  return index < 0 ? null : index + 1;
}

function measureOf(carried: readonly CarriedAlong[], measure: string): CarriedAlong {
  const found = carried.find(({ name }) => name === measure);
  if (found !== undefined) return found;
  throw new ClienteleError(
    "invalid-option",
    { function: "topShareOf", value: measure },
    `is not among the option "measures": ${showNames(carried.map(({ name }) => name))}`,
  );
}

function paretoSummary(
  count: number,
  cumulative: Float64Array,
  topShare: (p: number) => number | null,
  carried: readonly CarriedAlong[],
): Table<Columns & ParetoSummaryColumns> {
  const tops = [0.01, 0.05, 0.1, 0.2, 0.5];
  const items = tops.map((top) => topCount(top, count));
  return createTable<Columns & ParetoSummaryColumns>([
    ["top", tops],
    ["items", items],
    ["value", items.map((k) => cumulative[k - 1]!)],
    ["share", tops.map(topShare)],
    ...carried.flatMap((measure): [string, number[]][] => [
      [measure.name, items.map((k) => measure.cumulative[k - 1]!)],
      [`${measure.name}Share`, items.map((k) => carriedShare(measure, k))],
    ]),
  ]);
}

function lorenzTable({ cumulative, total }: RankedValues): Table<LorenzColumns> {
  const n = cumulative.length;
  const shareOfCount = new Float64Array(n + 1);
  const shareOfTotal = new Float64Array(n + 1);
  for (let i = 0; i <= n; i++) {
    shareOfCount[i] = i / n;
    // The i smallest hold what the n − i largest leave.
    const left = i === n ? total : total - cumulative[n - i - 1]!;
    shareOfTotal[i] = total > 0 ? left / total : Number.NaN;
  }
  return createTable<LorenzColumns>({ shareOfCount, shareOfTotal });
}

function whaleTable(
  { order, descending, cumulative, total }: RankedValues,
  table: Table | null,
  carried: readonly CarriedAlong[],
): Table<Columns & WhaleColumns> {
  const n = descending.length;
  const customers: [string, Column][] =
    table !== null && hasColumn(table, "customer")
      ? [["customer", findColumn("analyzePareto", table, "customer").take(order)]]
      : [];
  return createTable<Columns & WhaleColumns>([
    ["rank", Float64Array.from({ length: n }, (_, i) => i + 1)],
    ...customers,
    ["value", descending],
    ["cumulative", cumulative],
    ["shareOfCount", Float64Array.from({ length: n }, (_, i) => (i + 1) / n)],
    ["shareOfTotal", cumulative.map((sum) => (total > 0 ? sum / total : Number.NaN))],
    ...carried.map((measure): [string, Float64Array] => [
      `${measure.name}Share`,
      measure.cumulative.map((_, i) => carriedShare(measure, i + 1)),
    ]),
  ]);
}

/**
 * Resamples of fewer values are too alike to show how an estimate varies: of two, all that differ give the same one.
 */
const fewestValues = 5;

function tooFewReason(values: number): string | null {
  if (values === 1) return "one value says nothing about others";
  return values < fewestValues
    ? `${counted(values, "value is", "values are")} too few for an interval, which needs ${fewestValues}`
    : null;
}

function intervalOf(ranked: RankedValues, reason: string | null, options: IntervalOptions): ConcentrationInterval {
  const caller = "interval";
  knownOptions(caller, options, ["seed", "level", "top", "samples"]);
  const level = levelOption(caller, "level", options.level);
  const top = numberOption(caller, "top", options.top ?? 0.2, { min: 0, max: 1, exclusive: true });
  const samples = numberOption(caller, "samples", options.samples ?? 999, { min: 99, max: 100_000, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const why = reason ?? tooFewReason(ranked.descending.length);
  if (why !== null)
    return Object.freeze({ level, method: "bootstrap-t", gini: null, topShare: null, top, reason: why });
  return Object.freeze({
    level,
    top,
    reason: null,
    ...concentrationIntervals(ranked.descending, { level, top, samples, seed }),
  });
}
