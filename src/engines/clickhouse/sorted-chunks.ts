import type { Chunk, ChunkValues } from "../engine/connection.js";
import type { Statement } from "../statements/statement.js";

/** The rows of several answers in the order that the statement asks for; as they are where it asks for none. */
export function sortedChunks({ columns, orderBy }: Statement, chunks: readonly Chunk[]): readonly Chunk[] {
  const key = columns.findIndex(({ name }) => name === orderBy);
  if (key < 0 || chunks.length < 2) return chunks;
  const joined = columns.map((_, i) => chunks.flatMap((chunk) => Array.from(chunk.columns[i] as Iterable<Cell>)));
  const keys = joined[key]!;
  const order = Int32Array.from(keys.keys()).sort((a, b) => compareCells(keys[a]!, keys[b]!));
  const taken = joined.map((cells, i) => like(chunks[0]!.columns[i]!, order.length, (row) => cells[order[row]!]!));
  return [{ rows: order.length, columns: taken }];
}

type Cell = number | bigint | string | null;

/** Numbers by size, text by its bytes in UTF-8, what is missing last: as the server sorts. */
function compareCells(a: Cell, b: Cell): number {
  const [missingA, missingB] = [isMissing(a), isMissing(b)];
  if (missingA || missingB) return Number(missingA) - Number(missingB);
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}

function isMissing(cell: Cell): boolean {
  return cell === null || (typeof cell === "number" && Number.isNaN(cell));
}

/** Values of the same kind. */
function like(values: ChunkValues, rows: number, cell: (row: number) => Cell): ChunkValues {
  const from = { length: rows };
  if (values instanceof Float64Array) return Float64Array.from(from, (_, row) => cell(row) as number);
  if (values instanceof BigInt64Array) return BigInt64Array.from(from, (_, row) => cell(row) as bigint);
  if (values instanceof BigUint64Array) return BigUint64Array.from(from, (_, row) => cell(row) as bigint);
  if (values instanceof Uint8Array) return Uint8Array.from(from, (_, row) => cell(row) as number);
  return Array.from(from, (_, row) => cell(row) as string | null);
}
