import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { csvPieces, type Table, type TableInput, type WriteCsvOptions } from "../table/index.js";
import { requirePath } from "./file-path.js";

/**
 * Writes a table to a CSV file, compressed where the path ends in `.gz`, as `writeCsv` does: streamed, so that the text
 * is never whole in memory.
 *
 * Errors: those of `writeCsv`; what the file system says when the file cannot be written is passed on.
 *
 * @param path - the path of the file, or its `file:` URL
 *
 * @example
 * ```ts
 * import { writeCsvFile } from "clientele/node";
 *
 * await writeCsvFile("scores.csv.gz", scores);
 * ```
 */
export async function writeCsvFile(
  path: string | URL,
  input: Table | TableInput,
  options: WriteCsvOptions = {},
): Promise<void> {
  const text = Readable.from(csvPieces("writeCsvFile", input, options));
  requirePath("writeCsvFile", path);
  const file = createWriteStream(path);
  const name = typeof path === "string" ? path : path.pathname;
  if (name.endsWith(".gz")) await pipeline(text, createGzip(), file);
  else await pipeline(text, file);
}
