import type { Dialect } from "../dialects/dialect.js";
import { all, join, list, name, type Sql, sql, value } from "../sql/sql.js";
import type { SourceColumn } from "./order-rows.js";
import { extremes, numberKeys, type Statement, sums } from "./statement.js";

const coordinate = (i: number): Sql => name(`clientele_x${i}`);
const squared = (center: number): Sql => name(`clientele_d${center}`);
const nearest = /* @__PURE__ */ name("clientele_nearest");

function points(dialect: Dialect, relation: Sql, columns: readonly SourceColumn[]): Sql {
  const coordinates = columns.map((column, i) => sql`${dialect.double(column.sql, column.type)} AS ${coordinate(i)}`);
  return sql`(SELECT ${list(coordinates)} FROM ${relation} AS source_rows) AS point_rows`;
}

/** Rows, rows with a gap or an infinite value, and Σ x and Σ (x − shift)² of each column. */
export function pointTotals(
  dialect: Dialect,
  relation: Sql,
  columns: readonly SourceColumn[],
  shift: readonly number[],
): Statement {
  const gaps = columns.map((_, i) => sql`${coordinate(i)} IS NULL`);
  const infinite = columns.map((_, i) => dialect.isInfinite(coordinate(i)));
  const totals = columns.flatMap((_, i) => {
    const deviation = sql`(${coordinate(i)} - ${value(shift[i]!)})`;
    return [
      sql`${dialect.sum(coordinate(i))} AS ${name(`sum${i}`)}`,
      sql`${dialect.sum(sql`${deviation} * ${deviation}`)} AS ${name(`squares${i}`)}`,
    ];
  });
  return {
    select: sql`SELECT ${list([
      sql`${dialect.count} AS ${name("rows")}`,
      sql`${dialect.countIf(join(gaps, sql` OR `))} AS ${name("gaps")}`,
      sql`${dialect.countIf(join(infinite, sql` OR `))} AS ${name("infinite")}`,
      ...totals,
    ])}
FROM ${points(dialect, relation, columns)}`,
    columns: [...sums("rows", "gaps", "infinite"), ...columns.flatMap((_, i) => sums(`sum${i}`, `squares${i}`))],
  };
}

/** Every point with its squared distance to each center, and the number of the nearest: on a tie the lower one. */
function assigned(
  dialect: Dialect,
  relation: Sql,
  columns: readonly SourceColumn[],
  centers: readonly (readonly number[])[],
): Sql {
  const coordinates = columns.map((_, i) => coordinate(i));
  const distances = centers.map((center, c) => {
    const squares = center.map((at, i) => sql`(${coordinate(i)} - ${value(at)}) * (${coordinate(i)} - ${value(at)})`);
    return sql`${join(squares, sql` + `)} AS ${squared(c)}`;
  });
  const cases = centers.slice(0, -1).map((_, c) => {
    const others = centers.map((__, other) => other).filter((other) => other > c);
    return sql`WHEN ${all(others.map((other) => sql`${squared(c)} <= ${squared(other)}`))} THEN ${value(c)}`;
  });
  const last = value(centers.length - 1);
  return sql`(SELECT *, ${cases.length === 0 ? last : sql`CASE ${join(cases, sql` `)} ELSE ${last} END`} AS ${nearest}
FROM (SELECT ${list([...coordinates, ...distances])} FROM ${points(dialect, relation, columns)}) AS distance_rows
) AS assigned_rows`;
}

/** One pass of Lloyd's algorithm: of each cluster its points, their sums, and their squared distances. */
export function kMeansPass(
  dialect: Dialect,
  relation: Sql,
  columns: readonly SourceColumn[],
  centers: readonly (readonly number[])[],
): Statement {
  const own = ownDistance(centers.length);
  const outer = [
    sql`${nearest} AS ${name("cluster")}`,
    sql`${dialect.count} AS ${name("count")}`,
    sql`${dialect.sum(own)} AS ${name("inertia")}`,
    sql`${dialect.max(own)} AS ${name("farthest")}`,
    ...columns.map((_, i) => sql`${dialect.sum(coordinate(i))} AS ${name(`sum${i}`)}`),
  ];
  return {
    select: sql`SELECT ${list(outer)}
FROM ${assigned(dialect, relation, columns, centers)}
GROUP BY ${nearest}`,
    columns: [
      ...numberKeys("cluster"),
      ...sums("count", "inertia"),
      ...extremes("max", "farthest"),
      ...sums(...columns.map((_, i) => `sum${i}`)),
    ],
  };
}

function ownDistance(centers: number): Sql {
  const cases = Array.from({ length: centers }, (_, c) => sql`WHEN ${nearest} = ${value(c)} THEN ${squared(c)}`);
  return sql`(CASE ${join(cases, sql` `)} END)`;
}
