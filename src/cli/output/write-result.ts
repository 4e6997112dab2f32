import { rename, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { optionalPackage } from "../../errors/index.js";
import type { CommandResult } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { type Format, formatOf, formats, parquetColumns, render } from "./formats.js";

/** Where a result goes, and how. */
export interface OutputOptions {
  readonly out: string | undefined;
  readonly format: string | undefined;
  readonly rows: number;
}

/** Refuses an unknown format, or Parquet without a file, before anything is computed. Errors: `CommandError`. */
export function outputFormat({ out, format }: Pick<OutputOptions, "out" | "format">): Format {
  const chosen = format ?? (out === undefined ? "text" : formatOf(out));
  if (chosen === null) {
    throw new CommandError(`the name of ${JSON.stringify(out)} says no format; set --format ${formats.join("|")}`);
  }
  const known = formats.find((name) => name === chosen);
  if (known === undefined) {
    throw new CommandError(`--format must be one of ${formats.join(", ")}, got ${JSON.stringify(format)}`);
  }
  if (known === "parquet" && out === undefined) {
    throw new CommandError("Parquet is no text; name the file with --out FILE");
  }
  return known;
}

/** Writes a result to a file, under its name only when it is whole, or gives the text that is to be printed. */
export async function writeResult(result: CommandResult | string, options: OutputOptions): Promise<string> {
  const { out, rows } = options;
  const bytes = await encode(result, outputFormat(options), rows);
  if (out === undefined) return String(bytes);
  const unfinished = `${out}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, /\.gz$/i.test(out) ? gzipSync(bytes) : bytes);
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return "";
}

async function encode(result: CommandResult | string, format: Format, rows: number): Promise<string | Uint8Array> {
  if (typeof result === "string") return result;
  if (format !== "parquet") return render(result, format, rows);
  const { parquetWriteBuffer } = await optionalPackage(
    "clientele",
    ["hyparquet-writer"],
    () => import("hyparquet-writer"),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData: parquetColumns(result.table) }));
}
