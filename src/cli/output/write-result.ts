import { constants, createWriteStream } from "node:fs";
import { access, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { numberOption, optionalPackage } from "../../errors/index.js";
import type { CommandResult } from "../command/command.js";
import { CommandError, FileError } from "../command/command-error.js";
import { nearestName } from "../command/nearest-name.js";
import { type Format, formatOf, parquetColumns, type RenderOptions, render } from "./formats.js";

/** Where a result goes, and how. */
export interface OutputOptions extends RenderOptions {
  readonly out?: string;
  readonly format?: Format;
  readonly table?: string;
}

/** Refuses an output that cannot be, before anything is computed. Errors: `CommandError`, `FileError`. */
export async function requireOutput({ out, format, ...print }: OutputOptions): Promise<Format> {
  for (const [name, min] of [
    ["rows", 0],
    ["width", 1],
    ["digits", 0],
  ] as const) {
    if (print[name] !== undefined) numberOption("clientele", name, print[name], { min, integer: true });
  }
  const chosen = format ?? (out === undefined ? "text" : formatOf(out));
  const shown = JSON.stringify(out);
  if (chosen === null) {
    throw new CommandError(
      `the name of ${shown} says no format; name it with --format`,
      `${shown} 的扩展名不表示任何格式;请用 --format 指定`,
    );
  }
  if (chosen === "parquet" && out === undefined) {
    throw new CommandError("Parquet is no text; name the file with --out FILE", "Parquet 不是文本;请用 --out 指定文件");
  }
  if (out !== undefined) await requireWritable(out);
  return chosen;
}

async function requireWritable(out: string): Promise<void> {
  const shown = JSON.stringify(out);
  if (out === "" || out.includes("\0")) throw new FileError(`${shown} is no path of a file`, `${shown} 不是文件路径`);
  const found = await stat(out).catch(() => null);
  if (found?.isDirectory() === true) throw new FileError(`${shown} is a folder, not a file`, `${shown} 是文件夹`);
  try {
    await access(dirname(out), constants.W_OK);
  } catch {
    throw new FileError(
      `cannot write ${shown}: its folder is not there, or may not be written to`,
      `无法写入 ${shown}:文件夹不存在或没有写权限`,
    );
  }
}

/** Refuses a table that a result does not have. Errors: `CommandError` that lists those there are. */
export function requireTable(name: string | undefined, tables: readonly string[]): void {
  if (name === undefined || tables.includes(name)) return;
  const shown = JSON.stringify(name);
  if (tables.length === 0) {
    throw new CommandError("this result is one table; leave out --table", "结果只有一张表;请去掉 --table");
  }
  const nearest = nearestName(name, tables);
  const meant = nearest === null ? ["", ""] : [`; did you mean ${nearest}?`, `;是否指 ${nearest}?`];
  throw new CommandError(
    `there is no table ${shown}; the tables are ${tables.join(", ")}${meant[0]}`,
    `没有表 ${shown};可选:${tables.join("、")}${meant[1]}`,
  );
}

/** The result with the table that was asked for; what stands around the first one is not about it. */
export function chooseTable(result: CommandResult, name: string | undefined): CommandResult {
  const table = name === undefined ? undefined : result.tables?.[name];
  return table === undefined ? result : { table };
}

/** Writes a result to a file, under its name only when it is whole, or prints it. */
export async function writeResult(
  result: CommandResult | string,
  format: Format,
  options: OutputOptions,
  print: (text: string) => Promise<void>,
): Promise<void> {
  const { out } = options;
  const pieces = await encode(result, format, options);
  if (out === undefined) {
    for (const piece of pieces) await print(String(piece));
    return;
  }
  // What is no plain file, such as /dev/stdout, is written as it is: it cannot be replaced by another.
  const existing = await stat(out).catch(() => null);
  const isPlain = existing === null || existing.isFile();
  const target = isPlain ? `${out}.${process.pid}.unfinished` : out;
  try {
    const source = Readable.from(pieces, { objectMode: true });
    const file = createWriteStream(target, { mode: existing?.mode ?? 0o666 });
    if (/\.gz$/i.test(out)) await pipeline(source, createGzip(), file);
    else await pipeline(source, file);
    if (isPlain) await rename(target, out);
  } catch (error) {
    if (isPlain) await rm(target, { force: true });
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const shown = JSON.stringify(out);
    throw new FileError(`cannot write ${shown}: ${error.message}`, `无法写入 ${shown}:${error.message}`);
  }
}

async function encode(
  result: CommandResult | string,
  format: Format,
  options: OutputOptions,
): Promise<Iterable<string | Uint8Array>> {
  if (typeof result === "string") return [result];
  const { formulas, locale, rows, width, digits } = options;
  if (format === "svg") {
    // Charts need packages of their own, which no other format loads.
    const { plot } = await import("../../charts/index.js");
    return [plot(result.picture ?? result.table, { locale }).svg(), "\n"];
  }
  if (format === "parquet") return [await parquetBytes(result)];
  const print = { ...(rows === undefined ? {} : { rows }), ...(width === undefined ? {} : { width }) };
  return render(result, format, { formulas, locale, ...print, ...(digits === undefined ? {} : { digits }) });
}

async function parquetBytes({ table }: CommandResult): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await optionalPackage(
    "clientele",
    ["hyparquet-writer"],
    () => import("hyparquet-writer"),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData: parquetColumns(table) }));
}
