import { columnList, knownOptions, oneOf } from "../../errors/index.js";
import type { StoredColumn } from "../columns/column.js";
import { encodeTogether } from "../columns/keys-together.js";

/** How two tables are joined. */
export interface JoinOptions {
  /** The key column or columns, of the same name and type in both tables. */
  readonly on: string | readonly string[];
  /** `"left"` [default] keeps every row of the first table, `"inner"` only rows with a match. */
  readonly how?: "left" | "inner";
}

interface Side {
  readonly numRows: number;
  readonly storedColumns: readonly StoredColumn[];
  find(caller: string, name: string): StoredColumn;
}

/** The columns of the joined table; a row without a key has no match. */
export function joinColumns(left: Side, right: Side, options: JoinOptions): StoredColumn[] {
  knownOptions("join", options, ["on", "how"]);
  const how = oneOf("join", "how", options.how, ["left", "inner"], "left");
  const on = typeof options.on === "string" ? [options.on] : columnList("join", "on", options.on);
  const { leftKeys, rightKeys, count } = commonKeys(left, right, on);
  const { start, rows } = rowsByKey(rightKeys, count);
  const leftRows: number[] = [];
  const rightRows: number[] = [];
  for (let row = 0; row < left.numRows; row++) {
    const key = leftKeys[row]!;
    const from = key < 0 ? 0 : start[key]!;
    const to = key < 0 ? 0 : start[key + 1]!;
    for (let i = from; i < to; i++) {
      leftRows.push(row);
      rightRows.push(rows[i]!);
    }
    if (from === to && how === "left") {
      leftRows.push(row);
      rightRows.push(-1);
    }
  }
  return [
    ...left.storedColumns.map((column) => column.take(leftRows)),
    ...right.storedColumns.filter((column) => !on.includes(column.name)).map((column) => column.take(rightRows)),
  ];
}

/** Codes that are equal on both sides exactly where all key columns are; −1 where one is missing. */
function commonKeys(left: Side, right: Side, on: readonly string[]) {
  let leftKeys = new Int32Array(left.numRows);
  let rightKeys = new Int32Array(right.numRows);
  let count = 1;
  for (const name of on) {
    const both = encodeTogether("join", left.find("join", name), right.find("join", name));
    const pairs = new Map<number, number>();
    const combine = (keys: Int32Array, codes: Int32Array): Int32Array<ArrayBuffer> => {
      const combined = new Int32Array(keys.length);
      for (let row = 0; row < keys.length; row++) {
        if (keys[row]! < 0 || codes[row]! < 0) {
          combined[row] = -1;
          continue;
        }
        const pair = keys[row]! * both.count + codes[row]!;
        const known = pairs.get(pair) ?? pairs.size;
        pairs.set(pair, known);
        combined[row] = known;
      }
      return combined;
    };
    leftKeys = combine(leftKeys, both.codes.subarray(0, left.numRows));
    rightKeys = combine(rightKeys, both.codes.subarray(left.numRows));
    count = pairs.size;
  }
  return { leftKeys, rightKeys, count };
}

/** For each key the rows that have it, by counting: those of key k are `rows[start[k]]` to `rows[start[k + 1] − 1]`. */
function rowsByKey(keys: Int32Array, count: number): { start: Int32Array; rows: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const key of keys) if (key >= 0) start[key + 1]!++;
  for (let key = 0; key < count; key++) start[key + 1]! += start[key]!;
  const next = start.slice();
  const rows = new Int32Array(start[count]!);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key >= 0) rows[next[key]!++] = row;
  }
  return { start, rows };
}
