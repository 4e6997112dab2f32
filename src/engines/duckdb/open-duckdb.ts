import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClienteleError, knownOptions, numberOption, optionalPackage, showValue } from "../../errors/index.js";
import { duckDbDialect } from "../dialects/duckdb-dialect.js";
import type { Connection, DescribedColumn } from "../engine/connection.js";
import { createEngine } from "../engine/create-engine.js";
import type { Engine } from "../engine/engine.js";
import { Sql, sql } from "../sql/sql.js";
import { sourceTypeOf } from "./column-types.js";
import { csvSources } from "./csv-sources.js";
import { engineError } from "./engine-error.js";
import { runCommand, runStatement } from "./run-statement.js";
import { scoreWriter } from "./score-writer.js";
import { sourceRelation } from "./source-relation.js";

type DuckDBInstance = import("@duckdb/node-api").DuckDBInstance;

/** Options of {@link openDuckDb}. */
export interface DuckDbOptions {
  /** The file of the database [`":memory:"`: none, for Parquet and CSV files]. */
  readonly path?: string;
  /** How much memory DuckDB may use, such as `"2GB"`; beyond it, it works on disk [80 % of the machine's]. */
  readonly memoryLimit?: string;
  /** How many threads it may use [as many as there are cores]. */
  readonly threads?: number;
  /** Where it puts what does not fit in memory [a folder of its own in that for temporary files]. */
  readonly temporaryFolder?: string;
}

/**
 * Opens DuckDB, which runs the analyses in this process on tables, queries, Parquet and CSV files, also on more rows
 * than fit in memory. Needs the optional package `@duckdb/node-api`. Close it when you are done.
 *
 * Errors: `missing-package`, `invalid-option`, `query-failed` (no such file, or one that is no database).
 *
 * @example
 * ```ts
 * import { openDuckDb } from "clientele/duckdb";
 *
 * const engine = await openDuckDb({ memoryLimit: "2GB" });
 * const customers = await engine.summarizeCustomers(
 *   { parquet: "orders/*.parquet" },
 *   { customer: "customer", date: "date", amount: "amount" },
 * );
 * await engine.close();
 * ```
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<Engine> {
  const caller = "openDuckDb";
  knownOptions(caller, options, ["path", "memoryLimit", "threads", "temporaryFolder"]);
  const { path = ":memory:", threads } = options;
  if (typeof path !== "string" || path === "" || path.includes("\0")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: path },
      `option "path" must be the path of a file, got ${showValue(path)}`,
    );
  }
  const memoryLimit = checkedLimit(caller, options.memoryLimit);
  if (threads !== undefined) numberOption(caller, "threads", threads, { min: 1, integer: true });
  const { DuckDBInstance } = await optionalPackage(caller, ["@duckdb/node-api"], () => import("@duckdb/node-api"));
  const own = options.temporaryFolder === undefined ? await mkdtemp(join(tmpdir(), "clientele-duckdb-")) : null;
  try {
    const instance = await DuckDBInstance.create(path, {
      temp_directory: options.temporaryFolder ?? own!,
      preserve_insertion_order: "false",
      // The only extensions are those built in: nothing is downloaded.
      autoinstall_known_extensions: "false",
      ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
    await runCommand(instance, caller, sql`SET GLOBAL TimeZone = 'UTC'`);
    return createEngine(connectionTo(instance, own));
  } catch (error) {
    if (own !== null) await rm(own, { recursive: true, force: true });
    throw engineError(caller, error);
  }
}

function checkedLimit(caller: string, limit: unknown): string | undefined {
  if (limit === undefined || (typeof limit === "string" && /^\d+(\.\d+)?\s?([KMGT]i?B|%)$/i.test(limit))) return limit;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: limit },
    `option "memoryLimit" must be a size like "2GB" or "512MB", got ${showValue(limit)}`,
  );
}

function connectionTo(instance: DuckDBInstance, ownFolder: string | null): Connection {
  let closed = false;
  const requireOpen = (caller: string): void => {
    if (closed) throw new ClienteleError("query-failed", { function: caller }, "the engine has been closed");
  };
  const csv = csvSources(instance);
  return {
    dialect: duckDbDialect,
    sharded: false,
    relation: async (caller, source, options) => {
      const relation = sourceRelation(caller, source);
      requireOpen(caller);
      return Sql.isSql(relation) ? relation : csv(caller, relation.csv, options);
    },
    columns: async (caller, relation) => {
      requireOpen(caller);
      return describe(instance, caller, relation);
    },
    chunks: (caller, statement, options) => {
      requireOpen(caller);
      return runStatement(instance, caller, statement, options);
    },
    writer: (caller, into, columns) => {
      requireOpen(caller);
      return scoreWriter(instance, caller, into, columns);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      instance.closeSync();
      if (ownFolder !== null) await rm(ownFolder, { recursive: true, force: true });
    },
  };
}

async function describe(instance: DuckDBInstance, caller: string, relation: Sql): Promise<DescribedColumn[]> {
  const result = await runCommand(instance, caller, sql`SELECT * FROM ${relation} AS source_rows LIMIT 0`);
  const types = result.columnTypes();
  return result.columnNames().map((name, i) => ({ name, type: sourceTypeOf(types[i]!) }));
}
