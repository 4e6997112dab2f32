import { ClienteleError } from "../../errors/index.js";
import type { RowMajor } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";

/** Where each column lies and how far it spreads. */
export interface ColumnScales {
  readonly means: Float64Array;
  /** Population standard deviations; 1 for a constant column. */
  readonly deviations: Float64Array;
}

/** Rows that are summed together. */
const block = 512;

/**
 * Means and population standard deviations of the columns, each row counted `count` times. Two passes, in fixed blocks.
 */
export function columnScales(
  points: RowMajor & { readonly rows: number },
  count: Float64Array | null,
  total: number,
): ColumnScales {
  const { columns } = points;
  const means = columnSums(points, count, new Float64Array(columns), false).map((value) => value / total);
  const squares = columnSums(points, count, means, true);
  const deviations = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const deviation = Math.sqrt(squares[j]! / total);
    // Below that the deviation of a constant column is rounding error of its mean.
    deviations[j] = deviation > 1e-14 * Math.abs(means[j]!) ? deviation : 1;
  }
  return { means, deviations };
}

/** Means and deviations of up to 50,000 evenly spaced rows, for scaling that changes the conditioning only. */
export function roughScales(points: RowMajor & { readonly rows: number }): ColumnScales {
  const { data, rows, columns } = points;
  const step = Math.max(1, Math.floor(rows / 50_000));
  if (step === 1) return columnScales(points, null, rows);
  const taken = Math.floor(rows / step);
  const sample = new Float64Array(taken * columns);
  for (let i = 0; i < taken; i++) {
    sample.set(data.subarray(i * step * columns, (i * step + 1) * columns), i * columns);
  }
  return columnScales({ data: sample, rows: taken, columns }, null, taken);
}

/** Means and deviations up to this have squares and sums of squares far below overflow. */
const workable = 1e140;

/**
 * Refuses columns that vary so much or so little that squares of their values overflow or vanish. Errors:
 * `out-of-range`.
 */
export function requireWorkableScales(
  caller: string,
  { data, rows, columns, names }: FeatureMatrix,
  { means, deviations }: ColumnScales,
  constant: readonly number[],
): void {
  for (let column = 0; column < columns; column++) {
    const deviation = deviations[column]!;
    const isHuge = !(Math.abs(means[column]!) < workable && deviation < workable);
    // A deviation of 0 was set to 1.
    if (!isHuge && ((deviation > 1 / workable && deviation !== 1) || constant.includes(column))) continue;
    let largest = 0;
    for (let row = 0; row < rows; row++) largest = Math.max(largest, Math.abs(data[row * columns + column]!));
    if (!isHuge && largest >= 1 / workable) continue;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: names[column], value: largest },
      `has values of a size of ${largest.toPrecision(2)}, too ${isHuge ? "large" : "small"} to compute with; give ` +
        "it another unit, such as a power of ten times this one",
    );
  }
}

/** Σ c (x − center) by column, or Σ c (x − center)², four rows at a time. */
function columnSums(
  { data, rows, columns }: RowMajor & { readonly rows: number },
  count: Float64Array | null,
  center: Float64Array,
  squared: boolean,
): Float64Array {
  const sums = new Float64Array(columns);
  const part = new Float64Array(columns);
  const last = (rows - 1) * columns;
  for (let start = 0; start < rows; start += block) {
    part.fill(0);
    const end = Math.min(start + block, rows);
    for (let row = start; row < end; row += 4) {
      const w0 = count === null ? 1 : count[row]!;
      // Rows beyond the end weigh nothing; they read the last row, so that the loop needs no tail.
      const w1 = row + 1 < end ? (count === null ? 1 : count[row + 1]!) : 0;
      const w2 = row + 2 < end ? (count === null ? 1 : count[row + 2]!) : 0;
      const w3 = row + 3 < end ? (count === null ? 1 : count[row + 3]!) : 0;
      const first = row * columns;
      const second = Math.min(first + columns, last);
      const third = Math.min(second + columns, last);
      const fourth = Math.min(third + columns, last);
      for (let j = 0; j < columns; j++) {
        const middle = center[j]!;
        const a = data[first + j]! - middle;
        const b = data[second + j]! - middle;
        const c = data[third + j]! - middle;
        const d = data[fourth + j]! - middle;
        part[j]! += squared ? w0 * a * a + w1 * b * b + (w2 * c * c + w3 * d * d) : w0 * a + w1 * b + (w2 * c + w3 * d);
      }
    }
    for (let j = 0; j < columns; j++) sums[j]! += part[j]!;
  }
  return sums;
}
