import { type BinnedMatrix, columnsPerWord } from "./binned-matrix.js";

/** Sums over the rows of a node by bin, all columns' bins numbered through. */
export interface Histogram {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  readonly count: Float64Array;
}

/** An empty histogram. */
export function createHistogram(bins: number): Histogram {
  return { gradient: new Float64Array(bins), hessian: new Float64Array(bins), count: new Float64Array(bins) };
}

/**
 * The derivatives of the loss of each row, first and second, side by side by row number: whole numbers in the given units. Sums of whole numbers are exact, so no result depends on the order of the
 * rows, and a difference of histograms loses nothing.
 */
export interface RowDerivatives {
  readonly pairs: Int32Array;
  readonly gradientUnit: number;
  readonly hessianUnit: number;
  /** How many cases each row stands for; null where all are 1. */
  readonly count: Float64Array | null;
}

/** Rows that are summed before their number is taken apart from the second derivatives. */
const chunk = 2 ** 14;

/** The unit of second derivatives where every row counts once: they are at most ¼, so those of a chunk stay below {@link oneRow}. */
export const singleHessianUnit = 2 ** -27;

/** What a row adds to the sum of second derivatives to be counted along with them, where every row counts once. A chunk of rows stays below 2⁵³. */
const oneRow = 2 ** 39;

/** Working space: the derivatives of a chunk of rows, and the sums of four columns, small enough to stay in the processor's nearest cache. */
export interface Workbench {
  readonly pairs: Float64Array;
  readonly sums: Float64Array;
}

/** Working space for any node. */
export function createWorkbench(): Workbench {
  return { pairs: new Float64Array(2 * chunk), sums: new Float64Array(columnsPerWord * 256 * 3) };
}

/** Fills a histogram with the rows `order[from … to − 1]`. */
export function fillHistogram(
  { words, starts, columns }: BinnedMatrix,
  order: Int32Array,
  from: number,
  to: number,
  rows: RowDerivatives,
  histogram: Histogram,
  { pairs, sums }: Workbench,
): void {
  const { count } = rows;
  histogram.gradient.fill(0);
  histogram.hessian.fill(0);
  histogram.count.fill(0);
  for (let start = from; start < to; start += chunk) {
    const part = order.subarray(start, Math.min(start + chunk, to));
    gather(rows.pairs, part, count === null ? oneRow : 0, pairs);
    for (let group = 0; group < words.length; group++) {
      sums.fill(0);
      if (count === null) addSingleRows(words[group]!, part, pairs, sums);
      else addCountedRows(words[group]!, part, pairs, count, sums);
      const first = group * columnsPerWord;
      takeOver(starts, first, Math.min(first + columnsPerWord, columns), sums, rows, histogram);
    }
  }
}

/** The derivatives of the rows in their order, the second ones raised by `offset`. */
function gather(derivatives: Int32Array, part: Int32Array, offset: number, pairs: Float64Array): void {
  for (let i = 0; i < part.length; i++) {
    const at = 2 * part[i]!;
    pairs[2 * i] = derivatives[at]!;
    pairs[2 * i + 1] = derivatives[at + 1]! + offset;
  }
}

/** Two sums a bin: first derivatives, and second derivatives with the number of rows. */
function addSingleRows(words: Int32Array, part: Int32Array, pairs: Float64Array, sums: Float64Array): void {
  for (let i = 0; i < part.length; i++) {
    const word = words[part[i]!]!;
    const g = pairs[2 * i]!;
    const h = pairs[2 * i + 1]!;
    const a = (word & 255) << 1;
    const b = 512 + ((word >>> 7) & 510);
    const c = 1024 + ((word >>> 15) & 510);
    const d = 1536 + ((word >>> 23) & 510);
    sums[a]! += g;
    sums[a + 1]! += h;
    sums[b]! += g;
    sums[b + 1]! += h;
    sums[c]! += g;
    sums[c + 1]! += h;
    sums[d]! += g;
    sums[d + 1]! += h;
  }
}

/** Three sums a bin: first derivatives, second derivatives, cases. */
function addCountedRows(
  words: Int32Array,
  part: Int32Array,
  pairs: Float64Array,
  count: Float64Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < part.length; i++) {
    const row = part[i]!;
    const word = words[row]!;
    const g = pairs[2 * i]!;
    const h = pairs[2 * i + 1]!;
    const n = count[row]!;
    for (let column = 0; column < columnsPerWord; column++) {
      const bin = 3 * (256 * column + ((word >>> (8 * column)) & 255));
      sums[bin]! += g;
      sums[bin + 1]! += h;
      sums[bin + 2]! += n;
    }
  }
}

/** Adds the sums of the columns from `first` to `end − 1` to the histogram. */
function takeOver(
  starts: Int32Array,
  first: number,
  end: number,
  sums: Float64Array,
  { count: counted, gradientUnit, hessianUnit }: RowDerivatives,
  { gradient, hessian, count }: Histogram,
): void {
  const width = counted === null ? 2 : 3;
  for (let column = first; column < end; column++) {
    let at = (column - first) * 256 * width;
    for (let bin = starts[column]!; bin < starts[column + 1]!; bin++) {
      const second = sums[at + 1]!;
      const cases = counted === null ? Math.floor(second / oneRow) : sums[at + 2]!;
      gradient[bin]! += sums[at]! * gradientUnit;
      hessian[bin]! += (counted === null ? second - cases * oneRow : second) * hessianUnit;
      count[bin]! += cases;
      at += width;
    }
  }
}

/** whole − part, into `whole`: the histogram of a node's other child. */
export function subtractHistogram(whole: Histogram, part: Histogram): void {
  const { gradient, hessian, count } = whole;
  for (let bin = 0; bin < gradient.length; bin++) {
    gradient[bin]! -= part.gradient[bin]!;
    hessian[bin]! -= part.hessian[bin]!;
    count[bin]! -= part.count[bin]!;
  }
}
