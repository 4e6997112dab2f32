export { readCsvFile } from "./read-csv-file.js";
export { writeCsvFile } from "./write-csv-file.js";
