import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { type ReadCsvOptions, readCsvAs, type Table } from "../table/index.js";

/**
 * Reads a CSV file, plain or compressed (`.gz`), as `readCsv` does: streamed, in memory bounded by the columns read.
 *
 * Errors: those of `readCsv`; what the file system says when the file cannot be opened is passed on.
 *
 * @example
 * ```ts
 * import { readCsvFile } from "clientele/node";
 *
 * const orders = await readCsvFile("orders.csv.gz", { columns: ["customer", "date", "amount"] });
 * ```
 */
export async function readCsvFile(path: string, options: ReadCsvOptions = {}): Promise<Table> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!path.endsWith(".gz")) return readCsvAs("readCsvFile", file, options);
  const unzipped = createGunzip({ chunkSize: 1 << 20 });
  file.on("error", (error) => unzipped.destroy(error));
  file.pipe(unzipped);
  try {
    return await readCsvAs("readCsvFile", unzipped, options);
  } finally {
    file.destroy();
  }
}
