export { type CsvSource, type ReadCsvOptions, readCsv, readCsvAs } from "./read-csv.js";
export { csvPieces, type WriteCsvOptions, writeCsv } from "./write-csv.js";
