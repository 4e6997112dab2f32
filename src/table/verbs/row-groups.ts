import { BooleanColumn, isMissing, type StoredColumn, TextColumn } from "../columns/column.js";
import { encodeKeys } from "../columns/keys.js";
import { isBlank } from "../values/blank-text.js";

/** Rows that agree in some columns, numbered by first appearance. */
export interface RowGroups {
  /** The group of each row. */
  readonly codes: Int32Array;
  readonly count: number;
  /** The first row of each group. */
  readonly firstRows: Int32Array;
}

/**
 * Groups rows by the values of columns. Missing values are a value of their own, so that no row is lost; so is blank
 * text, which is told from text that is missing. Without columns all rows are one group.
 */
export function groupRows(columns: readonly StoredColumn[], numRows: number): RowGroups {
  return groupsByTable(columns, numRows) ?? groupsByRefining(columns, numRows);
}

/** Codes of a column from 0 to width − 1, as they are stored where that serves: `codes[row] + shift`. */
interface DenseCodes {
  readonly codes: Int32Array | Uint8Array;
  readonly shift: number;
  readonly width: number;
}

function denseCodes(column: StoredColumn): DenseCodes | null {
  if (column instanceof BooleanColumn) return { codes: column.flags, shift: 0, width: 3 };
  if (column instanceof TextColumn) {
    // Texts that are blank in different ways are one value, which their codes do not know.
    return column.labels.some(isBlank) ? null : { codes: column.codes, shift: 1, width: column.labels.length + 1 };
  }
  const { codes, count } = encodeKeys(column);
  return { codes, shift: 1, width: count + 1 };
}

/** All columns at once, by a lookup table of all combinations; null where these are too many. */
function groupsByTable(columns: readonly StoredColumn[], numRows: number): RowGroups | null {
  const mostCombinations = 4 * numRows + 1024;
  const dense: DenseCodes[] = [];
  let combinations = 1;
  for (const column of columns) {
    // A column that alone has too many values is not worth encoding.
    if (column instanceof TextColumn && column.labels.length * combinations > mostCombinations) return null;
    const codes = denseCodes(column);
    if (codes === null) return null;
    combinations *= codes.width;
    if (combinations > mostCombinations) return null;
    dense.push(codes);
  }
  const keys = new Int32Array(numRows);
  for (const { codes, shift, width } of dense) {
    for (let row = 0; row < numRows; row++) keys[row] = keys[row]! * width + codes[row]! + shift;
  }
  const groupOf = new Int32Array(combinations).fill(-1);
  const firstRows: number[] = [];
  for (let row = 0; row < numRows; row++) {
    const key = keys[row]!;
    let group = groupOf[key]!;
    if (group < 0) {
      group = firstRows.push(row) - 1;
      groupOf[key] = group;
    }
    keys[row] = group;
  }
  return { codes: keys, count: firstRows.length, firstRows: Int32Array.from(firstRows) };
}

/** Column after column, for many values. */
function groupsByRefining(columns: readonly StoredColumn[], numRows: number): RowGroups {
  let codes = new Int32Array(numRows);
  let count = numRows === 0 ? 0 : 1;
  for (const column of columns) ({ codes, count } = refined(codes, column));
  const firstRows = new Int32Array(count).fill(-1);
  for (let row = 0; row < numRows; row++) if (firstRows[codes[row]!] === -1) firstRows[codes[row]!] = row;
  return { codes, count, firstRows };
}

/** Groups divided further by one column: a lookup table where the pairs of codes are few, a map otherwise. */
function refined(codes: Int32Array<ArrayBuffer>, column: StoredColumn) {
  const keys = encodeKeys(column);
  const width = keys.count + 2;
  let groups = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= groups) groups = codes[row]! + 1;
  const pairs = groups * width <= 4 * codes.length + 1024 ? new Int32Array(groups * width).fill(-1) : null;
  const map = new Map<number, number>();
  const result = new Int32Array(codes.length);
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = keys.codes[row]!;
    // Codes below 0 are blank text or missing.
    const key = code >= 0 ? code : isMissing(column, row) ? keys.count : keys.count + 1;
    const pair = codes[row]! * width + key;
    let known = pairs === null ? (map.get(pair) ?? -1) : pairs[pair]!;
    if (known < 0) {
      known = count++;
      if (pairs === null) map.set(pair, known);
      else pairs[pair] = known;
    }
    result[row] = known;
  }
  return { codes: result, count };
}
