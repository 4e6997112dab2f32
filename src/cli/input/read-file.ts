import { stat } from "node:fs/promises";
import { readCsvFile, readExcelFile, readParquetFile } from "../../node/index.js";
import type { Table } from "../../table/index.js";
import { FileError } from "../command/command-error.js";
import type { FileOptions } from "../options/reading-options.js";
import { formOfName, requireOptionsOf } from "./file-form.js";

/** Reads a table from a file by the ending of its name: `.xlsx`, `.parquet`; anything else is CSV, plain or gzip. */
export async function readFile(
  path: string,
  options: FileOptions,
  onProgress: (share: number) => void,
): Promise<Table> {
  const form = formOfName(path);
  requireOptionsOf(form, options);
  await fileSize(path);
  const { sheet, ...reading } = options;
  if (form === "parquet") {
    return readParquetFile(path, reading.columns === undefined ? {} : { columns: reading.columns });
  }
  if (form === "xlsx") return readExcelFile(path, sheet === undefined ? reading : { ...reading, sheet });
  return readCsvFile(path, { ...reading, onProgress });
}

/** Bytes of a file. Errors: `FileError` where there is none, or a folder. */
export async function fileSize(path: string): Promise<number> {
  const shown = JSON.stringify(path);
  if (path === "" || path.includes("\0")) throw new FileError(`${shown} is no path of a file`, `${shown} 不是文件路径`);
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileError(`${shown} is a folder, not a file`, `${shown} 是文件夹,不是文件`);
    return found.size;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") {
      throw new FileError(`there is no file ${shown}`, `没有文件 ${shown}`);
    }
    throw new FileError(`cannot read ${shown}: ${error.message}`, `无法读取 ${shown}:${error.message}`);
  }
}
