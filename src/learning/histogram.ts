import { chunk, columnsPerWord, oneRow, rowSums } from "./row-sums.js";

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

/** Room for the derivatives of as many rows as are summed at a time. */
export function createPairs(): Float64Array {
  return new Float64Array(2 * chunk);
}

/** Fills a histogram with the rows `order[from … to − 1]`; `starts` says where the bins of each column begin. An `order` of null means rows `from` to `to − 1`, each counting once. `pairs` is working space, see {@link createPairs}. */
export function fillHistogram(
  words: readonly Int32Array[],
  starts: Int32Array,
  order: Int32Array | null,
  from: number,
  to: number,
  rows: RowDerivatives,
  histogram: Histogram,
  pairs: Float64Array,
): void {
  const { count } = rows;
  histogram.gradient.fill(0);
  histogram.hessian.fill(0);
  histogram.count.fill(0);
  for (let start = from; start < to; start += chunk) {
    const end = Math.min(start + chunk, to);
    const part = order === null ? null : order.subarray(start, end);
    if (part !== null) gather(rows.pairs, part, count === null ? oneRow : 0, pairs);
    for (let group = 0; group < words.length; group++) {
      rowSums.sums.fill(0);
      if (part === null) rowSums.addRange(words[group]!, start, end, rows.pairs);
      else if (count === null) rowSums.addListed(words[group]!, part, pairs);
      else rowSums.addCounted(words[group]!, part, pairs, count);
      const first = group * columnsPerWord;
      takeOver(starts, first, Math.min(first + columnsPerWord, starts.length - 1), rows, histogram);
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

/** Adds the sums of the columns from `first` to `end − 1` to the histogram. */
function takeOver(
  starts: Int32Array,
  first: number,
  end: number,
  { count: counted, gradientUnit, hessianUnit }: RowDerivatives,
  { gradient, hessian, count }: Histogram,
): void {
  const { sums } = rowSums;
  const perRow = 1 / oneRow;
  const width = counted === null ? 2 : 3;
  for (let column = first; column < end; column++) {
    let at = (column - first) * 256 * width;
    for (let bin = starts[column]!; bin < starts[column + 1]!; bin++) {
      const second = sums[at + 1]!;
      const cases = counted === null ? Math.floor(second * perRow) : sums[at + 2]!;
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
