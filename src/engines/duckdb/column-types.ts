import type { DuckDBType } from "@duckdb/node-api";
import type { SourceType } from "../dialects/dialect.js";

/** What a column of DuckDB holds; by the name of its type, so that the package is loaded only when it is used. */
export function sourceTypeOf(type: DuckDBType): SourceType {
  const name = String(type).replace(/\(.*/s, "").toUpperCase();
  return types.get(name) ?? (name.startsWith("ENUM") ? "text" : "other");
}

const types = /* @__PURE__ */ new Map<string, SourceType>([
  ["BOOLEAN", "boolean"],
  ["TINYINT", "number"],
  ["SMALLINT", "number"],
  ["INTEGER", "number"],
  ["UTINYINT", "number"],
  ["USMALLINT", "number"],
  ["UINTEGER", "number"],
  ["FLOAT", "number"],
  ["DOUBLE", "number"],
  ["DECIMAL", "number"],
  ["BIGINT", "integer64"],
  ["UBIGINT", "other"],
  ["VARCHAR", "text"],
  ["DATE", "date"],
  ["TIMESTAMP", "timestamp"],
  ["TIMESTAMP_S", "timestamp"],
  ["TIMESTAMP_MS", "timestamp"],
  ["TIMESTAMP_NS", "timestamp"],
  ["TIMESTAMP WITH TIME ZONE", "zonedTimestamp"],
]);
