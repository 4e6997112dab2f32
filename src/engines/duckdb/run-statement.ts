import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBResult, DuckDBVector } from "@duckdb/node-api";
import { duckDbDialect } from "../dialects/duckdb-dialect.js";
import type { Chunk, ChunkValues } from "../engine/connection.js";
import type { RunOptions } from "../engine/engine.js";
import { list, name, type Sql, sql } from "../sql/sql.js";
import type { ResultColumn, Statement } from "../statements/statement.js";
import { engineError } from "./engine-error.js";

/** A statement as text; missing numbers are NaN, so that their vectors need no second look. */
function printStatement({ select, columns, orderBy }: Statement): string {
  const results = columns.map(({ name: column, type }) =>
    type === "number" ? sql`COALESCE(${name(column)}, 'NaN'::DOUBLE) AS ${name(column)}` : name(column),
  );
  const order = orderBy === undefined ? sql`` : sql` ORDER BY ${name(orderBy)}`;
  return sql`SELECT ${list(results)} FROM (${select}) AS results${order}`.print(duckDbDialect);
}

/** Runs a statement on a connection of its own and gives its rows as they come. */
export async function* runStatement(
  instance: DuckDBInstance,
  caller: string,
  statement: Statement,
  options: RunOptions,
): AsyncGenerator<Chunk> {
  yield* withConnection(instance, caller, options, async function* (connection) {
    const result = await connection.stream(printStatement(statement));
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      yield chunkOf(chunk, statement.columns);
    }
  });
}

/** The result of a statement without rows to read, such as one that only writes. */
export async function runCommand(
  instance: DuckDBInstance,
  caller: string,
  command: Sql,
  options: RunOptions = {},
): Promise<DuckDBResult> {
  const results = withConnection(instance, caller, options, async function* (connection) {
    yield await connection.run(command.print(duckDbDialect));
  });
  for await (const result of results) return result;
  throw new Error("no result");
}

/** A connection for one statement, which the signal interrupts and whose progress is told. */
async function* withConnection<Result>(
  instance: DuckDBInstance,
  caller: string,
  { signal, onProgress }: RunOptions,
  run: (connection: DuckDBConnection) => AsyncGenerator<Result>,
): AsyncGenerator<Result> {
  signal?.throwIfAborted();
  const connection = await instance.connect();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  const timer = onProgress === undefined ? undefined : setInterval(() => tell(connection, onProgress), 100);
  try {
    if (onProgress !== undefined) {
      await connection.run("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
    }
    for await (const result of run(connection)) {
      signal?.throwIfAborted();
      yield result;
    }
    onProgress?.(1);
  } catch (error) {
    signal?.throwIfAborted();
    throw engineError(caller, error);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
  }
}

function tell(connection: DuckDBConnection, onProgress: (share: number) => void): void {
  const { percentage } = connection.progress;
  if (percentage >= 0) onProgress(Math.min(1, percentage / 100));
}

function chunkOf(chunk: DuckDBDataChunk, columns: readonly ResultColumn[]): Chunk {
  return { rows: chunk.rowCount, columns: columns.map((_column, i) => valuesOf(chunk.getColumnVector(i))) };
}

/** The typed array behind a vector of numbers, which the declarations of the package do not show. */
interface TypedVector {
  readonly items: Float64Array | BigInt64Array;
}

/** The values of a vector, copied, since the memory of a chunk is DuckDB's. */
function valuesOf(vector: DuckDBVector): ChunkValues {
  switch (String(vector.type)) {
    case "DOUBLE":
    case "BIGINT":
      return (vector as object as TypedVector).items.slice();
    case "BOOLEAN":
      return Uint8Array.from({ length: vector.itemCount }, (_, i) => {
        const flag = vector.getItem(i);
        return flag === null ? 2 : flag === true ? 1 : 0;
      });
    default:
      return Array.from({ length: vector.itemCount }, (_, i) => vector.getItem(i) as string | null);
  }
}
