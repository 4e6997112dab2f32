/** Files, for Node: CSV, workbooks and Parquet read from a path, CSV written to one. The subpath `clientele/node`. */

export { type CsvFileOptions, readCsvFile } from "./read-csv-file.js";
export { type ExcelOptions, readExcelFile } from "./read-excel-file.js";
export { type ParquetOptions, readParquetFile } from "./read-parquet-file.js";
export { writeCsvFile } from "./write-csv-file.js";
