import { ClienteleError, showValue } from "../../errors/index.js";
import type { EngineSource } from "../engine/engine.js";
import { identifier, join, type Sql, sql, value } from "../sql/sql.js";
import { userQuery } from "../sql/user-query.js";

/** A source as it stands behind FROM, or the paths of its CSV files. Errors: `invalid-option`. */
export function sourceRelation(caller: string, source: EngineSource): Sql | { readonly csv: readonly string[] } {
  if (typeof source === "string") return identifier(caller, source);
  const keys = typeof source === "object" && source !== null ? Object.keys(source) : [];
  if (keys.length === 1) {
    if ("query" in source) return userQuery(caller, source.query);
    if ("parquet" in source) return sql`read_parquet(${pathList(checkedPaths(caller, source.parquet))})`;
    if ("csv" in source) return { csv: checkedPaths(caller, source.csv) };
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: source },
    "the source must be the name of a table, { query }, { parquet } or { csv } with a path or paths, got " +
      showValue(source),
  );
}

/** Paths as a value of a statement. */
export function pathList(paths: readonly string[]): Sql {
  return sql`[${join(paths.map(value), sql`, `)}]`;
}

function checkedPaths(caller: string, given: string | readonly string[]): readonly string[] {
  const list = typeof given === "string" ? [given] : given;
  const isList = Array.isArray(list) && list.length > 0;
  if (isList && list.every((path) => typeof path === "string" && path !== "" && !path.includes("\0"))) return list;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `a file is named by its path, with * and ** for many, or by a list of paths; got ${showValue(given)}`,
  );
}
