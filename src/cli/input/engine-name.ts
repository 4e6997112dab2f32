import { CommandError } from "../command/command-error.js";

/** Where an analysis runs, as `--engine` names it. */
export type EngineName =
  | { readonly kind: "memory" }
  | { readonly kind: "duckdb"; readonly path: string | null }
  | {
      readonly kind: "clickhouse";
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly database?: string;
    };

/**
 * What `--engine` says: `memory`, `duckdb`, `duckdb:PATH`, `clickhouse://user:password@host:port/database`
 * (`clickhouses://` over TLS). Errors: `CommandError`, which does not repeat the text, since it may hold a password.
 */
export function readEngineName(written: string): EngineName {
  if (written === "memory") return { kind: "memory" };
  if (written === "duckdb") return { kind: "duckdb", path: null };
  if (/^duckdb:./.test(written)) return { kind: "duckdb", path: written.slice("duckdb:".length) };
  const server = serverAddress(written);
  if (server === null || server.hostname === "" || server.search !== "" || server.hash !== "") {
    throw new CommandError(
      "--engine must be memory, duckdb, duckdb:PATH or clickhouse://user:password@host:port/database",
      "--engine 只能是 memory、duckdb、duckdb:路径 或 clickhouse://用户:密码@主机:端口/数据库",
    );
  }
  return { kind: "clickhouse", ...connectionOf(server) };
}

function serverAddress(written: string): URL | null {
  try {
    return /^clickhouses?:\/\//.test(written) ? new URL(written) : null;
  } catch {
    return null;
  }
}

/** What the address leaves out comes from the variables that ClickHouse's own programs read. */
function connectionOf({ protocol, hostname, port, username, password, pathname }: URL) {
  const isSecure = protocol === "clickhouses:";
  const given = {
    username: decodeURIComponent(username) || process.env["CLICKHOUSE_USER"],
    password: decodeURIComponent(password) || process.env["CLICKHOUSE_PASSWORD"],
    database: decodeURIComponent(pathname.slice(1)),
  };
  return {
    url: `${isSecure ? "https" : "http"}://${hostname}:${port || (isSecure ? "8443" : "8123")}`,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== "")),
  };
}
