import { CommandError } from "../command/command-error.js";
import type { FileOptions } from "../options/reading-options.js";

/** How a table is stored. */
export type FileForm = "csv" | "xlsx" | "parquet";

/** The form of a file by the ending of its name; what has neither of the others is CSV, plain or gzip. */
export function formOfName(path: string): FileForm {
  if (/\.parquet$/i.test(path)) return "parquet";
  return /\.xlsx$/i.test(path) ? "xlsx" : "csv";
}

/** The form of a file by its first bytes. */
export function formOfBytes(bytes: Uint8Array): FileForm {
  const begins = String.fromCharCode(...bytes.subarray(0, 4));
  if (begins === "PAR1") return "parquet";
  return begins === "PK\u0003\u0004" ? "xlsx" : "csv";
}

const valueOptions = ["types", "decimal", "thousands", "currency", "percent", "dateFormat", "missing"];

const optionsOf: Readonly<Record<FileForm, readonly string[]>> = {
  csv: ["columns", ...valueOptions, "delimiter", "encoding", "header", "skipLines", "comment", "footer"],
  xlsx: ["columns", ...valueOptions, "sheet", "header", "skipLines", "footer"],
  parquet: ["columns"],
};

const names: Readonly<Record<FileForm, string>> = { csv: "CSV", xlsx: "a workbook", parquet: "Parquet" };

/** Refuses options of reading that say nothing about a file of this form. Errors: `CommandError`. */
export function requireOptionsOf(form: FileForm, options: FileOptions): void {
  const foreign = Object.keys(options).find((name) => !optionsOf[form].includes(name));
  if (foreign === undefined) return;
  const written = foreign.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new CommandError(`--${written} says nothing about ${names[form]}`, `--${written} 不适用于此文件格式`);
}
