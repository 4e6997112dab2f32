import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type ReadingOptions, readCsvAs, type Table } from "../table/index.js";
import { requirePath } from "./file-path.js";

/** Options of {@link readCsvFile}. */
export interface CsvFileOptions extends ReadingOptions {
  /** Told now and then which share of the file has been read, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Reads a CSV file, plain or compressed by gzip (whatever its name), as `readCsv` does: streamed, in memory bounded by
 * the columns read.
 *
 * Errors: those of `readCsv`; what the file system says when the file cannot be opened, and what the decompression says
 * of a damaged file, is passed on.
 *
 * @param path - the path of the file, or its `file:` URL
 *
 * @example
 * ```ts
 * import { readCsvFile } from "clientele/node";
 *
 * const orders = await readCsvFile("orders.csv.gz", { columns: ["customer", "date", "amount"] });
 * ```
 */
export async function readCsvFile(path: string | URL, options: CsvFileOptions = {}): Promise<Table> {
  requirePath("readCsvFile", path);
  const { onProgress, ...reading } = options;
  const { size } = await stat(path);
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (onProgress !== undefined) {
    file.on("data", () => onProgress(size === 0 ? 1 : Math.min(1, file.bytesRead / size)));
    // A listener starts the stream, which has no reader yet.
    file.pause();
  }
  const shareRead = () => (size === 0 ? 0 : file.bytesRead / size);
  return pipeline(file, uncompressed, (bytes: AsyncIterable<Uint8Array>) =>
    readCsvAs("readCsvFile", bytes, reading, shareRead),
  );
}

/** What is compressed, unpacked; anything else as it is. */
async function* uncompressed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const all = followedBy(first.value, chunks);
  const isCompressed = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isCompressed) {
    yield* all;
    return;
  }
  const unzipped = createGunzip({ chunkSize: 1 << 20 });
  const feeding = pipeline(all, unzipped);
  // A failure comes out of `unzipped` too; here it would count as unhandled.
  feeding.catch(() => undefined);
  yield* unzipped;
}

async function* followedBy(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
