import type { Dialect } from "../dialects/dialect.js";
import { list, name, type Sql, sql } from "../sql/sql.js";
import type { SourceColumn } from "./order-rows.js";
import { numberKeys, type Statement, sums } from "./statement.js";

/** The distinct rows of some columns of numbers, `value0`, `value1`, …, with how often each occurs. */
export function distinctRows(dialect: Dialect, relation: Sql, columns: readonly SourceColumn[]): Statement {
  const keys = columns.map((_, i) => `value${i}`);
  const inner = columns.map((column, i) => sql`${dialect.double(column.sql, column.type)} AS ${name(keys[i]!)}`);
  return {
    select: sql`SELECT ${list([...keys.map(name), sql`${dialect.count} AS ${name("count")}`])}
FROM (SELECT ${list(inner)} FROM ${relation} AS source_rows) AS single_rows
GROUP BY ${list(keys.map(name))}`,
    columns: [...numberKeys(...keys), ...sums("count")],
  };
}
