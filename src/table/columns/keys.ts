import { ClienteleError } from "../../errors/index.js";
import { isBlank } from "../values/blank-text.js";
import { BooleanColumn, isMissing, type NumberColumn, type StoredColumn, TextColumn } from "./column.js";

/**
 * Ids as dense codes: rows with the same id have the same code; codes run in the order of first appearance, −1 is
 * missing.
 */
export interface Keys {
  readonly codes: Int32Array;
  readonly count: number;
  /** The id behind each code. */
  readonly labels: StoredColumn;
}

/** Encodes a column of ids of any type. Blank text counts as missing. */
export function encodeKeys(column: StoredColumn): Keys {
  if (column instanceof TextColumn) return encodeCodes(column, column.codes, blankLabels(column));
  if (column instanceof BooleanColumn) {
    return encodeCodes(column, column.flags, Uint8Array.of(0, 0, 1));
  }
  return encodeNumbers(column);
}

function blankLabels({ labels }: TextColumn): Uint8Array {
  const blank = new Uint8Array(labels.length);
  for (let code = 0; code < labels.length; code++) if (isBlank(labels[code]!)) blank[code] = 1;
  return blank;
}

/** Small integer codes renumbered by first appearance; a code flagged in `missing`, or negative, is missing. */
function encodeCodes(column: StoredColumn, given: ArrayLike<number>, missing: Uint8Array): Keys {
  const newCode = new Int32Array(missing.length).fill(-1);
  const codes = new Int32Array(given.length);
  const firstRows = new RowList();
  for (let row = 0; row < given.length; row++) {
    const code = given[row]!;
    if (code < 0 || missing[code] === 1) {
      codes[row] = -1;
      continue;
    }
    let known = newCode[code]!;
    if (known < 0) {
      known = firstRows.length;
      newCode[code] = known;
      firstRows.push(row);
    }
    codes[row] = known;
  }
  return { codes, count: firstRows.length, labels: column.take(firstRows.rows()) };
}

function encodeNumbers(column: NumberColumn): Keys {
  const range = integerRange(column.values);
  return range === null ? encodeHashed(column) : encodeRanged(column, range.min, range.max);
}

/** The range of the values when they are integers lying closely enough for a lookup table; null otherwise. */
function integerRange(values: ArrayLike<number>): { min: number; max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (Math.floor(value) !== value) return null;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const closely = max - min <= 4 * values.length + 1024;
  return closely ? { min, max } : null;
}

/** The loop of {@link encodeCodes} again, over numbers: by way of an array of codes it takes a fifth longer. */
function encodeRanged(column: NumberColumn, min: number, max: number): Keys {
  const { values } = column;
  const newCode = new Int32Array(max >= min ? max - min + 1 : 0).fill(-1);
  const codes = new Int32Array(values.length);
  const firstRows = new RowList();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    const slot = value - min;
    let known = newCode[slot]!;
    if (known < 0) {
      known = firstRows.length;
      newCode[slot] = known;
      firstRows.push(row);
    }
    codes[row] = known;
  }
  return { codes, count: firstRows.length, labels: column.take(firstRows.rows()) };
}

/** Open addressing over the bits of the numbers; −0 and 0 are one id. */
function encodeHashed(column: NumberColumn): Keys {
  const { values } = column;
  const bits = new Uint32Array(2);
  const asNumber = new Float64Array(bits.buffer);
  let capacity = 1024;
  let slots = new Int32Array(capacity).fill(-1);
  let keys = new Float64Array(capacity >> 1);
  const codes = new Int32Array(values.length);
  const firstRows = new RowList();
  const slotOf = (value: number): number => {
    asNumber[0] = value;
    let hash = Math.imul(bits[0]! ^ Math.imul(bits[1]!, 0x85ebca6b), 0xc2b2ae35);
    hash ^= hash >>> 15;
    let slot = hash & (capacity - 1);
    while (slots[slot]! >= 0 && keys[slots[slot]!] !== value) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    const slot = slotOf(value);
    let known = slots[slot]!;
    if (known < 0) {
      known = firstRows.length;
      slots[slot] = known;
      keys[known] = value;
      firstRows.push(row);
      if (firstRows.length === keys.length) {
        const grown = new Float64Array(capacity);
        grown.set(keys);
        keys = grown;
        capacity *= 2;
        slots = new Int32Array(capacity).fill(-1);
        for (let code = 0; code <= known; code++) slots[slotOf(keys[code]!)] = code;
      }
    }
    codes[row] = known;
  }
  return { codes, count: firstRows.length, labels: column.take(firstRows.rows()) };
}

/** A growing list of row numbers. */
class RowList {
  #rows = new Int32Array(1024);
  length = 0;

  push(row: number): void {
    if (this.length === this.#rows.length) {
      const grown = new Int32Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows[this.length++] = row;
  }

  rows(): Int32Array {
    return this.#rows.subarray(0, this.length);
  }
}

/** Refuses ids that are missing, naming the first row. */
export function requireKeys(caller: string, column: StoredColumn, keys: Keys): void {
  const row = keys.codes.indexOf(-1);
  if (row < 0) return;
  throw new ClienteleError(
    "missing-value",
    { function: caller, column: column.name, row: row + 1, value: isMissing(column, row) ? null : column.at(row) },
    "the value is missing",
  );
}
