import type { SourceType } from "../dialects/dialect.js";

const types = /* @__PURE__ */ new Map<string, SourceType>([
  ["Int8", "number"],
  ["Int16", "number"],
  ["Int32", "number"],
  ["UInt8", "number"],
  ["UInt16", "number"],
  ["UInt32", "number"],
  ["Float32", "number"],
  ["Float64", "number"],
  ["Decimal", "number"],
  ["Int64", "integer64"],
  ["UInt64", "integer64"],
  ["Bool", "boolean"],
  ["String", "text"],
  ["Date", "date"],
  ["Date32", "date"],
  ["DateTime", "zonedTimestamp"],
  ["DateTime64", "zonedTimestamp"],
]);

/** What a column of ClickHouse holds, by the name of its type. Its moments are the same whatever zone shows them. */
export function sourceTypeOf(typeName: string): SourceType {
  const inner = /^Nullable\((.*)\)$/s.exec(typeName)?.[1] ?? typeName;
  return types.get(inner.replace(/\(.*/s, "")) ?? "other";
}
