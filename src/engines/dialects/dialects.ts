import { bigQueryDialect } from "./bigquery-dialect.js";
import { clickHouseDialect } from "./clickhouse-dialect.js";
import type { Dialect, DialectName } from "./dialect.js";
import { duckDbDialect } from "./duckdb-dialect.js";
import { postgresDialect } from "./postgres-dialect.js";
import { snowflakeDialect } from "./snowflake-dialect.js";

/** The dialect of a name: the one list of all. */
export function dialectNamed(name: DialectName): Dialect {
  switch (name) {
    case "duckdb":
      return duckDbDialect;
    case "clickhouse":
      return clickHouseDialect;
    case "postgres":
      return postgresDialect;
    case "bigquery":
      return bigQueryDialect;
    case "snowflake":
      return snowflakeDialect;
  }
}
