import { ClienteleError, showValue } from "../../errors/index.js";
import type { EngineSource } from "../engine/engine.js";
import { identifier, join, type Sql, sql, value } from "../sql/sql.js";
import { userQuery } from "../sql/user-query.js";

/** A source as it stands behind FROM. Errors: `invalid-option`. */
export function sourceRelation(caller: string, source: EngineSource): Sql {
  if (typeof source === "string") return identifier(caller, source);
  const keys = typeof source === "object" && source !== null ? Object.keys(source) : [];
  if (keys.length === 1) {
    if ("query" in source) return userQuery(caller, source.query);
    if ("parquet" in source) return sql`read_parquet(${paths(caller, source.parquet)})`;
    if ("csv" in source) {
      // A file whose columns change their types later on is read again as text: nothing is dropped in silence.
      return sql`read_csv(${paths(caller, source.csv)}, sample_size = -1,
  auto_type_candidates = ['NULL', 'BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR'])`;
    }
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: source },
    "the source must be the name of a table, { query }, { parquet } or { csv } with a path or paths, got " +
      showValue(source),
  );
}

function paths(caller: string, given: string | readonly string[]): Sql {
  const list = typeof given === "string" ? [given] : given;
  const isList = Array.isArray(list) && list.length > 0;
  if (isList && list.every((path) => typeof path === "string" && path !== "" && !path.includes("\0"))) {
    return sql`[${join(list.map(value), sql`, `)}]`;
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `a file is named by its path, with * and ** for many, or by a list of paths; got ${showValue(given)}`,
  );
}
