import { ClienteleError } from "../errors/index.js";
import { sum } from "../numeric/index.js";
import { type NumberInput, vectorOf } from "./vectors.js";

/** How often each row counts. */
export interface Cases {
  /** How many identical rows each row stands for; null where all are 1. */
  readonly count: Float64Array | null;
  /** Importance of each row, scaled so that the mean over all cases is 1; null where all are equal. */
  readonly weights: Float64Array | null;
  /** count · weights; null where all are 1. */
  readonly combined: Float64Array | null;
  /** Σ count: the number of cases, n. */
  readonly total: number;
  /** The mean of the weights as they were given, by which they were divided. */
  readonly meanWeight: number;
}

/**
 * Reads `count` (how many identical rows a row stands for: changes n) and `weights` (importance: does not). Errors:
 * `length-mismatch`, `out-of-range`, those of `vectorOf`.
 */
export function readCases(
  caller: string,
  rows: number,
  options: { readonly count?: NumberInput | undefined; readonly weights?: NumberInput | undefined },
): Cases {
  const count = options.count === undefined ? null : readCount(caller, rows, options.count);
  const total = count === null ? rows : sum(count);
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no rows");
  if (total === 0) throw new ClienteleError("empty-table", { function: caller, column: "count" }, "every count is 0");
  if (options.weights === undefined) return { count, weights: null, combined: count, total, meanWeight: 1 };
  const given = readNonNegative(caller, "weights", rows, options.weights);
  const meanWeight = sum(times(given, count)) / total;
  if (meanWeight === 0) {
    throw new ClienteleError("out-of-range", { function: caller, column: "weights" }, "every weight is 0");
  }
  if (!Number.isFinite(meanWeight)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "weights" },
      "the weights add up to more than a number can hold; divide them by a power of ten",
    );
  }
  if (given.every((weight) => weight === given[0])) return { count, weights: null, combined: count, total, meanWeight };
  const weights = given.map((weight) => weight / meanWeight);
  return { count, weights, combined: times(weights, count), total, meanWeight };
}

function readCount(caller: string, rows: number, input: NumberInput): Float64Array | null {
  const count = readNonNegative(caller, "count", rows, input);
  const broken = count.findIndex((value) => !Number.isInteger(value));
  if (broken >= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "count", row: broken + 1, value: count[broken] },
      `a count must be a whole number, got ${count[broken]}`,
    );
  }
  return count.every((value) => value === 1) ? null : count;
}

function readNonNegative(caller: string, name: string, rows: number, input: NumberInput): Float64Array {
  const values = vectorOf(caller, name, input);
  requireLength(caller, name, values.length, rows);
  const negative = values.findIndex((value) => value < 0);
  if (negative >= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: name, row: negative + 1, value: values[negative] },
      `must not be negative, got ${values[negative]}`,
    );
  }
  return values;
}

/** Refuses a list that does not go with the rows of X. */
export function requireLength(caller: string, name: string, length: number, rows: number): void {
  if (length === rows) return;
  throw new ClienteleError(
    "length-mismatch",
    { function: caller, column: name },
    `has ${length} values where there are ${rows} rows`,
  );
}

function times(values: Float64Array, count: Float64Array | null): Float64Array {
  return count === null ? values : values.map((value, row) => value * count[row]!);
}

/** The rows that stand for at least one case, as the fit would have got them without the others; null where all do. */
export function countedRows({ count }: Cases): Int32Array | null {
  if (count === null || !count.includes(0)) return null;
  return Int32Array.from(count.keys()).filter((row) => count[row]! > 0);
}

/** The cases of the given rows. */
export function casesOf(cases: Cases, rows: Int32Array): Cases {
  const take = (values: Float64Array | null): Float64Array | null =>
    values === null ? null : Float64Array.from(rows, (row) => values[row]!);
  const taken = take(cases.count);
  const count = taken?.every((value) => value === 1) === true ? null : taken;
  const weights = take(cases.weights);
  return { ...cases, count, weights, combined: weights === null ? count : times(weights, count) };
}
