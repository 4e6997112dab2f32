import { type Sql, sql, value } from "../sql/sql.js";
import type { Dialect, NumericDateUnit, SourceType } from "./dialect.js";
import { dayOfMilliseconds, milliseconds } from "./numeric-days.js";
import { backslashed, doubledQuotes, standardAggregates, standardOperations } from "./standard-dialect.js";

const blankText = /* @__PURE__ */ value("\\s*");
const zoneAtEnd = /* @__PURE__ */ value(".*[T ].*(Z|[+-]\\d{2}:?\\d{2})");
const origin = /* @__PURE__ */ (() => sql`'1970-01-01'::DATE`)();

/** The local time of a moment, without a zone. */
function localTime(x: Sql, type: SourceType, zone: string | null): Sql {
  const shown = value(zone ?? "UTC");
  if (type === "zonedTimestamp") return sql`CONVERT_TIMEZONE(${shown}, ${x})::TIMESTAMP_NTZ`;
  if (type !== "text") return zone === null ? x : sql`CONVERT_TIMEZONE('UTC', ${shown}, ${x}::TIMESTAMP_NTZ)`;
  const plain = sql`TRY_TO_TIMESTAMP_NTZ(${x})`;
  const inZone = zone === null ? plain : sql`CONVERT_TIMEZONE('UTC', ${shown}, ${plain})`;
  return sql`CASE WHEN REGEXP_LIKE(${x}, ${zoneAtEnd})
    THEN CONVERT_TIMEZONE(${shown}, TRY_TO_TIMESTAMP_TZ(${x}))::TIMESTAMP_NTZ ELSE ${inZone} END`;
}

function daysSince1970(date: Sql): Sql {
  return sql`DATEDIFF('day', ${origin}, ${date}::DATE)`;
}

function dayOf(x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null): Sql {
  if (type === "date") return daysSince1970(x);
  if (type !== "number" && type !== "integer64") return daysSince1970(sql`(${localTime(x, type, zone)})`);
  const moment = milliseconds(sql`CAST(${x} AS DOUBLE)`, unit);
  if (zone === null) return sql`CAST(${dayOfMilliseconds(moment)} AS INTEGER)`;
  const timestamp = sql`TO_TIMESTAMP_NTZ(CAST(FLOOR(${moment}) AS INTEGER), 3)`;
  return daysSince1970(sql`(${localTime(timestamp, "timestamp", zone)})`);
}

/**
 * Snowflake, by the book; it does not run in the tests. Names are quoted, and so have to be written as they are stored:
 * `"CUSTOMER"` for a column that was made without quotes.
 */
export const snowflakeDialect: Dialect = /* @__PURE__ */ (() => ({
  ...standardOperations,
  ...standardAggregates(sql`DOUBLE`),
  name: "snowflake",
  identifier: (name) => doubledQuotes(name, '"'),
  text: (text) => backslashed(text, "'"),
  double: (x, type) =>
    sql`NULLIF(${type === "text" ? sql`TRY_TO_DOUBLE(${x})` : sql`CAST(${x} AS DOUBLE)`}, 'NaN'::DOUBLE)`,
  integer: (x) => sql`CAST(${x} AS INTEGER)`,
  id: (x, type) => (type === "text" || type === "other" ? sql`CAST(${x} AS VARCHAR)` : x),
  isMissing: (x, type) =>
    type === "text" ? sql`(${x} IS NULL OR REGEXP_LIKE(CAST(${x} AS VARCHAR), ${blankText}))` : sql`(${x} IS NULL)`,
  isInfinite: (x) => sql`(ABS(${x}) = 'inf'::DOUBLE)`,
  day: dayOf,
  hasTime: (x, type, unit) => {
    if (type === "date") return sql`(1 = 0)`;
    if (type !== "number" && type !== "integer64") {
      const local = sql`(${localTime(x, type, null)})`;
      return sql`(DATE_TRUNC('day', ${local}) <> ${local})`;
    }
    return sql`(MOD(${milliseconds(sql`CAST(${x} AS DOUBLE)`, unit)}, 86400000) <> 0)`;
  },
  month: (day) => sql`CAST(DATEDIFF('month', ${origin}, DATEADD('day', CAST(${day} AS INTEGER), ${origin})) AS DOUBLE)`,
}))();
