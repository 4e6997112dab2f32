/** Columns whose bins share a word, a byte each. */
export const columnsPerWord = 4;

/** Places a column has in the sums. */
export const binsPerColumn = 256;

/** Rows that are summed before their number is taken apart from the second derivatives. */
export const chunk = 2 ** 14;

/**
 * The unit of second derivatives where every row counts once: they are at most ¼, so those of a chunk stay below {@link
 * oneRow}.
 */
export const singleHessianUnit = 2 ** -27;

/**
 * What a row adds to the sum of second derivatives to be counted along with them, where every row counts once. A chunk
 * of rows stays below 2⁵³.
 */
export const oneRow = 2 ** 39;

/** Sums over rows by bin, for the four columns of a word: {@link binsPerColumn} places a column. */
export interface RowSums {
  /** Of first derivatives. */
  readonly first: Float64Array;
  /** Of second derivatives, with {@link oneRow} for every single row. */
  readonly second: Float64Array;
  /** Of cases, where rows stand for several. */
  readonly cases: Float64Array;
  /**
   * Adds rows that lie side by side and count once each; `pairs` holds their derivatives by row, the second ones with
   * {@link oneRow}.
   */
  readonly addRange: (words: Int32Array, from: number, to: number, pairs: Float64Array) => void;
  /**
   * Adds the listed rows, which count once each; `pairs` holds their derivatives in the order of the list, the second
   * ones with {@link oneRow}.
   */
  readonly addListed: (words: Int32Array, list: Int32Array, pairs: Float64Array) => void;
  /** Adds the listed rows, which stand for `count` cases each. */
  readonly addCounted: (words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array) => void;
}

/**
 * The innermost loops of boosting. The arrays are made here once and for all because the engine leaves out most checks
 * of their bounds only where it can see that they are always the same ones. Four rows are read before any is added, and
 * all is written out, because with every turn of a loop, and with every call, the engine checks anew what it reads
 * from. Rows that are left over come first: code compiled while the loop runs for the first time knows nothing of what
 * comes after it, and is given up there again and again. Together that takes half off the time. Whoever uses the sums
 * clears them first and reads them before anyone else can run.
 */
function createRowSums(): RowSums {
  const first = new Float64Array(columnsPerWord * binsPerColumn);
  const second = new Float64Array(columnsPerWord * binsPerColumn);
  const cases = new Float64Array(columnsPerWord * binsPerColumn);

  function add(word: number, g: number, h: number): void {
    const a = word & 255;
    const b = ((word >>> 8) & 255) + 256;
    const c = ((word >>> 16) & 255) + 512;
    const d = (word >>> 24) + 768;
    first[a]! += g;
    second[a]! += h;
    first[b]! += g;
    second[b]! += h;
    first[c]! += g;
    second[c]! += h;
    first[d]! += g;
    second[d]! += h;
  }

  function addRange(words: Int32Array, from: number, to: number, pairs: Float64Array): void {
    let row = from;
    for (const odd = from + ((to - from) & 3); row < odd; row++) add(words[row]!, pairs[2 * row]!, pairs[2 * row + 1]!);
    for (; row < to; row += 4) {
      const w0 = words[row]!;
      const w1 = words[row + 1]!;
      const w2 = words[row + 2]!;
      const w3 = words[row + 3]!;
      const at = 2 * row;
      const g0 = pairs[at]!;
      const h0 = pairs[at + 1]!;
      const g1 = pairs[at + 2]!;
      const h1 = pairs[at + 3]!;
      const g2 = pairs[at + 4]!;
      const h2 = pairs[at + 5]!;
      const g3 = pairs[at + 6]!;
      const h3 = pairs[at + 7]!;
      const a0 = w0 & 255;
      const b0 = ((w0 >>> 8) & 255) + 256;
      const c0 = ((w0 >>> 16) & 255) + 512;
      const d0 = (w0 >>> 24) + 768;
      first[a0]! += g0;
      second[a0]! += h0;
      first[b0]! += g0;
      second[b0]! += h0;
      first[c0]! += g0;
      second[c0]! += h0;
      first[d0]! += g0;
      second[d0]! += h0;
      const a1 = w1 & 255;
      const b1 = ((w1 >>> 8) & 255) + 256;
      const c1 = ((w1 >>> 16) & 255) + 512;
      const d1 = (w1 >>> 24) + 768;
      first[a1]! += g1;
      second[a1]! += h1;
      first[b1]! += g1;
      second[b1]! += h1;
      first[c1]! += g1;
      second[c1]! += h1;
      first[d1]! += g1;
      second[d1]! += h1;
      const a2 = w2 & 255;
      const b2 = ((w2 >>> 8) & 255) + 256;
      const c2 = ((w2 >>> 16) & 255) + 512;
      const d2 = (w2 >>> 24) + 768;
      first[a2]! += g2;
      second[a2]! += h2;
      first[b2]! += g2;
      second[b2]! += h2;
      first[c2]! += g2;
      second[c2]! += h2;
      first[d2]! += g2;
      second[d2]! += h2;
      const a3 = w3 & 255;
      const b3 = ((w3 >>> 8) & 255) + 256;
      const c3 = ((w3 >>> 16) & 255) + 512;
      const d3 = (w3 >>> 24) + 768;
      first[a3]! += g3;
      second[a3]! += h3;
      first[b3]! += g3;
      second[b3]! += h3;
      first[c3]! += g3;
      second[c3]! += h3;
      first[d3]! += g3;
      second[d3]! += h3;
    }
  }

  function addListed(words: Int32Array, list: Int32Array, pairs: Float64Array): void {
    const { length } = list;
    let i = 0;
    for (const odd = length & 3; i < odd; i++) add(words[list[i]!]!, pairs[2 * i]!, pairs[2 * i + 1]!);
    for (; i < length; i += 4) {
      const w0 = words[list[i]!]!;
      const w1 = words[list[i + 1]!]!;
      const w2 = words[list[i + 2]!]!;
      const w3 = words[list[i + 3]!]!;
      const at = 2 * i;
      const g0 = pairs[at]!;
      const h0 = pairs[at + 1]!;
      const g1 = pairs[at + 2]!;
      const h1 = pairs[at + 3]!;
      const g2 = pairs[at + 4]!;
      const h2 = pairs[at + 5]!;
      const g3 = pairs[at + 6]!;
      const h3 = pairs[at + 7]!;
      const a0 = w0 & 255;
      const b0 = ((w0 >>> 8) & 255) + 256;
      const c0 = ((w0 >>> 16) & 255) + 512;
      const d0 = (w0 >>> 24) + 768;
      first[a0]! += g0;
      second[a0]! += h0;
      first[b0]! += g0;
      second[b0]! += h0;
      first[c0]! += g0;
      second[c0]! += h0;
      first[d0]! += g0;
      second[d0]! += h0;
      const a1 = w1 & 255;
      const b1 = ((w1 >>> 8) & 255) + 256;
      const c1 = ((w1 >>> 16) & 255) + 512;
      const d1 = (w1 >>> 24) + 768;
      first[a1]! += g1;
      second[a1]! += h1;
      first[b1]! += g1;
      second[b1]! += h1;
      first[c1]! += g1;
      second[c1]! += h1;
      first[d1]! += g1;
      second[d1]! += h1;
      const a2 = w2 & 255;
      const b2 = ((w2 >>> 8) & 255) + 256;
      const c2 = ((w2 >>> 16) & 255) + 512;
      const d2 = (w2 >>> 24) + 768;
      first[a2]! += g2;
      second[a2]! += h2;
      first[b2]! += g2;
      second[b2]! += h2;
      first[c2]! += g2;
      second[c2]! += h2;
      first[d2]! += g2;
      second[d2]! += h2;
      const a3 = w3 & 255;
      const b3 = ((w3 >>> 8) & 255) + 256;
      const c3 = ((w3 >>> 16) & 255) + 512;
      const d3 = (w3 >>> 24) + 768;
      first[a3]! += g3;
      second[a3]! += h3;
      first[b3]! += g3;
      second[b3]! += h3;
      first[c3]! += g3;
      second[c3]! += h3;
      first[d3]! += g3;
      second[d3]! += h3;
    }
  }

  function addCounted(words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array): void {
    for (let i = 0; i < list.length; i++) {
      const row = list[i]!;
      const word = words[row]!;
      const n = count[row]!;
      add(word, pairs[2 * i]!, pairs[2 * i + 1]!);
      cases[word & 255]! += n;
      cases[((word >>> 8) & 255) + 256]! += n;
      cases[((word >>> 16) & 255) + 512]! += n;
      cases[(word >>> 24) + 768]! += n;
    }
  }

  return { first, second, cases, addRange, addListed, addCounted };
}

/** The one set of sums. */
export const rowSums: RowSums = /* @__PURE__ */ createRowSums();
