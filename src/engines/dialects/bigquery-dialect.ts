import { type Sql, sql, value } from "../sql/sql.js";
import type { Dialect, NumericDateUnit, SourceType } from "./dialect.js";
import { dayOfMilliseconds, milliseconds } from "./numeric-days.js";
import { backslashed, standardAggregates, standardOperations } from "./standard-dialect.js";

const blankText = /* @__PURE__ */ value("^\\s*$");

/** The date that a moment has in a zone. */
function dateOf(x: Sql, type: SourceType, zone: string | null): Sql {
  const shown = value(zone ?? "UTC");
  if (type === "text") return sql`DATE(SAFE_CAST(${x} AS TIMESTAMP), ${shown})`;
  if (type === "zonedTimestamp") return sql`DATE(${x}, ${shown})`;
  return zone === null ? sql`CAST(${x} AS DATE)` : sql`DATE(TIMESTAMP(CAST(${x} AS DATETIME), 'UTC'), ${shown})`;
}

function dayOf(x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null): Sql {
  if (type === "date") return sql`UNIX_DATE(${x})`;
  if (type !== "number" && type !== "integer64") return sql`UNIX_DATE(${dateOf(x, type, zone)})`;
  const moment = milliseconds(sql`CAST(${x} AS FLOAT64)`, unit);
  if (zone === null) return sql`CAST(${dayOfMilliseconds(moment)} AS INT64)`;
  return sql`UNIX_DATE(DATE(TIMESTAMP_MILLIS(CAST(FLOOR(${moment}) AS INT64)), ${value(zone)}))`;
}

/** BigQuery (GoogleSQL), by the book; it does not run in the tests. A moment without a zone is a DATETIME there. */
export const bigQueryDialect: Dialect = /* @__PURE__ */ (() => ({
  ...standardOperations,
  ...standardAggregates(sql`FLOAT64`),
  name: "bigquery",
  identifier: (name) => backslashed(name, "`"),
  text: (text) => backslashed(text, "'"),
  double: (x) => {
    const number = sql`SAFE_CAST(${x} AS FLOAT64)`;
    return sql`IF(IS_NAN(${number}), NULL, ${number})`;
  },
  integer: (x) => sql`CAST(${x} AS INT64)`,
  // Partitions are not made by FLOAT64, so that a number stays what it is.
  id: (x, type) => (type === "text" || type === "other" ? sql`CAST(${x} AS STRING)` : x),
  isMissing: (x, type) =>
    type === "text" ? sql`(${x} IS NULL OR REGEXP_CONTAINS(CAST(${x} AS STRING), ${blankText}))` : sql`(${x} IS NULL)`,
  isInfinite: (x) => sql`IS_INF(${x})`,
  day: dayOf,
  hasTime: (x, type, unit) => {
    if (type === "date") return sql`(1 = 0)`;
    if (type !== "number" && type !== "integer64") {
      const moment = type === "text" ? sql`SAFE_CAST(${x} AS TIMESTAMP)` : x;
      return sql`(CAST(${moment} AS DATETIME) <> CAST(${dateOf(x, type, null)} AS DATETIME))`;
    }
    return sql`(MOD(CAST(${milliseconds(sql`CAST(${x} AS FLOAT64)`, unit)} AS INT64), 86400000) <> 0)`;
  },
  month: (day) => sql`CAST(DATE_DIFF(DATE_FROM_UNIX_DATE(CAST(${day} AS INT64)), DATE '1970-01-01', MONTH) AS FLOAT64)`,
}))();
