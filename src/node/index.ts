export { readCsvFile } from "./read-csv-file.js";
