import { type BinnedMatrix, binsPerColumn, columnsPerWord } from "./binned-matrix.js";
import { chunk, oneRow } from "./derivative-units.js";
import { rowSums } from "./row-sums.js";

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
 * The derivatives of the loss of each row, first and second, side by side by row number: whole numbers in the given
 * units, the second ones with {@link oneRow} where every row counts once. Sums of whole numbers are exact, so no result
 * depends on the order of the rows, and a difference of histograms loses nothing.
 */
export interface RowDerivatives {
  readonly pairs: Float64Array;
  readonly gradientUnit: number;
  readonly hessianUnit: number;
  /** How many cases each row stands for; null where all are 1. */
  readonly count: Float64Array | null;
}

/** Room for the derivatives of as many rows as are summed at a time. */
export function createPairs(): Float64Array {
  return new Float64Array(2 * chunk);
}

/** The rows of a node, `order[from … to − 1]`; an `order` of null means rows `from` to `to − 1`, each counting once. */
export interface NodeRows {
  readonly order: Int32Array | null;
  readonly from: number;
  readonly to: number;
}

/** Fills a histogram with the rows of a node; `pairs` is working space, see {@link createPairs}. */
export function fillHistogram(
  { words, starts }: BinnedMatrix,
  { order, from, to }: NodeRows,
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
    if (part !== null) gather(rows.pairs, part, pairs);
    for (let group = 0; group < words.length; group++) {
      rowSums.first.fill(0);
      rowSums.second.fill(0);
      if (count !== null) rowSums.cases.fill(0);
      if (part === null) rowSums.addRange(words[group]!, start, end, rows.pairs);
      else if (count === null) rowSums.addListed(words[group]!, part, pairs);
      else rowSums.addCounted(words[group]!, part, pairs, count);
      const first = group * columnsPerWord;
      addSums(starts, first, Math.min(first + columnsPerWord, starts.length - 1), rows, histogram);
    }
  }
}

/** The derivatives of the rows in their order. */
function gather(derivatives: Float64Array, part: Int32Array, pairs: Float64Array): void {
  const { length } = part;
  let i = 0;
  for (const odd = length & 3; i < odd; i++) {
    const at = 2 * part[i]!;
    pairs[2 * i] = derivatives[at]!;
    pairs[2 * i + 1] = derivatives[at + 1]!;
  }
  // Four at a time, all loads before any store, and the remainder first: see row-sums.ts.
  for (; i < length; i += 4) {
    const a = 2 * part[i]!;
    const b = 2 * part[i + 1]!;
    const c = 2 * part[i + 2]!;
    const d = 2 * part[i + 3]!;
    const g0 = derivatives[a]!;
    const h0 = derivatives[a + 1]!;
    const g1 = derivatives[b]!;
    const h1 = derivatives[b + 1]!;
    const g2 = derivatives[c]!;
    const h2 = derivatives[c + 1]!;
    const g3 = derivatives[d]!;
    const h3 = derivatives[d + 1]!;
    const to = 2 * i;
    pairs[to] = g0;
    pairs[to + 1] = h0;
    pairs[to + 2] = g1;
    pairs[to + 3] = h1;
    pairs[to + 4] = g2;
    pairs[to + 5] = h2;
    pairs[to + 6] = g3;
    pairs[to + 7] = h3;
  }
}

/** Adds the sums of the rows for the columns from `first` to `end − 1` to the histogram. */
function addSums(
  starts: Int32Array,
  first: number,
  end: number,
  { count: counted, gradientUnit, hessianUnit }: RowDerivatives,
  { gradient, hessian, count }: Histogram,
): void {
  const perRow = 1 / oneRow;
  for (let column = first; column < end; column++) {
    let at = (column - first) * binsPerColumn;
    for (let bin = starts[column]!; bin < starts[column + 1]!; bin++) {
      const second = rowSums.second[at]!;
      const cases = counted === null ? Math.floor(second * perRow) : rowSums.cases[at]!;
      gradient[bin]! += rowSums.first[at]! * gradientUnit;
      hessian[bin]! += (counted === null ? second - cases * oneRow : second) * hessianUnit;
      count[bin]! += cases;
      at++;
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
