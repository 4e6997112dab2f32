import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { readCsv, type Table } from "../../table/index.js";

/** Bytes that are enough to guess which column holds what. */
const headBytes = 1 << 20;

/** The first rows of a CSV file, plain or gzip: its whole lines among the first bytes. */
export async function headOfFile(path: string): Promise<Table> {
  const file = createReadStream(path);
  const isCompressed = /\.gz$/i.test(path);
  const text = isCompressed ? file.pipe(createGunzip()) : file;
  // The stream that feeds the decompression fails beside it.
  if (isCompressed) file.on("error", (error) => text.destroy(error));
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of text as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  file.destroy();
  const head = Buffer.concat(chunks);
  return readCsv(length < headBytes ? head : head.subarray(0, head.lastIndexOf(10) + 1));
}
