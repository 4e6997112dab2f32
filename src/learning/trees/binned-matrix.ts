import type { FeatureMatrix } from "../../table/index.js";
import type { ColumnBins } from "./feature-bins.js";

/**
 * Features as bins: for every four columns an array with a word a row, the first column in its lowest byte. The last
 * bin of every column holds its missing values.
 */
export interface BinnedMatrix {
  readonly words: readonly Int32Array[];
  /** Where the bins of each column begin when those of all columns are numbered through; one more at the end. */
  readonly starts: Int32Array;
}

/** Columns whose bins share a word, a byte each. */
export const columnsPerWord = 4;

/** Bins a column can have at most: the values of a byte. */
export const binsPerColumn = 256;

/** Rows that are binned together, so that their features stay in the cache for all columns. */
const block = 1024;

/** Cells of the grid that narrows the binary search for a cut. */
const cells = 1024;

/** Puts every value into its bin. */
export function binFeatures(matrix: FeatureMatrix, bins: readonly ColumnBins[]): BinnedMatrix {
  const { rows, columns } = matrix;
  const starts = new Int32Array(columns + 1);
  bins.forEach((column, c) => {
    starts[c + 1] = starts[c]! + binCount(column) + 1;
  });
  const words = Array.from({ length: Math.ceil(columns / columnsPerWord) }, () => new Int32Array(rows));
  const binners = bins.map((column) =>
    column.kind === "numbers" ? numberBinner(column.cuts) : categoryBinner(column.categories),
  );
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(start + block, rows);
    binners.forEach((binRows, c) => {
      binRows(matrix, c, start, end, words[Math.floor(c / columnsPerWord)]!, 8 * (c % columnsPerWord));
    });
  }
  return { words, starts };
}

/** Puts the values of a column in some rows into their bins, and the bins into their byte of the words. */
type Binner = (
  matrix: FeatureMatrix,
  column: number,
  from: number,
  to: number,
  words: Int32Array,
  shift: number,
) => void;

/** Bins without the one for missing values. */
function binCount(column: ColumnBins): number {
  return column.kind === "numbers" ? column.cuts.length + 1 : column.categories.length;
}

/**
 * The bin of x is the number of cuts below it. A grid over the range of the cuts, monotone in x however it rounds,
 * leaves only the cuts in the cell of x to be compared.
 */
function numberBinner(cuts: Float64Array): Binner {
  const missing = cuts.length + 1;
  const low = cuts[0] ?? 0;
  const width = (cuts[cuts.length - 1] ?? 0) - low;
  const scale = width > 0 ? Math.min(cells / width, Number.MAX_VALUE) : 0;
  const before = cutsBefore(cuts, low, scale);
  return ({ data, columns }, column, from, to, words, shift) => {
    for (let row = from, at = from * columns + column; row < to; row++, at += columns) {
      const x = data[at]!;
      let bin = missing;
      if (!Number.isNaN(x)) {
        const cell = cellOf(x, low, scale);
        bin = before[cell]!;
        let end = before[cell + 1]!;
        while (bin < end) {
          const middle = (bin + end) >> 1;
          if (cuts[middle]! < x) bin = middle + 1;
          else end = middle;
        }
      }
      words[row]! |= bin << shift;
    }
  };
}

function cellOf(x: number, low: number, scale: number): number {
  const place = (x - low) * scale;
  return place > 0 ? (place < cells ? Math.floor(place) : cells - 1) : 0;
}

/** How many cuts lie in earlier cells than each. */
function cutsBefore(cuts: Float64Array, low: number, scale: number): Int32Array {
  const before = new Int32Array(cells + 1);
  for (const cut of cuts) before[cellOf(cut, low, scale) + 1]!++;
  for (let cell = 0; cell < cells; cell++) before[cell + 1]! += before[cell]!;
  return before;
}

function categoryBinner(categories: Float64Array): Binner {
  const missing = categories.length;
  const binOf = new Map<number, number>();
  categories.forEach((category, bin) => {
    binOf.set(category, bin);
  });
  return ({ data, columns }, column, from, to, words, shift) => {
    for (let row = from; row < to; row++) {
      words[row]! |= (binOf.get(data[row * columns + column]!) ?? missing) << shift;
    }
  };
}
