import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import { join, name, type Sql, sql } from "../sql/sql.js";
import type { ResultColumn } from "../statements/statement.js";

/** Marks the row that says that a result is whole. */
const end = /* @__PURE__ */ name("clientele_end");

/** A select with the columns that it gives. */
export interface Select {
  readonly select: Sql;
  readonly columns: readonly ResultColumn[];
  readonly orderBy?: string | undefined;
}

/**
 * A select with a last row that says that the result is whole: a server that fails after the first rows, or a proxy
 * that gives up, would else pass a part of them for all. The rows are sorted, so that this one can be last.
 */
export function endMarked({ select, columns, orderBy }: Select): Sql {
  const names = columns.map((column) => name(column.name));
  const nothing = join(
    columns.map(() => sql`NULL`),
    sql`, `,
  );
  const order = orderBy === undefined ? end : sql`${end}, ${clickHouseDialect.orderBy(name(orderBy))}`;
  return sql`SELECT * FROM (
SELECT ${join(names, sql`, `)}, toUInt8(0) AS ${end} FROM (${select}) AS results
UNION ALL
SELECT ${nothing}, toUInt8(1) AS ${end}
) AS marked_results ORDER BY ${order}`;
}

/**
 * The select that makes one row of the rows of several shards that agree in the keys. In ClickHouse the name given to
 * an aggregate hides the column inside it, so that the new columns get their names outside.
 */
export function mergeSelect(from: Sql, columns: readonly ResultColumn[]): Sql {
  const keys = columns.filter(({ merge }) => merge === "key").map((column) => name(column.name));
  const merged = (column: ResultColumn): Sql => {
    const of = name(column.name);
    switch (column.merge) {
      case "key":
        return of;
      case "min":
        return sql`min(${of})`;
      case "max":
        return sql`max(${of})`;
      case "sum":
        return sql`if(count(${of}) = 0, NULL, sum(${of}))`;
    }
  };
  const place = (i: number): Sql => name(`clientele_merged_${i}`);
  const inner = columns.map((column, i) => sql`${merged(column)} AS ${place(i)}`);
  const outer = columns.map((column, i) => sql`${place(i)} AS ${name(column.name)}`);
  const groups = keys.length === 0 ? sql`` : sql` GROUP BY ${join(keys, sql`, `)}`;
  return sql`SELECT ${join(outer, sql`, `)} FROM (
SELECT ${join(inner, sql`, `)} FROM ${from}${groups}
) AS merged_results`;
}
