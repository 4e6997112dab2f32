/** What a column may hold. */
export const columnTypes = ["number", "string", "date", "boolean"] as const;

/** What a column holds. */
export type ColumnType = (typeof columnTypes)[number];

/** Typed arrays that a number column can stand on without a copy. */
export type NumericArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/** A value as a column gives it; dates are milliseconds since 1970 UTC. */
export type ColumnValue = number | string | boolean;

/**
 * A named, typed column. Missing values are `null` in `at`, `toArray` and iteration.
 *
 * @example
 * ```ts
 * const amounts = table({ amount: [12.5, null, 3] }).column("amount");
 * amounts.type; // "number"
 * amounts.at(1); // null
 * ```
 *
 * Type parameters: the values, and `null` where some may be missing (`never` in a column that has all of them).
 */
export interface Column<Value extends ColumnValue = ColumnValue, Missing extends null = null>
  extends Iterable<Value | Missing> {
  readonly name: string;
  readonly type: ColumnType;
  readonly length: number;
  /** The value of row `index`, counted from 0; `null` where it is missing or there is no such row. */
  at(index: number): Value | null;
  toArray(): (Value | Missing)[];
}

/** Numbers, or dates as milliseconds, on a typed array; NaN stands for missing. */
export class NumberColumn implements Column<number> {
  readonly name: string;
  readonly type: "number" | "date";
  readonly values: NumericArray;

  constructor(name: string, values: NumericArray, type: "number" | "date" = "number") {
    this.name = name;
    this.values = values;
    this.type = type;
  }

  get length(): number {
    return this.values.length;
  }

  at(index: number): number | null {
    const value = this.values[index];
    return value === undefined || Number.isNaN(value) ? null : value;
  }

  toArray(): (number | null)[] {
    return Array.from(this.values, (value) => (Number.isNaN(value) ? null : value));
  }

  *[Symbol.iterator](): Iterator<number | null> {
    for (const value of this.values) yield Number.isNaN(value) ? null : value;
  }

  named(name: string): NumberColumn {
    return new NumberColumn(name, this.values, this.type);
  }

  /** The rows of the given indices; −1 gives a missing value. */
  take(rows: ArrayLike<number>): NumberColumn {
    const taken = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      taken[i] = row < 0 ? Number.NaN : this.values[row]!;
    }
    return new NumberColumn(this.name, taken, this.type);
  }
}

/** Text as codes into a dictionary of distinct labels; code −1 stands for missing. */
export class TextColumn implements Column<string> {
  readonly name: string;
  readonly type = "string";
  readonly codes: Int32Array;
  readonly labels: readonly string[];

  constructor(name: string, codes: Int32Array, labels: readonly string[]) {
    this.name = name;
    this.codes = codes;
    this.labels = labels;
  }

  get length(): number {
    return this.codes.length;
  }

  at(index: number): string | null {
    return this.labels[this.codes[index] ?? -1] ?? null;
  }

  toArray(): (string | null)[] {
    return Array.from(this.codes, (code) => this.labels[code] ?? null);
  }

  *[Symbol.iterator](): Iterator<string | null> {
    for (const code of this.codes) yield this.labels[code] ?? null;
  }

  named(name: string): TextColumn {
    return new TextColumn(name, this.codes, this.labels);
  }

  take(rows: ArrayLike<number>): TextColumn {
    const taken = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      taken[i] = row < 0 ? -1 : this.codes[row]!;
    }
    return new TextColumn(this.name, taken, this.labels);
  }
}

const missingFlag = 2;

/** True and false as 1 and 0; 2 stands for missing. */
export class BooleanColumn implements Column<boolean> {
  readonly name: string;
  readonly type = "boolean";
  readonly flags: Uint8Array;

  constructor(name: string, flags: Uint8Array) {
    this.name = name;
    this.flags = flags;
  }

  static from(name: string, values: ArrayLike<unknown>): BooleanColumn {
    const flags = new Uint8Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      flags[i] = value === true ? 1 : value === false ? 0 : missingFlag;
    }
    return new BooleanColumn(name, flags);
  }

  get length(): number {
    return this.flags.length;
  }

  at(index: number): boolean | null {
    const flag = this.flags[index];
    return flag === undefined || flag === missingFlag ? null : flag === 1;
  }

  toArray(): (boolean | null)[] {
    return Array.from(this.flags, (flag) => (flag === missingFlag ? null : flag === 1));
  }

  *[Symbol.iterator](): Iterator<boolean | null> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  named(name: string): BooleanColumn {
    return new BooleanColumn(name, this.flags);
  }

  take(rows: ArrayLike<number>): BooleanColumn {
    const taken = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      taken[i] = row < 0 ? missingFlag : this.flags[row]!;
    }
    return new BooleanColumn(this.name, taken);
  }
}

/** The columns a table is made of. */
export type StoredColumn = NumberColumn | TextColumn | BooleanColumn;

/** Whether a value is a column of this library, as against one that only has the same methods. */
export function isStoredColumn(value: unknown): value is StoredColumn {
  return value instanceof NumberColumn || value instanceof TextColumn || value instanceof BooleanColumn;
}

/** Whether row `index` of the column is missing. */
export function isMissing(column: StoredColumn, index: number): boolean {
  if (column instanceof NumberColumn) return Number.isNaN(column.values[index]);
  if (column instanceof TextColumn) return column.codes[index] === -1;
  return column.flags[index] === missingFlag;
}
