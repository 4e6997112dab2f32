import { join, type Sql, sql } from "../sql/sql.js";
import type { Dialect, Partitioned } from "./dialect.js";

/** A number as text: whole ones plainly, others with an exponent, so that no engine takes them for decimals. */
export function numberText(value: number): string {
  const text = Number.isSafeInteger(value) ? String(value) : value.toExponential();
  // Two minus signs in a row would begin a comment.
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? "0" : text})` : text;
}

/** A text between two quotes, in which a quote stands twice. */
export function doubledQuotes(text: string, quote: string): string {
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

/** A text between two quotes, in which a backslash announces whatever could end it. */
export function backslashed(text: string, quote: string): string {
  const escaped = text.replace(/[\\'"`\n\r\0]/g, (found) => escapes.get(found) ?? `\\${found}`);
  return quote + escaped + quote;
}

const escapes = /* @__PURE__ */ new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\0", "\\x00"],
]);

/** Operations that most engines write alike, in the SQL standard. */
export const standardOperations = {
  boolean: (value: boolean) => (value ? "TRUE" : "FALSE"),
  number: numberText,
  ln: (x: Sql) => sql`LN(${x})`,
  floor: (x: Sql) => sql`floor(${x})`,
  when: (condition: Sql, x: Sql) => sql`CASE WHEN ${condition} THEN ${x} END`,
  orderBy: (x: Sql) => x,
  withPrevious: ({ rows, columns, partition, order, as }: Partitioned) =>
    sql`SELECT ${join(columns, sql`, `)},
  LAG(${order}) OVER (PARTITION BY ${join(partition, sql`, `)} ORDER BY ${order}) AS ${as}
FROM (${rows}) AS unlinked_rows`,
  withLeast: ({ rows, columns, partition, order, as }: Partitioned) =>
    sql`SELECT ${join(columns, sql`, `)},
  MIN(${order}) OVER (PARTITION BY ${join(partition, sql`, `)}) AS ${as}
FROM (${rows}) AS unlinked_rows`,
} as const satisfies Partial<Dialect>;

/** Sums and counts over the type that an engine calls its doubles. */
export function standardAggregates(double: Sql) {
  const cast = (x: Sql) => sql`CAST(${x} AS ${double})`;
  return {
    nullDouble: cast(sql`NULL`),
    count: cast(sql`COUNT(*)`),
    countIf: (condition: Sql) => cast(sql`COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`),
    sum: (x: Sql) => sql`COALESCE(SUM(${x}), ${cast(sql`0`)})`,
    sumIf: (x: Sql, condition: Sql) => sql`COALESCE(SUM(CASE WHEN ${condition} THEN ${x} END), ${cast(sql`0`)})`,
    min: (x: Sql) => cast(sql`MIN(${x})`),
    max: (x: Sql) => cast(sql`MAX(${x})`),
  };
}

/** Milliseconds since 1970 of a spreadsheet's serial days, rounded; NULL where there is no such day. */
export function excelMilliseconds(x: Sql): Sql {
  return sql`CASE WHEN ${x} >= 0 AND NOT (${x} >= 60 AND ${x} < 61)
    THEN floor((${x} - CASE WHEN ${x} < 60 THEN 25568 ELSE 25569 END) * 86400000 + 5e-1) END`;
}
