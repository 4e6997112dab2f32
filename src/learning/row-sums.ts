/** Columns whose bins share a word, a byte each. */
export const columnsPerWord = 4;

/** Rows that are summed before their number is taken apart from the second derivatives. */
export const chunk = 2 ** 14;

/** The unit of second derivatives where every row counts once: they are at most ¼, so those of a chunk stay below {@link oneRow}. */
export const singleHessianUnit = 2 ** -27;

/** What a row adds to the sum of second derivatives to be counted along with them, where every row counts once. A chunk of rows stays below 2⁵³. */
export const oneRow = 2 ** 39;

/** Sums over rows by bin, for the four columns of a word. */
export interface RowSums {
  /** For single rows two numbers a bin and for counted rows three, 256 bins a column: first derivatives, second derivatives (with {@link oneRow} for every single row), cases. */
  readonly sums: Float64Array;
  /** Adds rows that lie side by side and count once each. */
  readonly addRange: (words: Int32Array, from: number, to: number, derivatives: Int32Array) => void;
  /** Adds the listed rows, which count once each; `pairs` holds their derivatives in the order of the list, the second ones with {@link oneRow}. */
  readonly addListed: (words: Int32Array, list: Int32Array, pairs: Float64Array) => void;
  /** Adds the listed rows, which stand for `count` cases each. */
  readonly addCounted: (words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array) => void;
}

/**
 * The innermost loops of boosting. The array is made here once and for all because the engine leaves out the checks of its bounds only where it can see that it is always the same one, which makes the loops a
 * tenth faster. Whoever uses the sums clears them first and reads them before anyone else can run.
 */
function createRowSums(): RowSums {
  const sums = new Float64Array(columnsPerWord * 256 * 3);

  function addRange(words: Int32Array, from: number, to: number, derivatives: Int32Array): void {
    for (let row = from; row < to; row++) {
      const word = words[row]!;
      const g = derivatives[2 * row]!;
      const h = derivatives[2 * row + 1]! + oneRow;
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

  function addListed(words: Int32Array, list: Int32Array, pairs: Float64Array): void {
    for (let i = 0; i < list.length; i++) {
      const word = words[list[i]!]!;
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

  function addCounted(words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array): void {
    for (let i = 0; i < list.length; i++) {
      const row = list[i]!;
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

  return { sums, addRange, addListed, addCounted };
}

/** The one set of sums. */
export const rowSums: RowSums = createRowSums();
