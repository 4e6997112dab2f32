import { quantile } from "../../numeric/index.js";

/** Points that lie side by side, one in each lane. */
export const lanes = 8;

const sampleRows = 1001;

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

/** Puts all rows of a matrix in lanes; the last one fills up the last eight. */
export function layAllForSimd(
  points: Float64Array,
  rows: number,
  columns: number,
  middle: Float64Array,
  into: Float32Array,
): void {
  const list = new Int32Array(lanes);
  for (let row = 0; row < rows; row += lanes) {
    for (let lane = 0; lane < lanes; lane++) list[lane] = Math.min(row + lane, rows - 1);
    layForSimd(points, columns, list, 0, lanes, middle, into, row * columns);
  }
}

/**
 * Puts the listed rows from `from` to `to`, counted from the middle and in single precision, side by side in eights:
 * the eight values of the first column, then of the next. The last row fills up the last eight.
 */
export function layForSimd(
  points: Float64Array,
  columns: number,
  list: Int32Array,
  from: number,
  to: number,
  middle: Float64Array,
  into: Float32Array,
  start: number,
): void {
  let at = start;
  for (let place = from; place < to; place += lanes) {
    const last = to - 1;
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
      at += lanes;
    }
  }
}
