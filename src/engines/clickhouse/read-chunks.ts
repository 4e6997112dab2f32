import { ClienteleError, counted } from "../../errors/index.js";
import { clickHouseDialect } from "../dialects/clickhouse-dialect.js";
import type { Chunk, ChunkValues } from "../engine/connection.js";
import type { RunOptions } from "../engine/engine.js";
import type { NativeColumn } from "./native-columns.js";
import { NotABlock, nativeBlocks } from "./native-reader.js";
import { endMarked, type Select } from "./select-statement.js";
import type { ServerConnection } from "./server-connection.js";

/** The rows of a select as they come. What follows no last row, or is no row, is an error. */
export async function* readChunks(
  connection: ServerConnection,
  caller: string,
  select: Select,
  options: RunOptions,
): AsyncGenerator<Chunk, void, void> {
  const statement = endMarked(select).print(clickHouseDialect);
  let rows = 0;
  let ended = false;
  try {
    for await (const block of nativeBlocks(connection.read(caller, statement, options))) {
      if (block.rows === 0) continue;
      if (ended) throw incomplete(caller, connection, "rows followed the last");
      ended = (block.columns.at(-1)!.cells as Float64Array)[block.rows - 1] === 1;
      const count = ended ? block.rows - 1 : block.rows;
      rows += count;
      if (count > 0)
        yield { rows: count, columns: block.columns.slice(0, -1).map((column) => chunkValues(column, count)) };
    }
  } catch (error) {
    if (!(error instanceof NotABlock)) throw error;
    throw afterTheFirstRows(caller, connection, error.text);
  }
  if (!ended) throw incomplete(caller, connection, `it ended after ${counted(rows, "row")} without saying so`);
}

/** The first cells of a column: numbers with NaN, text with null, where missing. */
function chunkValues({ type, cells, nulls }: NativeColumn, count: number): ChunkValues {
  const isNull = (row: number): boolean => nulls !== null && nulls[row] === 1;
  switch (type.kind) {
    case "number": {
      const values = (cells as Float64Array).subarray(0, count);
      if (nulls !== null) for (let row = 0; row < count; row++) if (nulls[row] === 1) values[row] = Number.NaN;
      return values;
    }
    case "boolean":
      return Uint8Array.from({ length: count }, (_, row) => (isNull(row) ? 2 : (cells as Float64Array)[row]!));
    case "int64":
      return (cells as BigInt64Array | BigUint64Array).subarray(0, count);
    case "text":
      return Array.from({ length: count }, (_, row) => (isNull(row) ? null : (cells as readonly string[])[row]!));
  }
}

/** What a server said in the middle of a result. */
function afterTheFirstRows(caller: string, connection: ServerConnection, text: string): ClienteleError {
  const exception = /(?:Code|Error): \d+[\s\S]*/u.exec(text)?.[0];
  return exception === undefined
    ? incomplete(caller, connection, "it breaks off in the middle of a row")
    : connection.failure(caller, exception);
}

function incomplete(caller: string, { address }: ServerConnection, problem: string): ClienteleError {
  return new ClienteleError(
    "incomplete-result",
    { function: caller },
    `the result of ${address} is not whole: ${problem}`,
  );
}
