import { ClienteleError, requireSameLength } from "../errors/index.js";
import { sum } from "../numeric/index.js";
import { hasColumn, numberColumn, refuseMisspelt } from "./read-columns.js";
import type { Table } from "./table.js";
import { type NumberInput, type Vector, vectorOf } from "./vectors.js";

/** Survey weights as a caller gives them: the name of a column of the answers, or a number for each respondent. */
export type SurveyWeights = string | Vector;

/** How often each row counts. */
export interface RowWeights {
  /** How many identical rows each row stands for; null where all are 1. */
  readonly count: Float64Array | null;
  /** Importance of each row, scaled so that the mean over all counted rows is 1; null where all are equal. */
  readonly weights: Float64Array | null;
  /** count · weights; null where all are 1. */
  readonly combined: Float64Array | null;
  /** Σ count, n. */
  readonly total: number;
  /** The mean of the weights as they were given, by which they were divided. */
  readonly meanWeight: number;
}

/** The sum of weights lies between these, so that neither its square nor the sum of the squares leaves the numbers. */
const leastTotal = 1e-150;
const greatestTotal = 1e150;

/**
 * Reads `count` and `weights` of rows together, for fits that take both. Errors: `empty-table` (no rows), and those of
 * {@link readCount} and {@link readWeights}.
 */
export function readRowWeights(
  caller: string,
  rows: number,
  options: { readonly count?: NumberInput | undefined; readonly weights?: NumberInput | undefined },
): RowWeights {
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no rows");
  const counts = readCount(caller, rows, options.count);
  const count = counts === undefined || counts.every((value) => value === 1) ? null : counts;
  const total = count === null ? rows : sum(count);
  const given = readWeights(caller, rows, options.weights);
  if (given === undefined) return { count, weights: null, combined: count, total, meanWeight: 1 };
  const combined = times(given, count);
  // Weights that were usable may all lie in rows that stand for nothing.
  const meanWeight = requireUsableTotal(caller, "weights", sum(combined)) / total;
  if (given.every((weight) => weight === given[0])) return { count, weights: null, combined: count, total, meanWeight };
  const weights = given.map((weight) => weight / meanWeight);
  return { count, weights, combined: times(weights, count), total, meanWeight };
}

/**
 * Reads `count`: how many identical rows each row stands for (changes n). Errors: `length-mismatch`; `out-of-range` for
 * anything but whole numbers from 0, and where they add up to more than 2⁵³ − 1, beyond which whole numbers are no
 * longer exact; `empty-table` where all are 0; those of `vectorOf`.
 */
export function readCount(caller: string, rows: number, input: NumberInput | undefined): Float64Array | undefined {
  if (input === undefined) return undefined;
  const counts = vectorOf(caller, "count", input);
  requireSameLength(caller, "count", counts.length, rows);
  return checkedCounts(caller, "count", counts);
}

/** {@link readCount} of a column. Errors also: those of {@link numberColumn}. */
export function countColumn(caller: string, table: Table, name: string): Float64Array {
  return checkedCounts(caller, name, numberColumn(caller, table, name));
}

/** {@link readCount} of the column `count`; undefined where the table has none. */
export function optionalCountColumn(caller: string, table: Table): Float64Array | undefined {
  return hasColumn(table, "count") || refuseMisspelt(caller, table, "count")
    ? countColumn(caller, table, "count")
    : undefined;
}

/**
 * Reads `weights`: the importance or sampling weight of each row (does not change n; only their ratios matter). Errors:
 * `length-mismatch`; `out-of-range` for negative weights, where all are 0, and where their sum is too large or too
 * small to be squared; those of `vectorOf`.
 */
export function readWeights(caller: string, rows: number, input: NumberInput | undefined): Float64Array | undefined {
  if (input === undefined) return undefined;
  const weights = vectorOf(caller, "weights", input);
  requireSameLength(caller, "weights", weights.length, rows);
  return checkedWeights(caller, "weights", weights);
}

/** {@link readWeights} of a column of the answers, or of a list; 1 for each respondent where none are given. */
export function surveyWeights(caller: string, answers: Table, weights: SurveyWeights | undefined): Float64Array {
  if (typeof weights === "string") return checkedWeights(caller, weights, numberColumn(caller, answers, weights));
  return readWeights(caller, answers.numRows, weights) ?? new Float64Array(answers.numRows).fill(1);
}

function checkedCounts(caller: string, column: string, counts: Float64Array): Float64Array {
  const broken = counts.findIndex((count) => count < 0 || !Number.isSafeInteger(count));
  if (broken >= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column, row: broken + 1, value: counts[broken] },
      `a count must be a whole number from 0 to 2⁵³ − 1, got ${counts[broken]}`,
    );
  }
  const total = sum(counts);
  if (total === 0 && counts.length > 0) {
    throw new ClienteleError("empty-table", { function: caller, column }, "every count is 0");
  }
  if (total <= Number.MAX_SAFE_INTEGER) return counts;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, value: total },
    `the counts add up to ${total}, more than 2⁵³ − 1`,
  );
}

function checkedWeights(caller: string, column: string, weights: Float64Array): Float64Array {
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column, row: negative + 1, value: weights[negative] },
      `a weight must be at least 0, got ${weights[negative]}`,
    );
  }
  if (weights.length > 0) requireUsableTotal(caller, column, sum(weights));
  return weights;
}

function requireUsableTotal(caller: string, column: string, total: number): number {
  if (total >= leastTotal && total <= greatestTotal) return total;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, value: total },
    total === 0
      ? "every weight is 0"
      : `the weights add up to ${total}; multiply all of them by one number that brings their sum between ` +
          `${leastTotal} and ${greatestTotal}`,
  );
}

function times(values: Float64Array, count: Float64Array | null): Float64Array {
  return count === null ? values : values.map((value, row) => value * count[row]!);
}

/** The rows that stand for at least one, as the fit would have got them without the others; null where all do. */
export function countedRows({ count }: RowWeights): Int32Array | null {
  if (count === null || !count.includes(0)) return null;
  return Int32Array.from(count.keys()).filter((row) => count[row]! > 0);
}

/** The counts and weights of the given rows. */
export function takeRowWeights(given: RowWeights, rows: Int32Array): RowWeights {
  const take = (values: Float64Array | null): Float64Array | null =>
    values === null ? null : Float64Array.from(rows, (row) => values[row]!);
  const taken = take(given.count);
  const count = taken?.every((value) => value === 1) === true ? null : taken;
  const weights = take(given.weights);
  return { ...given, count, weights, combined: weights === null ? count : times(weights, count) };
}
