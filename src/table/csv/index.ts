/**
 * How does CSV become typed columns, and a table CSV again? Read as a stream, every field looked at before a column's
 * type is settled.
 */

export type { CsvSource } from "./csv-source.js";
export { readCsv, readCsvAs } from "./read-csv.js";
export type { ReadingOptions } from "./reading-options.js";
export { type SniffColumns, type SniffedCsv, sniffCsv } from "./sniff-csv.js";
export { csvPieces, type WriteCsvOptions, writeCsv } from "./write-csv.js";
