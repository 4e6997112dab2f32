import { columnList, knownOptions, oneOf, requireSameLength } from "../../errors/index.js";
import type { StoredColumn } from "../columns/column.js";
import { encodeTogether } from "../columns/keys-together.js";

type JoinKeys = string | readonly string[];

/** How two tables are joined. */
export interface JoinOptions {
  /**
   * The key column or columns, of the same type in both tables: their name where it is the same, or
   * `{ left: "id", right: "customer" }`.
   */
  readonly on: string | readonly string[] | { readonly left: JoinKeys; readonly right: JoinKeys };
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
  const on = readKeys(options.on);
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
    ...right.storedColumns.filter((column) => !on.right.includes(column.name)).map((column) => column.take(rightRows)),
  ];
}

/** The key columns of each side, in pairs. */
interface KeyPairs {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

function readKeys(on: unknown): KeyPairs {
  if (typeof on !== "object" || on === null || Array.isArray(on)) {
    const names = keyNames("on", on);
    return { left: names, right: names };
  }
  knownOptions("join", on, ["left", "right"]);
  const { left, right } = on as { readonly left?: unknown; readonly right?: unknown };
  const pairs = { left: keyNames("on.left", left), right: keyNames("on.right", right) };
  requireSameLength("join", "on.right", pairs.right.length, pairs.left.length);
  return pairs;
}

function keyNames(option: string, names: unknown): readonly string[] {
  return typeof names === "string" ? [names] : columnList("join", option, names);
}

/** Codes that are equal on both sides exactly where all key columns are; −1 where one is missing. */
function commonKeys(left: Side, right: Side, on: KeyPairs) {
  let leftKeys = new Int32Array(left.numRows);
  let rightKeys = new Int32Array(right.numRows);
  let count = 1;
  for (const [i, name] of on.left.entries()) {
    const both = encodeTogether("join", left.find("join", name), right.find("join", on.right[i]!));
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
