import {
  ClienteleError,
  didYouMean,
  knownOptions,
  numberOption,
  requireColumnName,
  requireSameLength,
  showNames,
  showValue,
} from "../errors/index.js";
import type { Column, StoredColumn } from "./columns/column.js";
import type {
  Cell,
  ColumnOf,
  Columns,
  InColumn,
  KnownNames,
  MaybeMissing,
  MissingIn,
  Present,
  Renamed,
  Row,
  ValueOf,
} from "./columns/column-types.js";
import { inferColumn } from "./columns/infer-column.js";
import { hasBrand, KnownBySymbols } from "./known-by-symbols.js";
import { type PrintOptions, printTable, tableToHtml, tableToMarkdown } from "./print.js";
import { rowAt } from "./rows.js";
import { concatColumns } from "./verbs/concat.js";
import { type DescribeColumns, describeColumns } from "./verbs/describe.js";
import { type JoinOptions, joinColumns } from "./verbs/join.js";
import { type Measures, measureColumns } from "./verbs/measures.js";
import { type PivotOptions, pivotColumns, type UnpivotOptions, unpivotColumns } from "./verbs/pivot.js";
import { groupRows } from "./verbs/row-groups.js";
import { rowOrder } from "./verbs/sort.js";

/** Which column to sort by, and whether the largest come first. */
export type SortKey<C extends Columns = Columns> =
  | (keyof C & string)
  | { readonly column: keyof C & string; readonly descending?: boolean };

/** The value of a measure in rows: the earliest and latest of dates are dates, everything else is a number. */
type MeasureValue<C extends Columns, M> = M extends { readonly count: true } | { readonly countDistinct: unknown }
  ? Present<number>
  : M extends { readonly min: infer Name } | { readonly max: infer Name }
    ? Name extends keyof C
      ? ValueOf<C[Name]> extends Date
        ? Date
        : number
      : number
    : number;

/** Rows grouped by columns, waiting for measures. */
export interface GroupedRows<C extends Columns, Keys extends keyof C> {
  /**
   * One row a group, in the order of their first rows: the columns grouped by, and a column a measure. Errors:
   * `invalid-option`, `unknown-column`, `column-type`, `duplicate-column`.
   */
  summarize<const M extends Measures<keyof C & string>>(
    measures: M,
  ): Table<Pick<C, Keys> & { [Name in keyof M & string]: MeasureValue<C, M[Name]> }, object>;
}

/** The methods of every {@link Table}. None changes the table: each gives a new one that shares what it can. */
export interface TableMethods<C extends Columns, A> extends Iterable<Row<C>> {
  readonly numRows: number;
  readonly columnNames: readonly string[];
  /** The column of that name. Errors: `unknown-column`. */
  column<Name extends keyof C & string>(name: Name): Column<InColumn<C[Name]>, MissingIn<C[Name]>>;
  /** Row objects; missing values are `null`, dates are `Date`. */
  toRows(): Row<C>[];
  /** An array per column; missing values are `null`, dates are milliseconds since 1970 UTC. */
  toColumns(): { [Name in keyof C]: (InColumn<C[Name]> | MissingIn<C[Name]>)[] };
  /** The first `n` rows. */
  head(n: number): Table<C, A>;
  /** The last `n` rows. */
  tail(n: number): Table<C, A>;
  /** The named columns, in that order. */
  select<Name extends keyof C & string>(...names: Name[]): Table<Pick<C, Name>, A>;
  /** All columns but those named. Errors: `unknown-column`. */
  drop<Name extends keyof C & string>(...names: Name[]): Table<Omit<C, Name>, A>;
  /** The rows for which the predicate holds, or whose place in the mask is true (or 1); a mask may be a column. */
  where(
    condition:
      | ((row: Row<C>, index: number) => boolean)
      | ArrayLike<boolean | number | null>
      | Column<boolean | number>,
  ): Table<C, A>;
  /** Sorted by one or more columns, stable; missing values come last. Text is ordered by code unit. */
  sortBy(column: keyof C & string, direction: "asc" | "desc"): Table<C, A>;
  sortBy(...keys: SortKey<C>[]): Table<C, A>;
  /**
   * The table with a further column, or with that column replaced: values, or a function of each row. Errors:
   * `length-mismatch`.
   */
  withColumn<Name extends string>(
    name: Name,
    values: Float64Array | Float32Array | Column<number, never> | Column<number>,
  ): Table<Omit<C, Name> & Record<Name, number>, A>;
  withColumn<Name extends string, Given extends Cell | undefined = number | null>(
    name: Name,
    values: ArrayLike<Given> | Column | ((row: Row<C>, index: number) => Given),
  ): Table<Omit<C, Name> & Record<Name, ColumnOf<Given>>, A>;
  /**
   * Groups rows by the values of columns (all rows are one group without any), a missing value being one of its own:
   * `orders.groupBy("region").summarize({ revenue: { sum: "amount" }, orders: { count: true } })`.
   */
  groupBy<Name extends keyof C & string>(...columns: Name[]): GroupedRows<C, Name>;
  /** The rows of this table and below them those of `other`, by column names; what one lacks is missing there. */
  concat<D extends Columns>(other: Table<D, unknown>): Table<MaybeMissing<C & D>, A>;
  /** A long table made wide: a row for each value of `rows`, a column for each value of `columns`. */
  pivot(options: PivotOptions): Table<Columns, object>;
  /** A wide table made long: a row for each of the named columns. */
  unpivot(options: UnpivotOptions): Table<Columns, object>;
  /** What stands in each column: counts, distribution of numbers, range of dates, most frequent text. */
  describe(): Table<DescribeColumns, object>;
  /**
   * The rows of this table with the columns of `other` where the keys are equal; `how: "left"` [default] keeps every
   * row of this table, `"inner"` only those with a match. A key found several times in `other` repeats the row. Errors:
   * `unknown-column`, `column-type`, `duplicate-column`.
   */
  join<D extends Columns>(other: Table<D, unknown>, options: JoinOptions): Table<C & Omit<MaybeMissing<D>, keyof C>, A>;
  /** Columns under new names, `{ old: new }`. */
  rename<const Names extends Readonly<Record<string, string>>>(
    names: Names & KnownNames<C, Names>,
  ): Table<Renamed<C, Names>, A>;
  /** The first rows as aligned text: `rows` [20], `width` of a cell [100], `digits` behind the point [as needed]. */
  toString(options?: PrintOptions): string;
  /** The first rows as a table of Markdown, with the options of `toString`. */
  toMarkdown(options?: PrintOptions): string;
  /** The first rows as a table of HTML, every text in it escaped, with the options of `toString`. */
  toHtml(options?: PrintOptions): string;
}

/**
 * A columnar table. Type parameters: the columns, and the attributes that a result carries along (`unit`, `ledger`, …).
 */
export type Table<C extends Columns = Columns, A = unknown> = TableMethods<C, A> & A;

/** Which rows to keep: true or 1 in the place of each. */
type RowMask = ArrayLike<boolean | number | null> | Column<boolean | number>;

/** The implementation behind {@link Table}: an ordered map of columns and the attributes that derived tables keep. */
export class ColumnTable extends KnownBySymbols {
  readonly #columns: ReadonlyMap<string, StoredColumn>;
  readonly #attributes: object;
  readonly numRows: number;

  constructor(caller: string, columns: readonly StoredColumn[], attributes: object = {}) {
    super();
    const byName = new Map<string, StoredColumn>();
    const numRows = columns[0]?.length ?? 0;
    for (const column of columns) {
      if (byName.has(column.name)) {
        throw new ClienteleError(
          "duplicate-column",
          { function: caller, column: column.name },
          "there are two columns of this name",
        );
      }
      if (column.length !== numRows) {
        throw new ClienteleError(
          "length-mismatch",
          { function: caller, column: column.name },
          `has ${column.length} values where column ${showValue(columns[0]?.name)} has ${numRows}`,
        );
      }
      byName.set(column.name, column);
    }
    this.#columns = byName;
    this.#attributes = attributes;
    this.numRows = numRows;
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(attributes));
  }

  get columnNames(): readonly string[] {
    return [...this.#columns.keys()];
  }

  column(name: string): StoredColumn {
    return this.find("column", name);
  }

  /** The column of that name, or an error in the name of the caller. */
  find(caller: string, name: string): StoredColumn {
    const column = this.#columns.get(name);
    if (column !== undefined) return column;
    const columns = this.columnNames;
    const known = columns.length === 0 ? "the table has none" : `the columns are ${showNames(columns)}`;
    if (typeof name !== "string") {
      throw new ClienteleError(
        "unknown-column",
        { function: caller, value: name },
        `a column is named by a text, got ${showValue(name)}; ${known}`,
      );
    }
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: name, value: name },
      `there is no such column; ${known}${didYouMean(name, columns)}`,
    );
  }

  has(name: string): boolean {
    return this.#columns.has(name);
  }

  get storedColumns(): readonly StoredColumn[] {
    return [...this.#columns.values()];
  }

  derive(columns: readonly StoredColumn[], caller: string): ColumnTable {
    return new ColumnTable(caller, columns, this.#attributes);
  }

  takeRows(rows: ArrayLike<number>, caller: string): ColumnTable {
    return this.derive(
      this.storedColumns.map((column) => column.take(rows)),
      caller,
    );
  }

  toRows(): object[] {
    const columns = this.storedColumns;
    return Array.from({ length: this.numRows }, (_, index) => rowAt(columns, index));
  }

  toColumns(): object {
    const result = {};
    for (const column of this.storedColumns) {
      Object.defineProperty(result, column.name, {
        value: column.toArray(),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return result;
  }

  head(n: number): ColumnTable {
    return this.#rowsFrom(0, Math.min(numberOption("head", "n", n, { min: 0, integer: true }), this.numRows), "head");
  }

  tail(n: number): ColumnTable {
    const count = Math.min(numberOption("tail", "n", n, { min: 0, integer: true }), this.numRows);
    return this.#rowsFrom(this.numRows - count, count, "tail");
  }

  #rowsFrom(first: number, count: number, caller: string): ColumnTable {
    return this.takeRows(
      Int32Array.from({ length: count }, (_, index) => first + index),
      caller,
    );
  }

  select(...names: string[]): ColumnTable {
    return this.derive(
      names.map((name) => this.find("select", name)),
      "select",
    );
  }

  drop(...names: string[]): ColumnTable {
    for (const name of names) this.find("drop", name);
    return this.derive(
      this.storedColumns.filter((column) => !names.includes(column.name)),
      "drop",
    );
  }

  where(condition: ((row: object, index: number) => boolean) | RowMask): ColumnTable {
    const columns = this.storedColumns;
    const mask = typeof condition === "function" ? null : this.#checkedMask(condition);
    const holds =
      typeof condition === "function"
        ? (index: number) => condition(rowAt(columns, index), index)
        : (index: number) => Boolean(mask?.[index]);
    const kept: number[] = [];
    for (let index = 0; index < this.numRows; index++) if (holds(index)) kept.push(index);
    return this.takeRows(kept, "where");
  }

  #checkedMask(condition: RowMask): ArrayLike<unknown> {
    const isMask = typeof condition === "object" && condition !== null && "length" in condition;
    if (!isMask) {
      throw new ClienteleError(
        "unsupported-input",
        { function: "where", value: condition },
        `needs a function of a row, or a mask with true or false for each row, got ${showValue(condition)}`,
      );
    }
    requireSameLength("where", "mask", condition.length, this.numRows);
    return "toArray" in condition ? condition.toArray() : condition;
  }

  sortBy(...given: SortKey[]): ColumnTable {
    const columns = sortKeys(given).map((key) => {
      if (typeof key !== "string") knownOptions("sortBy", key, ["column", "descending"]);
      const { column, descending = false } = typeof key === "string" ? { column: key } : key;
      return { column: this.find("sortBy", column), descending };
    });
    return this.takeRows(rowOrder(columns, this.numRows), "sortBy");
  }

  withColumn(name: string, values: unknown): ColumnTable {
    requireColumnName("withColumn", "name", name);
    const given = typeof values === "function" ? Array.from(this, (row, index) => values(row, index)) : values;
    const column = inferColumn("withColumn", name, given);
    const columns = this.has(name)
      ? this.storedColumns.map((existing) => (existing.name === name ? column : existing))
      : [...this.storedColumns, column];
    if (this.columnNames.length > 0) requireSameLength("withColumn", name, column.length, this.numRows);
    return this.derive(columns, "withColumn");
  }

  join(other: unknown, options: JoinOptions): ColumnTable {
    return this.derive(joinColumns(this, otherTable("join", other), options), "join");
  }

  groupBy(...names: string[]): { summarize(measures: unknown): ColumnTable } {
    const columns = names.map((name) => this.find("groupBy", name));
    return {
      summarize: (measures) => {
        const groups = groupRows(columns, this.numRows);
        const measured = measureColumns("summarize", measures, groups, (name) => this.find("summarize", name));
        const keys = columns.map((column) => column.take(groups.firstRows));
        return new ColumnTable("summarize", [...keys, ...measured]);
      },
    };
  }

  concat(other: unknown): ColumnTable {
    return this.derive(concatColumns(this, otherTable("concat", other)), "concat");
  }

  pivot(options: PivotOptions): ColumnTable {
    return new ColumnTable("pivot", pivotColumns(this, options));
  }

  unpivot(options: UnpivotOptions): ColumnTable {
    return new ColumnTable("unpivot", unpivotColumns(this, options));
  }

  describe(): ColumnTable {
    return new ColumnTable("describe", describeColumns(this.storedColumns));
  }

  rename(names: Readonly<Record<string, string>>): ColumnTable {
    knownOptions("rename", names, this.columnNames);
    const renamed = new Map(Object.entries(names).map(([old, name]) => [old, requireColumnName("rename", old, name)]));
    return this.derive(
      this.storedColumns.map((column) => column.named(renamed.get(column.name) ?? column.name)),
      "rename",
    );
  }

  *[Symbol.iterator](): Iterator<object> {
    const columns = this.storedColumns;
    for (let index = 0; index < this.numRows; index++) yield rowAt(columns, index);
  }

  toString(options?: PrintOptions): string {
    return printTable(this.storedColumns, this.numRows, options);
  }

  toMarkdown(options?: PrintOptions): string {
    return tableToMarkdown(this.storedColumns, this.numRows, options);
  }

  toHtml(options?: PrintOptions): string {
    return tableToHtml(this.storedColumns, this.numRows, options);
  }

  toJSON(): object[] {
    return this.toRows();
  }
}

/** `sortBy("revenue", "desc")` names one column and its direction; everything else is a list of keys. */
function sortKeys(given: readonly SortKey[]): readonly SortKey[] {
  const [column, direction] = given;
  if (given.length !== 2 || typeof column !== "string" || (direction !== "asc" && direction !== "desc")) return given;
  return [{ column, descending: direction === "desc" }];
}

function otherTable(caller: string, other: unknown): ColumnTable {
  if (other instanceof ColumnTable) return other;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: other },
    `the other side must be a Table (wrap it with table(…)), got ${showValue(other)}`,
  );
}

/** Whether a value is a table, also one made by another copy of this library. */
export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && hasBrand(value);
}
