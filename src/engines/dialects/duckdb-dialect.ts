import { type Sql, sql, value } from "../sql/sql.js";
import type { Dialect, NumericDateUnit, SourceType } from "./dialect.js";
import { dayOfMilliseconds, milliseconds } from "./numeric-days.js";
import { doubledQuotes, standardAggregates, standardOperations } from "./standard-dialect.js";

/** Blanks as JavaScript's `trim` knows them. */
const blankText = /* @__PURE__ */ value(
  "^[\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]*$",
);

/** The forms of a date in text, as `parseDateText` has them. */
const dateText = /* @__PURE__ */ value(
  "^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?( ?(Z|[+-]\\d{2}(:?\\d{2})?))?)?$",
);

/** Text as a moment in UTC; NULL where it has another form, or names a day that does not exist. */
function momentOfText(x: Sql): Sql {
  return sql`CASE WHEN regexp_full_match(${x}, ${dateText}) THEN TRY_CAST(${x} AS TIMESTAMPTZ) END`;
}

/** A moment as the session's zone, UTC, or the given one shows it. */
function localTime(moment: Sql, zone: string | null): Sql {
  return sql`timezone(${value(zone ?? "UTC")}, ${moment})`;
}

function timestampOf(x: Sql, type: SourceType, zone: string | null): Sql {
  if (type === "text") return localTime(momentOfText(x), zone);
  if (type === "zonedTimestamp") return localTime(x, zone);
  const timestamp = sql`CAST(${x} AS TIMESTAMP)`;
  return zone === null ? timestamp : localTime(sql`timezone('UTC', ${timestamp})`, zone);
}

function dayOf(x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null): Sql {
  if (type === "date") return dayOfDate(x);
  if (type !== "number" && type !== "integer64") return dayOfDate(sql`CAST(${timestampOf(x, type, zone)} AS DATE)`);
  const moment = milliseconds(sql`CAST(${x} AS DOUBLE)`, unit);
  if (zone === null) return sql`CAST(${dayOfMilliseconds(moment)} AS INTEGER)`;
  const timestamp = sql`make_timestamptz(CAST(floor(${moment}) AS BIGINT) * 1000)`;
  return dayOfDate(sql`CAST(${localTime(timestamp, zone)} AS DATE)`);
}

/** Infinite dates are none. */
function dayOfDate(date: Sql): Sql {
  return sql`CASE WHEN isfinite(${date}) THEN date_diff('day', DATE '1970-01-01', ${date})::INTEGER END`;
}

/** DuckDB, tested with 1.5. */
export const duckDbDialect: Dialect = /* @__PURE__ */ (() => ({
  ...standardOperations,
  ...standardAggregates(sql`DOUBLE`),
  name: "duckdb",
  identifier: (name) => doubledQuotes(name, '"'),
  // A NUL would end the statement.
  text: (text) =>
    text
      .split("\0")
      .map((part) => doubledQuotes(part, "'"))
      .join(" || chr(0) || "),
  double: (x, type) =>
    type === "number" || type === "integer64"
      ? sql`nullif(CAST(${x} AS DOUBLE), 'NaN'::DOUBLE)`
      : sql`nullif(TRY_CAST(${x} AS DOUBLE), 'NaN'::DOUBLE)`,
  countIf: (condition) => sql`CAST(COUNT(*) FILTER (WHERE ${condition}) AS DOUBLE)`,
  sumIf: (x, condition) => sql`COALESCE(SUM(${x}) FILTER (WHERE ${condition}), 0::DOUBLE)`,
  integer: (x) => sql`CAST(${x} AS BIGINT)`,
  id: (x, type) =>
    type === "number"
      ? sql`CAST(${x} AS DOUBLE)`
      : type === "integer64" || type === "boolean"
        ? x
        : sql`CAST(${x} AS VARCHAR)`,
  isMissing: (x, type) => {
    if (type === "text") return sql`(${x} IS NULL OR regexp_full_match(${x}, ${blankText}))`;
    return type === "number" ? sql`(${x} IS NULL OR isnan(${x}))` : sql`(${x} IS NULL)`;
  },
  isInfinite: (x) => sql`isinf(${x})`,
  day: dayOf,
  hasTime: (x, type, unit) => {
    if (type === "date") return sql`(1 = 0)`;
    if (type === "number" || type === "integer64") {
      return sql`(${milliseconds(sql`CAST(${x} AS DOUBLE)`, unit)} % 86400000 <> 0)`;
    }
    const timestamp = timestampOf(x, type, null);
    return sql`(date_trunc('day', ${timestamp}) <> date_trunc('millisecond', ${timestamp}))`;
  },
  month: (day) =>
    sql`CAST(date_diff('month', DATE '1970-01-01', DATE '1970-01-01' + CAST(${day} AS INTEGER)) AS DOUBLE)`,
}))();
