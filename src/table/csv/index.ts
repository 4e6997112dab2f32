export { type CsvSource, type ReadCsvOptions, readCsv, readCsvAs } from "./read-csv.js";
