import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { readCsv, type Table } from "../../table/index.js";
import type { FileOptions } from "../options/reading-options.js";
import { formOfBytes, requireOptionsOf } from "./file-form.js";

/** Where `-` reads from. */
export type ByteSource = AsyncIterable<Uint8Array>;

/**
 * A table from standard input, whose form its first bytes tell: CSV (plain or gzip) as a stream; a workbook or Parquet,
 * which are read from their end, through a file that is there for so long.
 */
export async function readStandardInput(
  source: ByteSource,
  options: FileOptions,
  readPath: (path: string) => Promise<Table>,
): Promise<Table> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  const begin = first.done === true ? new Uint8Array() : Uint8Array.from(first.value);
  const all = followedBy(begin, chunks);
  const form = formOfBytes(begin);
  requireOptionsOf(form, options);
  if (form !== "csv") return readThroughFile(all, form, readPath);
  const { sheet: _sheet, ...reading } = options;
  const isCompressed = begin[0] === 0x1f && begin[1] === 0x8b;
  return readCsv(isCompressed ? Readable.from(all).pipe(createGunzip()) : all, reading);
}

async function readThroughFile(
  source: AsyncIterable<Uint8Array>,
  ending: string,
  readPath: (path: string) => Promise<Table>,
): Promise<Table> {
  const path = join(tmpdir(), `clientele-${randomUUID()}.${ending}`);
  try {
    await writeFile(path, source, { mode: 0o600 });
    return await readPath(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function* followedBy(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
