import type { FeatureMatrix } from "../../table/index.js";
import { createCutSearch, cutsBelow } from "./cut-search.js";
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

/** The bin of x is the number of cuts below it. */
function numberBinner(cuts: Float64Array): Binner {
  const missing = cuts.length + 1;
  const search = createCutSearch(cuts);
  return ({ data, columns }, column, from, to, words, shift) => {
    for (let row = from, at = from * columns + column; row < to; row++, at += columns) {
      const x = data[at]!;
      words[row]! |= (Number.isNaN(x) ? missing : cutsBelow(search, x)) << shift;
    }
  };
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
