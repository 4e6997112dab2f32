import { quantile } from "../../numeric/index.js";

/** Points that the kernel looks at together: two vectors of four lanes. */
export const simdGroupSize = 8;

const sampleRows = 1001;
const rowsAtATime = 1024;

/**
 * The median of every column, judged by some of the rows: a middle from which the coordinates of most points are small.
 */
export function middleOf(points: Float64Array, rows: number, columns: number, middle: Float64Array): void {
  const count = Math.min(rows, sampleRows);
  for (let column = 0; column < columns; column++) {
    const sample = Float64Array.from(
      { length: count },
      (_, i) => points[Math.floor((i * rows) / count) * columns + column]!,
    );
    middle[column] = quantile(sample, 0.5);
  }
}

/** Lays out all rows of a matrix, as {@link layForSimd} does with some. */
export function layAllForSimd(
  points: Float64Array,
  rows: number,
  columns: number,
  middle: Float64Array,
  into: Float32Array,
): void {
  const list = new Int32Array(rowsAtATime);
  for (let from = 0; from < rows; from += rowsAtATime) {
    const count = Math.min(rowsAtATime, rows - from);
    for (let i = 0; i < count; i++) list[i] = from + i;
    layForSimd(points, columns, list, 0, count, middle, into.subarray(from * columns));
  }
}

/**
 * Lays out the listed rows from `from` to `to` in groups of eight, counted from the middle and in single precision: the
 * eight values of the first column, then those of the next. The last row fills up the last group.
 */
export function layForSimd(
  points: Float64Array,
  columns: number,
  list: Int32Array,
  from: number,
  to: number,
  middle: Float64Array,
  into: Float32Array,
): void {
  const last = to - 1;
  let at = 0;
  for (let place = from; place < to; place += simdGroupSize) {
    // Written out, for eight counters in registers are as fast as one; in an array they would take twice the time.
    let p0 = list[place]! * columns;
    let p1 = list[Math.min(place + 1, last)]! * columns;
    let p2 = list[Math.min(place + 2, last)]! * columns;
    let p3 = list[Math.min(place + 3, last)]! * columns;
    let p4 = list[Math.min(place + 4, last)]! * columns;
    let p5 = list[Math.min(place + 5, last)]! * columns;
    let p6 = list[Math.min(place + 6, last)]! * columns;
    let p7 = list[Math.min(place + 7, last)]! * columns;
    for (let f = 0; f < columns; f++) {
      const origin = middle[f]!;
      into[at] = points[p0++]! - origin;
      into[at + 1] = points[p1++]! - origin;
      into[at + 2] = points[p2++]! - origin;
      into[at + 3] = points[p3++]! - origin;
      into[at + 4] = points[p4++]! - origin;
      into[at + 5] = points[p5++]! - origin;
      into[at + 6] = points[p6++]! - origin;
      into[at + 7] = points[p7++]! - origin;
      at += simdGroupSize;
    }
  }
}
