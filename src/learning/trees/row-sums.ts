// Written by scripts/unrolled/row-sums.ts (npm run build:unrolled): make changes there.

import { binsPerColumn, columnsPerWord } from "./binned-matrix.js";

/** Sums over rows by bin, for the four columns of a word: {@link binsPerColumn} places a column. */
export interface RowSums {
  /** Of first derivatives. */
  readonly first: Float64Array;
  /** Of second derivatives, with `oneRow` for every single row. */
  readonly second: Float64Array;
  /** Of cases, where rows stand for several. */
  readonly cases: Float64Array;
  /**
   * Adds rows that lie side by side and count once each; `pairs` holds their derivatives by row, the second ones with
   * `oneRow`.
   */
  readonly addRange: (words: Int32Array, from: number, end: number, pairs: Float64Array) => void;
  /**
   * Adds the listed rows, which count once each; `pairs` holds their derivatives in the order of the list, the second
   * ones with `oneRow`.
   */
  readonly addListed: (words: Int32Array, list: Int32Array, pairs: Float64Array) => void;
  /** Adds the listed rows, which stand for `count` cases each. */
  readonly addCounted: (words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array) => void;
}

/**
 * The innermost loops of boosting. The arrays are constants of a closure, which V8 folds into its code, with most
 * checks of bounds; of a module they would not be constants, because bundlers make variables of them. Four rows are
 * loaded before any is added, since a store may alias every load that follows. The remainder comes first: a function
 * that is entered by on-stack replacement has no feedback yet on what comes after the loop, and is deoptimized there
 * each time.
 */
function createRowSums(): RowSums {
  const first = new Float64Array(columnsPerWord * binsPerColumn);
  const second = new Float64Array(columnsPerWord * binsPerColumn);
  const cases = new Float64Array(columnsPerWord * binsPerColumn);

  function addRow(word: number, gradient: number, hessian: number): void {
    const place0 = word & 255;
    const place1 = ((word >>> 8) & 255) + 256;
    const place2 = ((word >>> 16) & 255) + 512;
    const place3 = (word >>> 24) + 768;
    first[place0]! += gradient;
    second[place0]! += hessian;
    first[place1]! += gradient;
    second[place1]! += hessian;
    first[place2]! += gradient;
    second[place2]! += hessian;
    first[place3]! += gradient;
    second[place3]! += hessian;
  }

  function addRange(words: Int32Array, from: number, end: number, pairs: Float64Array): void {
    let i = from;

    for (const odd = i + ((end - i) & 3); i < odd; i++) addRow(words[i]!, pairs[2 * i]!, pairs[2 * i + 1]!);
    for (; i < end; i += 4) {
      const word0 = words[i]!;
      const word1 = words[i + 1]!;
      const word2 = words[i + 2]!;
      const word3 = words[i + 3]!;
      const at = 2 * i;
      const gradient0 = pairs[at]!;
      const hessian0 = pairs[at + 1]!;
      const gradient1 = pairs[at + 2]!;
      const hessian1 = pairs[at + 3]!;
      const gradient2 = pairs[at + 4]!;
      const hessian2 = pairs[at + 5]!;
      const gradient3 = pairs[at + 6]!;
      const hessian3 = pairs[at + 7]!;
      const place00 = word0 & 255;
      const place01 = ((word0 >>> 8) & 255) + 256;
      const place02 = ((word0 >>> 16) & 255) + 512;
      const place03 = (word0 >>> 24) + 768;
      first[place00]! += gradient0;
      second[place00]! += hessian0;
      first[place01]! += gradient0;
      second[place01]! += hessian0;
      first[place02]! += gradient0;
      second[place02]! += hessian0;
      first[place03]! += gradient0;
      second[place03]! += hessian0;
      const place10 = word1 & 255;
      const place11 = ((word1 >>> 8) & 255) + 256;
      const place12 = ((word1 >>> 16) & 255) + 512;
      const place13 = (word1 >>> 24) + 768;
      first[place10]! += gradient1;
      second[place10]! += hessian1;
      first[place11]! += gradient1;
      second[place11]! += hessian1;
      first[place12]! += gradient1;
      second[place12]! += hessian1;
      first[place13]! += gradient1;
      second[place13]! += hessian1;
      const place20 = word2 & 255;
      const place21 = ((word2 >>> 8) & 255) + 256;
      const place22 = ((word2 >>> 16) & 255) + 512;
      const place23 = (word2 >>> 24) + 768;
      first[place20]! += gradient2;
      second[place20]! += hessian2;
      first[place21]! += gradient2;
      second[place21]! += hessian2;
      first[place22]! += gradient2;
      second[place22]! += hessian2;
      first[place23]! += gradient2;
      second[place23]! += hessian2;
      const place30 = word3 & 255;
      const place31 = ((word3 >>> 8) & 255) + 256;
      const place32 = ((word3 >>> 16) & 255) + 512;
      const place33 = (word3 >>> 24) + 768;
      first[place30]! += gradient3;
      second[place30]! += hessian3;
      first[place31]! += gradient3;
      second[place31]! += hessian3;
      first[place32]! += gradient3;
      second[place32]! += hessian3;
      first[place33]! += gradient3;
      second[place33]! += hessian3;
    }
  }

  function addListed(words: Int32Array, list: Int32Array, pairs: Float64Array): void {
    const end = list.length;
    let i = 0;

    for (const odd = i + ((end - i) & 3); i < odd; i++) addRow(words[list[i]!]!, pairs[2 * i]!, pairs[2 * i + 1]!);
    for (; i < end; i += 4) {
      const word0 = words[list[i]!]!;
      const word1 = words[list[i + 1]!]!;
      const word2 = words[list[i + 2]!]!;
      const word3 = words[list[i + 3]!]!;
      const at = 2 * i;
      const gradient0 = pairs[at]!;
      const hessian0 = pairs[at + 1]!;
      const gradient1 = pairs[at + 2]!;
      const hessian1 = pairs[at + 3]!;
      const gradient2 = pairs[at + 4]!;
      const hessian2 = pairs[at + 5]!;
      const gradient3 = pairs[at + 6]!;
      const hessian3 = pairs[at + 7]!;
      const place00 = word0 & 255;
      const place01 = ((word0 >>> 8) & 255) + 256;
      const place02 = ((word0 >>> 16) & 255) + 512;
      const place03 = (word0 >>> 24) + 768;
      first[place00]! += gradient0;
      second[place00]! += hessian0;
      first[place01]! += gradient0;
      second[place01]! += hessian0;
      first[place02]! += gradient0;
      second[place02]! += hessian0;
      first[place03]! += gradient0;
      second[place03]! += hessian0;
      const place10 = word1 & 255;
      const place11 = ((word1 >>> 8) & 255) + 256;
      const place12 = ((word1 >>> 16) & 255) + 512;
      const place13 = (word1 >>> 24) + 768;
      first[place10]! += gradient1;
      second[place10]! += hessian1;
      first[place11]! += gradient1;
      second[place11]! += hessian1;
      first[place12]! += gradient1;
      second[place12]! += hessian1;
      first[place13]! += gradient1;
      second[place13]! += hessian1;
      const place20 = word2 & 255;
      const place21 = ((word2 >>> 8) & 255) + 256;
      const place22 = ((word2 >>> 16) & 255) + 512;
      const place23 = (word2 >>> 24) + 768;
      first[place20]! += gradient2;
      second[place20]! += hessian2;
      first[place21]! += gradient2;
      second[place21]! += hessian2;
      first[place22]! += gradient2;
      second[place22]! += hessian2;
      first[place23]! += gradient2;
      second[place23]! += hessian2;
      const place30 = word3 & 255;
      const place31 = ((word3 >>> 8) & 255) + 256;
      const place32 = ((word3 >>> 16) & 255) + 512;
      const place33 = (word3 >>> 24) + 768;
      first[place30]! += gradient3;
      second[place30]! += hessian3;
      first[place31]! += gradient3;
      second[place31]! += hessian3;
      first[place32]! += gradient3;
      second[place32]! += hessian3;
      first[place33]! += gradient3;
      second[place33]! += hessian3;
    }
  }

  function addCounted(words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array): void {
    for (let i = 0; i < list.length; i++) {
      const row = list[i]!;
      const word = words[row]!;
      const counted = count[row]!;
      addRow(word, pairs[2 * i]!, pairs[2 * i + 1]!);
      cases[word & 255]! += counted;
      cases[((word >>> 8) & 255) + 256]! += counted;
      cases[((word >>> 16) & 255) + 512]! += counted;
      cases[(word >>> 24) + 768]! += counted;
    }
  }

  return { first, second, cases, addRange, addListed, addCounted };
}

/** The one set of sums: whoever uses it clears it first and reads it before anyone else can run. */
export const rowSums: RowSums = /* @__PURE__ */ createRowSums();
