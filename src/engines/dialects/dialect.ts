import type { Sql, SqlEncoder } from "../sql/sql.js";

/** The engines for which statements are written. */
export const dialectNames = ["duckdb", "clickhouse", "postgres", "bigquery", "snowflake"] as const;

/** An engine for which statements are written. */
export type DialectName = (typeof dialectNames)[number];

/**
 * What a column of a source holds, as far as a statement has to know. `integer64`: whole numbers that may lie beyond
 * 2⁵³. `timestamp` has no zone and counts as UTC. `other` is grouped by its text.
 */
export type SourceType =
  | "number"
  | "integer64"
  | "text"
  | "boolean"
  | "date"
  | "timestamp"
  | "zonedTimestamp"
  | "other";

/** What the numbers of a date column count: see the option `dateUnit`. */
export type NumericDateUnit = "ms" | "us" | "s" | "day" | "excel";

/** A relation whose rows are to know something of the others in their partition. */
export interface Partitioned {
  /** A SELECT. */
  readonly rows: Sql;
  /** Names of all its columns, those below included. */
  readonly columns: readonly Sql[];
  readonly partition: readonly Sql[];
  readonly order: Sql;
  /** The name of the new column. */
  readonly as: Sql;
}

/**
 * What the statements need of an engine, operation by operation. Conditions are SQL conditions, counts and sums come
 * out as doubles, days as whole numbers since 1970-01-01 (never as a date type: some know no day before 1970), and what
 * is missing is NULL.
 */
export interface Dialect extends SqlEncoder {
  readonly name: DialectName;

  /** A number, or text that writes one, as a double; NULL where it is NaN or no number. */
  readonly double: (x: Sql, type: SourceType) => Sql;
  /** A double as a whole number of 64 bits, for comparing and grouping. */
  readonly integer: (x: Sql) => Sql;
  /** An id as it goes into groups: numbers as doubles (64-bit numbers as they are), the rest as text or boolean. */
  readonly id: (x: Sql, type: SourceType) => Sql;
  /** Whether a value is missing: NULL, NaN, or text of nothing but blanks. */
  readonly isMissing: (x: Sql, type: SourceType) => Sql;
  /** NULL with the type of a double. */
  readonly nullDouble: Sql;
  /** Whether a double is infinite. */
  readonly isInfinite: (x: Sql) => Sql;

  /** The day of a date or a moment, as its zone shows it (UTC without one); NULL where it is none. */
  readonly day: (x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null) => Sql;
  /** Whether a date or a moment has a time of day other than midnight UTC. */
  readonly hasTime: (x: Sql, type: SourceType, unit: NumericDateUnit) => Sql;
  /** Months since January 1970 of a day number. */
  readonly month: (day: Sql) => Sql;

  /** The natural logarithm. */
  readonly ln: (x: Sql) => Sql;
  /** The largest whole number that is not above x. */
  readonly floor: (x: Sql) => Sql;

  /** `COUNT(*)` as a double. */
  readonly count: Sql;
  /** How many rows meet a condition, as a double; 0 of none. */
  readonly countIf: (condition: Sql) => Sql;
  /** The sum of doubles; 0 of none. */
  readonly sum: (x: Sql) => Sql;
  /** The sum of doubles where a condition holds; 0 of none. */
  readonly sumIf: (x: Sql, condition: Sql) => Sql;
  /** The least of values, as a double; NULL of none. */
  readonly min: (x: Sql) => Sql;
  /** The greatest of values, as a double; NULL of none. */
  readonly max: (x: Sql) => Sql;
  /** The value where the condition holds, NULL elsewhere. */
  readonly when: (condition: Sql, x: Sql) => Sql;

  /** A relation with one more column: the `order` value of the row before, in the partition; NULL in the first. */
  readonly withPrevious: (relation: Partitioned) => Sql;
  /** A relation with one more column: the least `order` value of the partition, NULLs left out. */
  readonly withLeast: (relation: Partitioned) => Sql;
  /** How rows are ordered so that missing ids come last and text goes by its bytes. */
  readonly orderBy: (x: Sql) => Sql;
}
