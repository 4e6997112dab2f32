import { ClienteleError, showValue } from "../errors/index.js";
import { type ArrowTable, columnsOfArrow, isArrowTable } from "./arrow-input.js";
import { type Column, NumberColumn, type NumericArray, type StoredColumn } from "./columns/column.js";
import type { Columns, Present, Row } from "./columns/column-types.js";
import { inferColumn } from "./columns/infer-column.js";
import { withoutInfinities } from "./columns/without-infinities.js";
import { columnsOfDanfo, type DanfoFrame, isDanfoFrame } from "./danfo-input.js";
import { ColumnTable, isTable, type Table } from "./table.js";

/** The values of one column as a caller may give them. */
export type ColumnInput = ArrayLike<unknown> | Column;

/** Anything tabular: a table, rows, columns, an Apache Arrow table or a danfo.js DataFrame. */
export type TableInput = Table | Iterable<object> | Readonly<Record<string, ColumnInput>> | ArrowTable | DanfoFrame;

/**
 * Makes a table of anything tabular: rows (an array or iterable of objects), columns (an object of arrays or typed
 * arrays), an Apache Arrow table, a danfo.js DataFrame, or a table. Typed arrays and Arrow vectors of a fitting type
 * are not copied. A column whose values differ in type becomes text (numbers as JavaScript prints them); a key absent
 * from a row is missing.
 *
 * Errors: `unsupported-input`, `length-mismatch`, `duplicate-column`, `not-a-date`.
 *
 * @example
 * ```ts
 * const orders = table([
 *   { customer: "ada", day: "2026-01-05", amount: 12.5 },
 *   { customer: "bob", day: "2026-01-06", amount: 7 },
 * ]);
 * orders.numRows; // 2
 * ```
 */
export function table<C extends Columns, A>(input: Table<C, A>): Table<C, A>;
export function table<R extends object>(rows: readonly R[]): Table<ColumnsOfRow<R>>;
export function table<I extends Readonly<Record<string, readonly unknown[] | NumericArray>>>(
  columns: I,
): Table<ColumnsOfArrays<I>>;
export function table(input: TableInput): Table;
export function table(input: TableInput): Table {
  return toTable("table", input);
}

/** The type that values have in a table: of one kind, as they are; of several, text. */
type CellOf<Value> = [Exclude<Value, null | undefined>] extends [infer Given]
  ? [Given] extends [never]
    ? number
    : [Given] extends [number | bigint]
      ? number
      : [Given] extends [boolean]
        ? boolean
        : [Given] extends [Date]
          ? Date
          : [Given] extends [string]
            ? string
            : number | string | boolean | Date
  : never;

/** A column of such values: one that has all of them, unless some are null, undefined or of an unknown type. */
type ColumnOfValues<V> = [V] extends [number | bigint | boolean | Date | string] ? Present<CellOf<V>> : CellOf<V>;

/** The columns of a table of row objects; any, where nothing is known of the rows. */
export type ColumnsOfRow<R extends object> = [keyof R] extends [never]
  ? Columns
  : { [Name in keyof R & string]-?: ColumnOfValues<R[Name]> };

/** The columns of a table of arrays; NaN in a typed array is a missing value. */
export type ColumnsOfArrays<I extends Readonly<Record<string, readonly unknown[] | NumericArray>>> = {
  [Name in keyof I & string]: I[Name] extends Float32Array | Float64Array ? number : ColumnOfValues<I[Name][number]>;
};

/** As {@link table}, with errors in the name of the caller. */
export function toTable(caller: string, input: TableInput): Table {
  return storedTable(caller, input) as Table;
}

/** The implementation behind any tabular input. */
export function storedTable(caller: string, input: unknown): ColumnTable {
  if (input instanceof ColumnTable) return input;
  if (typeof input !== "object" || input === null) return refuse(caller, input);
  if (isTable(input)) return new ColumnTable(caller, columnsOfForeignTable(caller, input));
  if (isArrowTable(input)) return new ColumnTable(caller, columnsOfArrow(caller, input));
  if (isDanfoFrame(input)) return new ColumnTable(caller, columnsOfDanfo(caller, input));
  if (isPromise(input)) return refuseUnawaited(caller, input);
  if (Symbol.asyncIterator in input) return refuseUnawaited(caller, input, "collect its rows in an array first");
  if (Symbol.iterator in input && !isNoTable(input))
    return new ColumnTable(caller, columnsOfRows(caller, input as Iterable<unknown>));
  if (isNoTable(input) || isClassInstance(input)) return refuse(caller, input);
  return new ColumnTable(caller, columnsOfObject(caller, input));
}

function isPromise(input: object): boolean {
  return input instanceof Promise || ("then" in input && typeof input.then === "function");
}

/** Objects that hold data, but none that are rows or columns. */
function isNoTable(input: object): boolean {
  return (
    ArrayBuffer.isView(input) ||
    [Map, Set, Date, Error, RegExp, ArrayBuffer, WeakMap, WeakSet].some((kind) => input instanceof kind)
  );
}

/**
 * An object of columns is a plain one: an instance of a class (a URL, a request) without columns of its own is none.
 */
function isClassInstance(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return false;
  return !Object.values(input).some((values) => typeof values === "object" && values !== null);
}

function refuseUnawaited(caller: string, input: object, otherwise?: string): never {
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: input },
    otherwise === undefined
      ? "got a Promise of a table, which has to be awaited: await readCsv(…), not readCsv(…)"
      : `got rows that arrive one after another, to be read with for await; ${otherwise}`,
  );
}

function refuse(caller: string, input: unknown): never {
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: input },
    "expected a table: an array of row objects, an object of columns, an Arrow table, a danfo.js DataFrame or a " +
      `Table; got ${showValue(input)}`,
  );
}

function columnsOfObject(caller: string, columns: object): StoredColumn[] {
  return Object.entries(columns).map(([name, values]) => inferColumn(caller, name, values));
}

/** A table made by another copy of this library is read through its public methods. */
function columnsOfForeignTable(caller: string, foreign: Table): StoredColumn[] {
  return foreign.columnNames.map((name) => inferColumn(caller, name, foreign.column(name)));
}

function columnsOfRows(caller: string, rows: Iterable<unknown>): StoredColumn[] {
  const valuesOf = new Map<string, unknown[]>();
  const gettersOf = new Map<object, readonly string[]>();
  let count = 0;
  for (const row of rows) {
    count++;
    if (row instanceof Promise) refuseUnawaited(caller, row);
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new ClienteleError(
        "unsupported-input",
        { function: caller, row: count, value: row },
        `a row must be an object with a key for each column, got ${showValue(row)}`,
      );
    }
    const getters = inheritedGetters(row, gettersOf);
    for (const name of getters.length === 0 ? Object.keys(row) : [...Object.keys(row), ...getters]) {
      let values = valuesOf.get(name);
      if (values === undefined) {
        values = [];
        valuesOf.set(name, values);
      }
      while (values.length < count - 1) values.push(null);
      values.push((row as Record<string, unknown>)[name]);
    }
  }
  if (count > 0 && valuesOf.size === 0) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, row: 1 },
      "no row has a key of its own; a row must be an object with a key for each column",
    );
  }
  return [...valuesOf].map(([name, values]) => {
    while (values.length < count) values.push(null);
    return inferColumn(caller, name, values);
  });
}

const noGetters: readonly string[] = [];

/**
 * The columns that rows of a class compute: the getters of its prototypes, but for those that a property of the row
 * itself hides.
 */
function inheritedGetters(row: object, known: Map<object, readonly string[]>): readonly string[] {
  const prototype = Object.getPrototypeOf(row) as object | null;
  if (prototype === null || prototype === Object.prototype) return noGetters;
  let names = known.get(prototype);
  if (names === undefined) {
    names = isNoTable(row) ? noGetters : gettersFrom(prototype);
    known.set(prototype, names);
  }
  return names.length === 0 ? names : names.filter((name) => !Object.hasOwn(row, name));
}

function gettersFrom(prototype: object): string[] {
  const names = new Set<string>();
  // Object.prototype, of this realm or another, ends the chain and has getters of its own.
  let level = prototype;
  for (let next = Object.getPrototypeOf(level); next !== null; next = Object.getPrototypeOf(level)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (property.get !== undefined) names.add(name);
    }
    level = next as object;
  }
  return [...names];
}

/** The values of a result's column: `null` (or NaN in a typed array) where missing. */
export type ResultColumns<C extends Columns> = { readonly [Name in keyof C]: ArrayLike<Row<C>[Name]> | Column };

/** Numbers for a result of which an infinite one means something. */
export function columnWithInfinities(values: ArrayLike<number>): Column<number> {
  return new NumberColumn("", Float64Array.from(values));
}

/**
 * A result table of named columns, in the order of the keys or entries, with attributes that derived tables keep. Date
 * columns are arrays of `Date` or a column of type `date` (see {@link dateColumnOf}).
 */
export function createTable<C extends Columns, A extends object = object>(
  columns: ResultColumns<C> | readonly (readonly [string, ArrayLike<unknown> | Column])[],
  attributes?: A,
): Table<C, A> {
  const entries = Array.isArray(columns) ? columns : Object.entries(columns);
  const stored = entries.map(([name, values]: readonly [string, unknown]) =>
    values instanceof NumberColumn
      ? inferColumn("table", name, values)
      : withoutInfinities(inferColumn("table", name, values)),
  );
  return new ColumnTable("table", stored, attributes) as object as Table<C, A>;
}
