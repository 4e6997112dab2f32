import { createRandom, quantiles, sortedOrder } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";

/** How the values of one column fall into bins. */
export type ColumnBins =
  /** Bin b holds the values above cut b − 1 and up to cut b; there is one bin more than cuts. */
  | { readonly kind: "numbers"; readonly cuts: Float64Array }
  /** Bin b holds category b; rarer categories, beyond the number of bins, count as missing. */
  | { readonly kind: "categories"; readonly categories: Float64Array };

/** Rows from which cuts are found on a sample. */
const sampleSize = 50_000;

/** Finds the bins of every column, at most `bins` of them; each row counts `count` times. */
export function findBins(
  matrix: FeatureMatrix,
  bins: number,
  isCategorical: readonly boolean[],
  count: Float64Array | null,
  seed: number,
): ColumnBins[] {
  const rows = sampledRows(matrix.rows, seed);
  const cases = count === null ? null : Float64Array.from(rows, (row) => count[row]!);
  const sample = sampledColumns(matrix, rows);
  return isCategorical.map((categorical, column): ColumnBins => {
    if (!categorical) return { kind: "numbers", cuts: numberCuts(sample[column]!, cases, bins) };
    return { kind: "categories", categories: frequentCategories(matrix, column, count, bins) };
  });
}

/** The given rows, column by column. */
function sampledColumns({ data, columns }: FeatureMatrix, rows: Int32Array): Float64Array[] {
  const values = Array.from({ length: columns }, () => new Float64Array(rows.length));
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * columns;
    for (let column = 0; column < columns; column++) values[column]![i] = data[at + column]!;
  }
  return values;
}

/** All rows, or one at a random place of each of 50,000 equal stretches. */
function sampledRows(rows: number, seed: number): Int32Array {
  if (rows <= sampleSize) return Int32Array.from({ length: rows }, (_, row) => row);
  const random = createRandom(seed);
  const stretch = rows / sampleSize;
  return Int32Array.from({ length: sampleSize }, (_, i) => Math.floor((i + random.uniform()) * stretch));
}

/** Cuts half-way between neighboring values where these are few; otherwise at quantiles. */
function numberCuts(values: Float64Array, count: Float64Array | null, bins: number): Float64Array {
  const present = presentValues(values, count);
  const few = distinctValues(present.values, bins);
  if (few !== null) return few.slice(1).map((value, i) => between(few[i]!, value));
  const shares = Float64Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins);
  const found =
    present.count === null
      ? quantiles(present.values, shares)
      : countedQuantiles(present.values, present.count, shares);
  return found.sort().filter((cut, i) => i === 0 || cut !== found[i - 1]);
}

/** The middle of two numbers, or the lower one where nothing lies between. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle < high ? middle : low;
}

function presentValues(values: Float64Array, count: Float64Array | null) {
  const isPresent = (value: number, row: number): boolean =>
    !Number.isNaN(value) && (count === null || count[row]! > 0);
  let present = 0;
  for (let row = 0; row < values.length; row++) if (isPresent(values[row]!, row)) present++;
  if (present === values.length) return { values, count };
  return {
    values: values.filter(isPresent),
    count: count === null ? null : count.filter((_, row) => isPresent(values[row]!, row)),
  };
}

/** The distinct values in ascending order, or null when there are more than `limit`. */
function distinctValues(values: Float64Array, limit: number): Float64Array | null {
  const seen = new Set<number>();
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === last) continue;
    last = value;
    seen.add(value);
    if (seen.size > limit) return null;
  }
  return Float64Array.from(seen).sort();
}

/** Type-7 quantiles of values that stand for several cases each: those of the cases written out. */
function countedQuantiles(values: Float64Array, count: Float64Array, shares: Float64Array): Float64Array {
  const order = sortedOrder(values);
  const upTo = new Float64Array(order.length);
  let total = 0;
  for (let i = 0; i < order.length; i++) {
    total += count[order[i]!]!;
    upTo[i] = total;
  }
  let at = 0;
  return shares.map((share) => {
    const position = (total - 1) * share;
    const floor = Math.floor(position);
    while (upTo[at]! <= floor) at++;
    const low = values[order[at]!]!;
    const high = upTo[at]! <= floor + 1 ? values[order[at + 1]!]! : low;
    return position === floor || low === high ? low : low + (position - floor) * (high - low);
  });
}

/** The categories of a column in ascending order; where there are more than `limit`, the most frequent ones. */
function frequentCategories(
  { data, rows, columns }: FeatureMatrix,
  column: number,
  count: Float64Array | null,
  limit: number,
): Float64Array {
  const cases = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const value = data[row * columns + column]!;
    const size = count === null ? 1 : count[row]!;
    if (!Number.isNaN(value) && size > 0) cases.set(value + 0, (cases.get(value + 0) ?? 0) + size);
  }
  const ranked = [...cases].sort(([a, m], [b, n]) => n - m || a - b);
  return Float64Array.from(ranked.slice(0, limit), ([category]) => category).sort();
}
