import type { Dialect } from "../dialects/dialect.js";
import { list, name, type Sql, sql } from "../sql/sql.js";
import type { SourceColumn } from "./order-rows.js";
import { extremes, type ResultColumn, type Statement, sums } from "./statement.js";

/** The columns by which groups are told apart, as they come out: `key0`, `key1`, …. */
function keyColumns(by: readonly SourceColumn[]): ResultColumn[] {
  return by.map(({ type }, i) => {
    return { name: `key${i}`, type: isNumeric({ type }) || type === "date" ? "number" : "id", merge: "key" };
  });
}

function isNumeric({ type }: Pick<SourceColumn, "type">): boolean {
  return type === "number" || type === "integer64";
}

/** A column as a key: numbers as doubles, which know a missing value, dates as their days, the rest as ids. */
function keyOf(dialect: Dialect, column: SourceColumn): Sql {
  if (column.type === "date") return sql`${dialect.day(column.sql, "date", "ms", null)} * 1e0`;
  return isNumeric(column) ? dialect.double(column.sql, column.type) : dialect.id(column.sql, column.type);
}

/** A column as a number: dates as their days. */
function numberOf(dialect: Dialect, { sql: column, type }: SourceColumn): Sql {
  return type === "date" ? dialect.day(column, type, "ms", null) : dialect.double(column, type);
}

function groupBy(keys: readonly Sql[]): Sql {
  return keys.length === 0 ? sql`` : sql`\nGROUP BY ${list(keys)}`;
}

/** Rows of each group, and of each measured column the count of values, their sum and their extremes. */
export function groupSummary(
  dialect: Dialect,
  relation: Sql,
  by: readonly SourceColumn[],
  measured: readonly SourceColumn[],
): Statement {
  const keys = by.map((_, i) => name(`key${i}`));
  const inner = [
    sql`1 AS ${name("clientele_one")}`,
    ...by.map((column, i) => sql`${keyOf(dialect, column)} AS ${keys[i]!}`),
    ...measured.map((column, i) => sql`${numberOf(dialect, column)} AS ${name(`clientele_value${i}`)}`),
  ];
  const outer = measured.flatMap((_, i) => {
    const x = name(`clientele_value${i}`);
    return [
      sql`${dialect.countIf(sql`${x} IS NOT NULL`)} AS ${name(`count${i}`)}`,
      sql`${dialect.sum(x)} AS ${name(`sum${i}`)}`,
      sql`${dialect.min(x)} AS ${name(`min${i}`)}`,
      sql`${dialect.max(x)} AS ${name(`max${i}`)}`,
    ];
  });
  return {
    select: sql`SELECT ${list([...keys, sql`${dialect.count} AS ${name("rows")}`, ...outer])}
FROM (SELECT ${list(inner)} FROM ${relation} AS source_rows) AS measured_rows${groupBy(keys)}`,
    columns: [
      ...keyColumns(by),
      ...sums("rows"),
      ...measured.flatMap((_, i) => [
        ...sums(`count${i}`, `sum${i}`),
        ...extremes("min", `min${i}`),
        ...extremes("max", `max${i}`),
      ]),
    ],
  };
}

/** How often each value of a column occurs in each group: from it come quantiles, medians and distinct values. */
export function groupValueCounts(
  dialect: Dialect,
  relation: Sql,
  by: readonly SourceColumn[],
  column: SourceColumn,
): Statement {
  const keys = [...by.map((_, i) => name(`key${i}`)), name("value")];
  const isId = !isNumeric(column) && column.type !== "date" && column.type !== "boolean";
  const single = isId ? dialect.id(column.sql, column.type) : numberOf(dialect, column);
  const inner = [...by.map((key, i) => sql`${keyOf(dialect, key)} AS ${keys[i]!}`), sql`${single} AS ${name("value")}`];
  return {
    select: sql`SELECT ${list([...keys, sql`${dialect.count} AS ${name("count")}`])}
FROM (SELECT ${list(inner)} FROM ${relation} AS source_rows) AS measured_rows${groupBy(keys)}`,
    columns: [...keyColumns(by), { name: "value", type: isId ? "id" : "number", merge: "key" }, ...sums("count")],
  };
}
