import type { Dialect } from "../dialects/dialect.js";
import { name, type Sql, sql } from "../sql/sql.js";
import type { SourceColumn } from "./order-rows.js";
import { numberKeys, type Statement, sums } from "./statement.js";

/** How often each value of a column occurs, which says all about its distribution; NULL stands for missing. */
export function valueCounts(dialect: Dialect, relation: Sql, column: SourceColumn): Statement {
  const single = name("clientele_value");
  return {
    select: sql`SELECT ${single} AS ${name("value")}, ${dialect.count} AS ${name("count")}
FROM (SELECT ${dialect.double(column.sql, column.type)} AS ${single} FROM ${relation} AS source_rows) AS single_values
GROUP BY ${single}`,
    columns: [...numberKeys("value"), ...sums("count")],
  };
}
