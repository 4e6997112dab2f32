import type { Dialect } from "../dialects/dialect.js";
import { all, list, name, type Sql, sql, value } from "../sql/sql.js";
import type { SourceColumn } from "./order-rows.js";
import { extremes, type Statement, sums } from "./statement.js";

const item = (i: number): Sql => name(`clientele_item${i}`);

function answers(dialect: Dialect, relation: Sql, items: readonly SourceColumn[]): Sql {
  const columns = items.map((column, i) => sql`${dialect.double(column.sql, column.type)} AS ${item(i)}`);
  return sql`(SELECT ${list(columns)} FROM ${relation} AS source_rows) AS answer_rows`;
}

function whole(items: readonly unknown[]): Sql {
  return all(items.map((_, i) => sql`${item(i)} IS NOT NULL`));
}

/** Rows, complete rows, missing and infinite answers of each item; sums and extremes over the complete rows. */
export function answerTotals(dialect: Dialect, relation: Sql, items: readonly SourceColumn[]): Statement {
  const { count, countIf, sumIf, min, max, when } = dialect;
  const complete = whole(items);
  const columns = items.flatMap((_, i) => [
    sql`${countIf(sql`${item(i)} IS NULL`)} AS ${name(`missing${i}`)}`,
    sql`${countIf(dialect.isInfinite(item(i)))} AS ${name(`infinite${i}`)}`,
    sql`${sumIf(item(i), complete)} AS ${name(`sum${i}`)}`,
    sql`${min(when(complete, item(i)))} AS ${name(`min${i}`)}`,
    sql`${max(when(complete, item(i)))} AS ${name(`max${i}`)}`,
  ]);
  return {
    select: sql`SELECT ${list([
      sql`${count} AS ${name("rows")}`,
      sql`${countIf(complete)} AS ${name("complete")}`,
      ...columns,
    ])}
FROM ${answers(dialect, relation, items)}`,
    columns: [
      ...sums("rows", "complete"),
      ...items.flatMap((_, i) => [
        ...sums(`missing${i}`, `infinite${i}`, `sum${i}`),
        ...extremes("min", `min${i}`),
        ...extremes("max", `max${i}`),
      ]),
    ],
  };
}

/** Sums of products of deviations from given means, over the complete rows: `product{i}_{j}` for j ≤ i. */
export function answerProducts(
  dialect: Dialect,
  relation: Sql,
  items: readonly SourceColumn[],
  means: readonly number[],
): Statement {
  const complete = whole(items);
  const deviation = (i: number): Sql => sql`(${item(i)} - ${value(means[i]!)})`;
  const pairs = items.flatMap((_, i) => Array.from({ length: i + 1 }, (__, j) => [i, j] as const));
  const products = pairs.map(
    ([i, j]) => sql`${dialect.sumIf(sql`${deviation(i)} * ${deviation(j)}`, complete)} AS ${name(`product${i}_${j}`)}`,
  );
  return {
    select: sql`SELECT ${list(products)}
FROM ${answers(dialect, relation, items)}`,
    columns: sums(...pairs.map(([i, j]) => `product${i}_${j}`)),
  };
}
