import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType, DuckDBVector } from "@duckdb/node-api";
import { ClienteleError, showValue } from "../../errors/index.js";
import type { SourceType } from "../dialects/dialect.js";
import { duckDbDialect } from "../dialects/duckdb-dialect.js";
import type { Chunk, ChunkValues, ScoreWriter, WrittenColumn } from "../engine/connection.js";
import type { ScoreTarget } from "../engine/engine.js";
import { identifier, list, name, type Sql, sql, value } from "../sql/sql.js";
import { engineError } from "./engine-error.js";

/** Where the rows wait until all have come: a temporary table, which DuckDB puts on disk when memory runs out. */
const waiting = /* @__PURE__ */ name("clientele_scores");

/** Rows of a chunk of DuckDB. */
const chunkRows = 2048;

/**
 * Writes scores of customers to a table, in one transaction, or to a Parquet file, which has another name until it is
 * whole.
 */
export async function scoreWriter(
  instance: DuckDBInstance,
  caller: string,
  into: ScoreTarget,
  columns: readonly WrittenColumn[],
): Promise<ScoreWriter> {
  const target = checkedTarget(caller, into);
  const { DuckDBDataChunk: DataChunk } = await import("@duckdb/node-api");
  const connection = await instance.connect();
  const run = (statement: Sql) => runOn(connection, caller, statement);
  try {
    if ("table" in target) await refuseExisting(connection, caller, target.table);
    await run(sql`CREATE TEMPORARY TABLE ${waiting} (${list(columns.map(definition))})`);
    const appender = await connection.createAppender("clientele_scores", null, "temp");
    const types: DuckDBType[] = columns.map((_, i) => appender.columnType(i));
    return {
      write: async (chunk) => {
        try {
          for (let from = 0; from < chunk.rows; from += chunkRows) {
            const rows = Math.min(chunkRows, chunk.rows - from);
            const part = DataChunk.create(types, rows);
            fill(part, chunk, from, rows);
            appender.appendDataChunk(part);
          }
        } catch (error) {
          throw engineError(caller, error);
        }
      },
      finish: async () => {
        try {
          appender.closeSync();
          await publish(run, target);
        } finally {
          connection.closeSync();
        }
      },
      abort: async () => connection.closeSync(),
    };
  } catch (error) {
    connection.closeSync();
    throw engineError(caller, error);
  }
}

type Target = { readonly table: Sql } | { readonly parquet: string };

function checkedTarget(caller: string, into: ScoreTarget): Target {
  if (typeof into === "string") return { table: identifier(caller, into) };
  if (typeof into === "object" && into !== null && "table" in into) return { table: identifier(caller, into.table) };
  const path: unknown = typeof into === "object" && into !== null ? into.parquet : undefined;
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return { parquet: path };
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: into },
    `option "into" must be the name of a new table, or { parquet: path }, got ${showValue(into)}`,
  );
}

async function refuseExisting(connection: DuckDBConnection, caller: string, table: Sql): Promise<void> {
  const found = await connection.run(sql`SELECT * FROM ${table} LIMIT 0`.print(duckDbDialect)).then(
    () => true,
    () => false,
  );
  if (!found) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    'option "into" names a table that is there already; drop it first, or choose another name',
  );
}

async function publish(run: (statement: Sql) => Promise<void>, target: Target): Promise<void> {
  if ("table" in target) {
    // One statement is one transaction: the table is there with all its rows, or not at all.
    await run(sql`CREATE TABLE ${target.table} AS SELECT * FROM ${waiting}`);
    return;
  }
  const unfinished = `${target.parquet}.${randomUUID()}.part`;
  try {
    await run(sql`COPY (SELECT * FROM ${waiting}) TO ${value(unfinished)} (FORMAT parquet)`);
    await rename(unfinished, target.parquet);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function runOn(connection: DuckDBConnection, caller: string, statement: Sql): Promise<void> {
  try {
    await connection.run(statement.print(duckDbDialect));
  } catch (error) {
    throw engineError(caller, error);
  }
}

function definition({ name: column, type }: WrittenColumn): Sql {
  return sql`${name(column)} ${columnTypes(type)}`;
}

function columnTypes(type: SourceType): Sql {
  if (type === "number") return sql`DOUBLE`;
  if (type === "integer64") return sql`BIGINT`;
  return type === "boolean" ? sql`BOOLEAN` : sql`VARCHAR`;
}

function fill(part: DuckDBDataChunk, { columns }: Chunk, from: number, rows: number): void {
  for (const [i, values] of columns.entries()) {
    const vector = part.getColumnVector(i);
    fillVector(vector, values, from, rows);
    vector.flush();
  }
}

function fillVector(vector: DuckDBVector, values: ChunkValues, from: number, rows: number): void {
  if (values instanceof Float64Array) {
    for (let i = 0; i < rows; i++) {
      const number = values[from + i]!;
      vector.setItem(i, Number.isNaN(number) ? null : number);
    }
  } else if (values instanceof Uint8Array) {
    for (let i = 0; i < rows; i++) vector.setItem(i, values[from + i] === 2 ? null : values[from + i] === 1);
  } else {
    for (let i = 0; i < rows; i++) vector.setItem(i, values[from + i]!);
  }
}
