import { each, upTo } from "./each.js";

const columns = upTo(4);
const rows = upTo(4);

/** Where a row's bin of a column lies in the sums; its number is a byte of the row's word. */
const placeOf = (column: number, word: string) =>
  [`${word} & 255`, `((${word} >>> 8) & 255) + 256`, `((${word} >>> 16) & 255) + 512`, `(${word} >>> 24) + 768`][
    column
  ]!;

/** Adds a row to its bin of every column. */
const addRow = (row: number) => `
  ${each(columns, (c) => `const place${row}${c} = ${placeOf(c, `word${row}`)};`)}
  ${each(
    columns,
    (c) => `
    first[place${row}${c}]! += gradient${row};
    second[place${row}${c}]! += hessian${row};`,
  )}`;

/** Adds rows from \`i\` to \`end\`: what four do not divide one by one, the others by fours. */
const addRows = (rowAt: (i: string) => string) => `
  for (const odd = i + ((end - i) & 3); i < odd; i++) addRow(words[${rowAt("i")}]!, pairs[2 * i]!, pairs[2 * i + 1]!);
  for (; i < end; i += 4) {
    ${each(rows, (n) => `const word${n} = words[${rowAt(n === 0 ? "i" : `i + ${n}`)}]!;`)}
    const at = 2 * i;
    ${each(
      rows,
      (n) => `
      const gradient${n} = pairs[${n === 0 ? "at" : `at + ${2 * n}`}]!;
      const hessian${n} = pairs[at + ${2 * n + 1}]!;`,
    )}
    ${each(rows, addRow)}
  }`;

/** `src/learning/trees/row-sums.ts`. */
export const rowSums = `
import { binsPerColumn, columnsPerWord } from "./binned-matrix.js";

/** Sums over rows by bin, for the four columns of a word: {@link binsPerColumn} places a column. */
export interface RowSums {
  /** Of first derivatives. */
  readonly first: Float64Array;
  /** Of second derivatives, with \`oneRow\` for every single row. */
  readonly second: Float64Array;
  /** Of cases, where rows stand for several. */
  readonly cases: Float64Array;
  /**
   * Adds rows that lie side by side and count once each; \`pairs\` holds their derivatives by row, the second ones with
   * \`oneRow\`.
   */
  readonly addRange: (words: Int32Array, from: number, end: number, pairs: Float64Array) => void;
  /**
   * Adds the listed rows, which count once each; \`pairs\` holds their derivatives in the order of the list, the second
   * ones with \`oneRow\`.
   */
  readonly addListed: (words: Int32Array, list: Int32Array, pairs: Float64Array) => void;
  /** Adds the listed rows, which stand for \`count\` cases each. */
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
  ${each(columns, (c) => `const place${c} = ${placeOf(c, "word")};`)}
  ${each(
    columns,
    (c) => `
    first[place${c}]! += gradient;
    second[place${c}]! += hessian;`,
  )}
}

function addRange(words: Int32Array, from: number, end: number, pairs: Float64Array): void {
  let i = from;
  ${addRows((i) => i)}
}

function addListed(words: Int32Array, list: Int32Array, pairs: Float64Array): void {
  const end = list.length;
  let i = 0;
  ${addRows((i) => `list[${i}]!`)}
}

function addCounted(words: Int32Array, list: Int32Array, pairs: Float64Array, count: Float64Array): void {
  for (let i = 0; i < list.length; i++) {
    const row = list[i]!;
    const word = words[row]!;
    const counted = count[row]!;
    addRow(word, pairs[2 * i]!, pairs[2 * i + 1]!);
    ${each(columns, (c) => `cases[${placeOf(c, "word")}]! += counted;`)}
  }
}

  return { first, second, cases, addRange, addListed, addCounted };
}

/** The one set of sums: whoever uses it clears it first and reads it before anyone else can run. */
export const rowSums: RowSums = /* @__PURE__ */ createRowSums();
`;
