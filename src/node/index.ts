/** Files, for Node: CSV read from a path and written to one. The subpath `clientele/node`. */

export { readCsvFile } from "./read-csv-file.js";
export { writeCsvFile } from "./write-csv-file.js";
