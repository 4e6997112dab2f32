import type { RowMajor } from "./linear-predictor.js";

/** A block of weighted z, column by column, padded to whole tiles. */
export interface ScatterBuffer {
  readonly values: Float64Array;
  /** Columns including padding. */
  readonly width: number;
  readonly block: number;
}

/** Where the columns are centered and scaled, and the matrix (columns + 1)² that is added to. */
interface ScatterTarget {
  readonly center: Float64Array;
  readonly inverseScale: Float64Array;
  readonly hessian: Float64Array;
}

const tile = 3;

/** Room for a block of rows of `width` columns. */
export function scatterBuffer(width: number, block: number): ScatterBuffer {
  const padded = Math.ceil(width / tile) * tile;
  return { values: new Float64Array(padded * block), width: padded, block };
}

/**
 * hessian += Σ s z zᵀ with z = (1, (x − center) · inverseScale), the lower triangle, over the rows from `start` to
 * `end`; weights s ≥ 0.
 */
export function addScatter(
  x: RowMajor,
  start: number,
  end: number,
  s: Float64Array,
  target: ScatterTarget,
  buffer: ScatterBuffer,
): void {
  const { columns } = x;
  const rows = end - start;
  layOut(x, start, rows, s, target, buffer);
  const size = columns + 1;
  for (let p = 0; p < buffer.width; p += tile) {
    for (let q = 0; q <= p; q += tile) addTile(buffer, rows, p, q, target.hessian, size);
  }
}

/** Lays √s z out column by column, so that the products of two columns run over contiguous memory. */
function layOut(
  { data, columns }: RowMajor,
  start: number,
  rows: number,
  s: Float64Array,
  { center, inverseScale }: ScatterTarget,
  { values, block }: ScatterBuffer,
): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const first = (start + i) * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    const a = Math.sqrt(s[i]!);
    const b = Math.sqrt(s[i + 1]!);
    const c = Math.sqrt(s[i + 2]!);
    const d = Math.sqrt(s[i + 3]!);
    values[i] = a;
    values[i + 1] = b;
    values[i + 2] = c;
    values[i + 3] = d;
    let to = block + i;
    for (let j = 0; j < columns; j++) {
      const middle = center[j]!;
      const inverse = inverseScale[j]!;
      values[to] = a * ((data[first + j]! - middle) * inverse);
      values[to + 1] = b * ((data[second + j]! - middle) * inverse);
      values[to + 2] = c * ((data[third + j]! - middle) * inverse);
      values[to + 3] = d * ((data[fourth + j]! - middle) * inverse);
      to += block;
    }
  }
  for (; i < rows; i++) {
    const from = (start + i) * columns;
    const a = Math.sqrt(s[i]!);
    values[i] = a;
    for (let j = 0; j < columns; j++) {
      values[(j + 1) * block + i] = a * ((data[from + j]! - center[j]!) * inverseScale[j]!);
    }
  }
}

/** The products of three columns from p on with three from q on: nine sums, which stay in registers. */
function addTile(
  { values: v, block }: ScatterBuffer,
  rows: number,
  p: number,
  q: number,
  sums: Float64Array,
  size: number,
): void {
  const a = p * block;
  const b = q * block;
  const a1 = a + block;
  const a2 = a1 + block;
  const b1 = b + block;
  const b2 = b1 + block;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let i = 0; i < rows; i++) {
    const u0 = v[a + i]!;
    const u1 = v[a1 + i]!;
    const u2 = v[a2 + i]!;
    const w0 = v[b + i]!;
    const w1 = v[b1 + i]!;
    const w2 = v[b2 + i]!;
    s00 += u0 * w0;
    s01 += u0 * w1;
    s02 += u0 * w2;
    s10 += u1 * w0;
    s11 += u1 * w1;
    s12 += u1 * w2;
    s20 += u2 * w0;
    s21 += u2 * w1;
    s22 += u2 * w2;
  }
  addRow(sums, p, q, size, s00, s01, s02);
  addRow(sums, p + 1, q, size, s10, s11, s12);
  addRow(sums, p + 2, q, size, s20, s21, s22);
}

function addRow(sums: Float64Array, p: number, q: number, size: number, x: number, y: number, z: number): void {
  if (p >= size) return;
  const at = p * size + q;
  sums[at]! += x;
  if (q + 1 < size) sums[at + 1]! += y;
  if (q + 2 < size) sums[at + 2]! += z;
}
