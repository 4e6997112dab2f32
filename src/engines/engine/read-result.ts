import { ClienteleError } from "../../errors/index.js";
import { BooleanColumn, encodeText, NumberColumn, type StoredColumn } from "../../table/index.js";
import type { ResultColumn, Statement } from "../statements/statement.js";
import type { Chunk, ChunkValues, Connection } from "./connection.js";
import type { RunOptions } from "./engine.js";
import { mergeShards } from "./merge-shards.js";

/** The columns of a result by name. */
export type ResultColumns = ReadonlyMap<string, StoredColumn>;

/** Runs a statement and reads its whole result; rows of several shards are merged. */
export async function readResult(
  connection: Connection,
  caller: string,
  statement: Statement,
  options: RunOptions,
): Promise<ResultColumns> {
  const chunks: Chunk[] = [];
  for await (const chunk of connection.chunks(caller, statement, options)) if (chunk.rows > 0) chunks.push(chunk);
  const columns = columnsOfChunks(statement.columns, chunks);
  return connection.sharded ? mergeShards(caller, statement, columns) : columns;
}

/** Chunks one after the other as columns. */
export function columnsOfChunks(columns: readonly ResultColumn[], chunks: readonly Chunk[]): ResultColumns {
  return new Map(
    columns.map(({ name }, i) => [
      name,
      columnOf(
        name,
        chunks.map((chunk) => chunk.columns[i]!),
      ),
    ]),
  );
}

function columnOf(name: string, parts: readonly ChunkValues[]): StoredColumn {
  const [first] = parts;
  if (first instanceof Uint8Array) return new BooleanColumn(name, joined(parts as readonly Uint8Array[], Uint8Array));
  if (first instanceof BigInt64Array || first instanceof BigUint64Array) {
    return wholeNumbers(name, parts as readonly WholeNumbers[]);
  }
  if (first === undefined || first instanceof Float64Array) {
    return new NumberColumn(name, joined(parts as readonly Float64Array[], Float64Array));
  }
  return encodeText(name, (parts as readonly (readonly (string | null)[])[]).flat());
}

function joined<Values extends Uint8Array | Float64Array>(
  parts: readonly Values[],
  arrays: new (length: number) => Values,
): Values {
  if (parts.length === 1) return parts[0]!;
  const all = new arrays(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type WholeNumbers = BigInt64Array | BigUint64Array;

const largestSafe = /* @__PURE__ */ BigInt(Number.MAX_SAFE_INTEGER);

/** Whole numbers of 64 bits: numbers where all of them are exact as such, else text. */
function wholeNumbers(name: string, parts: readonly WholeNumbers[]): StoredColumn {
  const isSafe = parts.every((part) => (part as BigInt64Array).every((id) => id <= largestSafe && id >= -largestSafe));
  if (!isSafe)
    return encodeText(
      name,
      parts.flatMap((part) => Array.from(part as BigInt64Array, String)),
    );
  return new NumberColumn(
    name,
    joined(
      parts.map((part) => Float64Array.from(part as BigInt64Array, Number)),
      Float64Array,
    ),
  );
}

/** A column of numbers of a result. */
export function numbersIn(columns: ResultColumns, name: string): Float64Array {
  const column = columns.get(name);
  if (column instanceof NumberColumn && column.values instanceof Float64Array) return column.values;
  throw new ClienteleError("incomplete-result", { function: "engine", column: name }, "the result has no such column");
}

/** A number of a result of one row. */
export function numberIn(columns: ResultColumns, name: string): number {
  return numbersIn(columns, name)[0] ?? Number.NaN;
}

/** The column of ids of a result. */
export function idsIn(columns: ResultColumns, name: string): StoredColumn {
  const column = columns.get(name);
  if (column !== undefined) return column;
  throw new ClienteleError("incomplete-result", { function: "engine", column: name }, "the result has no such column");
}
