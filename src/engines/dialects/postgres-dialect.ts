import { ClienteleError } from "../../errors/index.js";
import { type Sql, sql, value } from "../sql/sql.js";
import type { Dialect, NumericDateUnit, SourceType } from "./dialect.js";
import { dayOfMilliseconds, milliseconds } from "./numeric-days.js";
import { doubledQuotes, standardAggregates, standardOperations } from "./standard-dialect.js";

const numberText = /* @__PURE__ */ value("^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$");
const zoneAtEnd = /* @__PURE__ */ value("[T ].*(Z|[+-]\\d{2}:?\\d{2})$");

/** PostgreSQL cuts longer names off, so that two of them may become one. */
const longestName = 63;

function identifierOf(name: string): string {
  if (new TextEncoder().encode(name).length <= longestName) return doubledQuotes(name, '"');
  throw new ClienteleError(
    "invalid-option",
    { function: "reduceSql", value: name },
    `PostgreSQL has no names of more than ${longestName} bytes`,
  );
}

function textOf(text: string): string {
  if (!text.includes("\0")) return doubledQuotes(text, "'");
  throw new ClienteleError(
    "invalid-option",
    { function: "reduceSql", value: text },
    "PostgreSQL has no text with the character NUL (\\0)",
  );
}

/** The local time of a moment, without a zone. */
function localTime(x: Sql, type: SourceType, zone: string | null): Sql {
  const shown = value(zone ?? "UTC");
  if (type === "text") {
    const zoned = sql`CASE WHEN ${x} ~ ${zoneAtEnd} THEN ${x} ELSE ${x} || ' UTC' END`;
    return sql`(CAST(${zoned} AS TIMESTAMPTZ) AT TIME ZONE ${shown})`;
  }
  if (type === "zonedTimestamp") return sql`(${x} AT TIME ZONE ${shown})`;
  const timestamp = sql`CAST(${x} AS TIMESTAMP)`;
  return zone === null ? timestamp : sql`(${timestamp} AT TIME ZONE 'UTC' AT TIME ZONE ${shown})`;
}

function dayOf(x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null): Sql {
  if (type === "date") return sql`(${x} - DATE '1970-01-01')`;
  if (type !== "number" && type !== "integer64") {
    return sql`(CAST(${localTime(x, type, zone)} AS DATE) - DATE '1970-01-01')`;
  }
  const moment = milliseconds(sql`CAST(${x} AS DOUBLE PRECISION)`, unit);
  if (zone === null) return sql`CAST(${dayOfMilliseconds(moment)} AS INTEGER)`;
  return sql`(CAST((to_timestamp(${moment} / 1000) AT TIME ZONE ${value(zone)}) AS DATE) - DATE '1970-01-01')`;
}

/** PostgreSQL and its kin, by the book; no server of it runs in the tests. */
export const postgresDialect: Dialect = /* @__PURE__ */ (() => ({
  ...standardOperations,
  ...standardAggregates(sql`DOUBLE PRECISION`),
  name: "postgres",
  identifier: identifierOf,
  text: textOf,
  ln: (x) => sql`LN(CAST(${x} AS DOUBLE PRECISION))`,
  double: (x, type) => {
    const number = sql`CAST(${x} AS DOUBLE PRECISION)`;
    return type === "text"
      ? sql`CASE WHEN ${x} ~ ${numberText} THEN ${number} END`
      : sql`NULLIF(${number}, CAST('NaN' AS DOUBLE PRECISION))`;
  },
  integer: (x) => sql`CAST(${x} AS BIGINT)`,
  id: (x, type) => (type === "number" || type === "integer64" || type === "boolean" ? x : sql`CAST(${x} AS TEXT)`),
  isMissing: (x, type) => (type === "text" ? sql`(${x} IS NULL OR CAST(${x} AS TEXT) !~ '\\S')` : sql`(${x} IS NULL)`),
  isInfinite: (x) => sql`(ABS(${x}) = CAST('Infinity' AS DOUBLE PRECISION))`,
  day: dayOf,
  hasTime: (x, type, unit) => {
    if (type === "date") return sql`(1 = 0)`;
    if (type !== "number" && type !== "integer64")
      return sql`(CAST(${localTime(x, type, null)} AS TIME) <> TIME '00:00')`;
    const days = sql`(${milliseconds(sql`CAST(${x} AS DOUBLE PRECISION)`, unit)} / 86400000)`;
    return sql`(${days} <> FLOOR(${days}))`;
  },
  month: (day) => {
    const date = sql`(DATE '1970-01-01' + CAST(${day} AS INTEGER))`;
    return sql`CAST((EXTRACT(YEAR FROM ${date}) - 1970) * 12 + EXTRACT(MONTH FROM ${date}) - 1 AS DOUBLE PRECISION)`;
  },
}))();
