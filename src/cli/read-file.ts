import { knownOptions } from "../errors/index.js";
import { readCsvFile, readExcelFile, readParquetFile } from "../node/index.js";
import { type Table, valueOptionNames } from "../table/index.js";
import type { FileOptions } from "./options/reading-options.js";

/** Reads a table from a file by the ending of its name: `.xlsx`, `.parquet`; anything else is CSV, plain or gzip. */
export function readFile(path: string, options: FileOptions, onProgress: (share: number) => void): Promise<Table> {
  const { sheet, ...reading } = options;
  if (/\.parquet$/i.test(path)) {
    knownOptions("readParquetFile", options, ["columns"]);
    return readParquetFile(path, reading.columns === undefined ? {} : { columns: reading.columns });
  }
  if (/\.xlsx$/i.test(path)) {
    knownOptions("readExcelFile", options, ["sheet", "columns", "header", "skipLines", "footer", ...valueOptionNames]);
    return readExcelFile(path, sheet === undefined ? reading : { ...reading, sheet });
  }
  if (sheet !== undefined) knownOptions("readCsvFile", { sheet }, []);
  return readCsvFile(path, { ...reading, onProgress });
}
