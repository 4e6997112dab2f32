import type { ColumnValue } from "./column.js";

/** A value as rows hold it. */
export type Cell = number | string | boolean | Date | null;

/** The values of a column as rows hold them, where none is missing. */
type CellValue = number | string | boolean | Date;

/** Marks a column that has a value in every row: `{ customer: Present<string>; lastOrder: Date }`. Only a type. */
export interface Present<V extends CellValue = CellValue> {
  readonly inEveryRow: V;
}

/**
 * The column names of a table with the type their values have in rows; dates are `Date`. Any value may be missing but
 * those of a column that is {@link Present}.
 */
export type Columns = Record<string, CellValue | Present>;

/** The values of a column, without saying whether some are missing. */
export type ValueOf<V> = V extends Present<infer There> ? There : V;

/** What a row holds of a column: null where a value may be missing. */
type InRow<V> = V extends Present<infer There> ? There : V | null;

/** What `null` stands for in a column that is {@link Present}: nothing. */
export type MissingIn<V> = [V] extends [Present] ? never : null;

/** The columns, every one of which may have missing values. */
export type MaybeMissing<C extends Columns> = { [Name in keyof C]: ValueOf<C[Name]> };

/** A value as columns hold it: dates are milliseconds since 1970 UTC. */
export type InColumn<V> =
  V extends Present<infer There> ? InColumn<There> : V extends Date ? number : V extends ColumnValue ? V : never;

/** A row object of a table. */
export type Row<C extends Columns = Columns> = { [Name in keyof C]: InRow<C[Name]> };

/** The column that values become: typed arrays have NaN where one is missing, others null. */
export type ColumnOf<Given> = [Given] extends [CellValue]
  ? Present<Widened<Given>>
  : Widened<Exclude<Given, null | undefined>>;

type Widened<V> = V extends number ? number : V extends string ? string : V extends boolean ? boolean : V;

/** Refuses names that are written out and are none of the columns. */
export type KnownNames<C extends Columns, Names> = string extends keyof Names
  ? unknown
  : Readonly<Record<Exclude<keyof Names, keyof C>, never>>;

/** The columns with some of them under new names. */
export type Renamed<C extends Columns, Names> = {
  [Name in keyof C as Name extends keyof Names ? (Names[Name] extends string ? Names[Name] : Name) : Name]: C[Name];
};
