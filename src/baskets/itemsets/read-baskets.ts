import { ClienteleError, requireSameLength, showValue } from "../../errors/index.js";
import {
  countColumn,
  encodeText,
  keyColumn,
  readCount,
  type TableInput,
  toTable,
  type Vector,
} from "../../table/index.js";

/** Baskets as lists of items, or as a table with a row for every item in a basket. */
export type BasketsInput = readonly (readonly (string | number)[])[] | TableInput;

/** Which columns of a table hold what. */
export interface BasketOptions {
  /** The column that says which basket a row belongs to, for a table [`"basket"`]. */
  readonly basket?: string;
  /** The column of the item, for a table [`"item"`]. */
  readonly item?: string;
  /** How many identical baskets each basket stands for: a number a list, or the name of a column. */
  readonly count?: Vector | string;
}

export const basketOptionNames = ["basket", "item", "count"] as const;

/** Baskets with each item once: the items of basket b are `items[start[b]]` to `items[start[b + 1] − 1]`. */
export interface Baskets {
  /** The names of the items, in the order of their first appearance. */
  readonly labels: readonly string[];
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** How many identical baskets each one stands for. */
  readonly count: Float64Array;
  /** Σ count. */
  readonly total: number;
  /** How many of them hold nothing. */
  readonly empty: number;
}

/**
 * Reads baskets. Errors: `empty-table`, `missing-value` for an item or a basket without a name, `column-type` for an
 * item that is neither text nor a number, `unknown-column`, `invalid-option`, those of `readCount`.
 */
export function readBaskets(caller: string, input: BasketsInput, options: BasketOptions): Baskets {
  return isLists(input) ? readLists(caller, input, options) : readTable(caller, input, options);
}

function isLists(input: BasketsInput): input is readonly (readonly (string | number)[])[] {
  return Array.isArray(input) && (input.length === 0 || Array.isArray(input[0]));
}

function readLists(
  caller: string,
  lists: readonly (readonly (string | number)[])[],
  { basket, item, count }: BasketOptions,
): Baskets {
  if (basket !== undefined || item !== undefined || typeof count === "string") {
    if (lists.length === 0) throw new ClienteleError("empty-table", { function: caller }, "the table has no rows");
    const value = basket ?? item ?? count;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value },
      `lists of items have no columns, so that none can be called ${showValue(value)}`,
    );
  }
  const counts = readCount(caller, lists.length, count) ?? new Float64Array(lists.length).fill(1);
  const names: string[] = [];
  const basketOf: number[] = [];
  lists.forEach((list, row) => {
    if (!Array.isArray(list)) {
      throw new ClienteleError(
        "unsupported-input",
        { function: caller, row: row + 1, value: list },
        `basket ${row + 1} must be a list of items, got ${showValue(list)}`,
      );
    }
    for (const name of list) {
      names.push(itemName(caller, row, name));
      basketOf.push(row);
    }
  });
  const { codes, labels } = encodeText("item", names);
  return gather(caller, labels, codes, Int32Array.from(basketOf), counts);
}

function itemName(caller: string, row: number, name: unknown): string {
  if (typeof name === "string" && name.trim() !== "") return name;
  if (typeof name === "number" && !Number.isNaN(name)) return String(name);
  const place = { function: caller, row: row + 1, value: name };
  if (name === null || name === undefined || typeof name === "string" || typeof name === "number") {
    throw new ClienteleError("missing-value", place, `basket ${row + 1} holds an item without a name`);
  }
  throw new ClienteleError("column-type", place, `an item must be text or a number, got ${showValue(name)}`);
}

function readTable(caller: string, input: TableInput, options: BasketOptions): Baskets {
  const { basket = "basket", item = "item", count } = options;
  const table = toTable(caller, input);
  const baskets = keyColumn(caller, table, basket);
  const items = keyColumn(caller, table, item);
  const labels = items.labels.toArray().map(String);
  const counts = new Float64Array(baskets.count).fill(1);
  if (typeof count === "string")
    readBasketCounts(caller, baskets.codes, countColumn(caller, table, count), counts, count);
  else if (count !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: count },
      'for a table, option "count" is the name of a column',
    );
  }
  return gather(caller, labels, items.codes, baskets.codes, counts);
}

/** The count of each basket, which all of its rows must agree on. */
function readBasketCounts(
  caller: string,
  basketOf: Int32Array,
  given: Float64Array,
  counts: Float64Array,
  column: string,
): void {
  const seen = new Uint8Array(counts.length);
  for (let row = 0; row < basketOf.length; row++) {
    const basket = basketOf[row]!;
    if (seen[basket] === 1 && counts[basket] !== given[row]) {
      throw new ClienteleError(
        "inconsistent-row",
        { function: caller, column, row: row + 1, value: given[row] },
        `the count is ${given[row]} here and ${counts[basket]} in an earlier row of the same basket`,
      );
    }
    seen[basket] = 1;
    counts[basket] = given[row]!;
  }
}

/** Sorts items by basket (a counting sort) and leaves each once; baskets that stand for nothing are gone. */
function gather(
  caller: string,
  labels: readonly string[],
  itemOf: Int32Array,
  basketOf: Int32Array,
  counts: Float64Array,
): Baskets {
  requireSameLength(caller, "item", itemOf.length, basketOf.length);
  const rows = counts.length;
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no baskets");
  const from = new Int32Array(rows + 1);
  for (const basket of basketOf) from[basket + 1]!++;
  for (let basket = 0; basket < rows; basket++) from[basket + 1]! += from[basket]!;
  const next = from.slice(0, rows);
  const sorted = new Int32Array(itemOf.length);
  for (let row = 0; row < itemOf.length; row++) sorted[next[basketOf[row]!]!++] = itemOf[row]!;
  const lastBasket = new Int32Array(labels.length).fill(-1);
  const start: number[] = [0];
  const count: number[] = [];
  let length = 0;
  let total = 0;
  let empty = 0;
  for (let basket = 0; basket < rows; basket++) {
    if (counts[basket] === 0) continue;
    const before = length;
    for (let i = from[basket]!; i < from[basket + 1]!; i++) {
      const item = sorted[i]!;
      if (lastBasket[item] === basket) continue;
      lastBasket[item] = basket;
      sorted[length++] = item;
    }
    if (length === before) empty += counts[basket]!;
    total += counts[basket]!;
    count.push(counts[basket]!);
    start.push(length);
  }
  const items = sorted.slice(0, length);
  return { labels, start: Int32Array.from(start), items, count: Float64Array.from(count), total, empty };
}
