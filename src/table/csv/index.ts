export type { CsvSource } from "./csv-source.js";
export { type ReadCsvOptions, readCsv, readCsvAs } from "./read-csv.js";
export { csvPieces, type WriteCsvOptions, writeCsv } from "./write-csv.js";
