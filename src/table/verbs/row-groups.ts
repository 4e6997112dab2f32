import { isMissing, type StoredColumn } from "../columns/column.js";
import { encodeKeys } from "../columns/keys.js";

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
