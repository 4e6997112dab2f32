import { name, type Sql, sql } from "../sql/sql.js";

/** What a column of a result holds: doubles, or ids and texts as the engine has them. */
export type ResultType = "number" | "id";

/**
 * How rows of several shards become one: rows with the same `key` columns are one row, of which `sum` columns add up
 * and `min` and `max` columns keep the extreme. A missing value gives way to one that is there.
 */
export type Merge = "key" | "sum" | "min" | "max";

/** A column of the result of a statement. */
export interface ResultColumn {
  readonly name: string;
  readonly type: ResultType;
  readonly merge: Merge;
}

/**
 * A statement that reduces what a source holds. On a cluster every shard runs it over its own rows, and the results
 * merge: that of all rows is the merged result of the shards where no customer is on two of them.
 */
export interface Statement {
  readonly select: Sql;
  readonly columns: readonly ResultColumn[];
  /** The column by which the rows come sorted, where they do. */
  readonly orderBy?: string;
}

/** Columns of numbers that add up over shards. */
export function sums(...names: readonly string[]): ResultColumn[] {
  return names.map((name) => ({ name, type: "number", merge: "sum" }));
}

/** Columns by whose numbers rows are told apart. */
export function numberKeys(...names: readonly string[]): ResultColumn[] {
  return names.map((name) => ({ name, type: "number", merge: "key" }));
}

/** A column by whose ids rows are told apart. */
export function idKey(name: string): ResultColumn {
  return { name, type: "id", merge: "key" };
}

/** Columns of which the least, or the greatest, number of all shards stays. */
export function extremes(merge: "min" | "max", ...names: readonly string[]): ResultColumn[] {
  return names.map((name) => ({ name, type: "number", merge }));
}

/** The whole statement, with its order where it has one. */
export function sorted({ select, orderBy }: Statement): Sql {
  return orderBy === undefined ? select : sql`${select}\nORDER BY ${name(orderBy)}`;
}
