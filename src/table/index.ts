export { dayOf, daysFromCivil, millisecondsPerDay } from "./civil-days.js";
export type { Column, ColumnType, ColumnValue, NumericArray, StoredColumn } from "./column.js";
export { BooleanColumn, NumberColumn } from "./column.js";
export {
  type CsvSource,
  csvPieces,
  type ReadCsvOptions,
  readCsv,
  readCsvAs,
  type WriteCsvOptions,
  writeCsv,
} from "./csv/index.js";
export { parseDateText, showDate, showDay } from "./date-text.js";
export { type DateInput, type DateUnit, parseDate } from "./dates.js";
export type { JoinOptions } from "./join.js";
export { encodeKeys, type Keys } from "./keys.js";
export { encodeTogether } from "./keys-together.js";
export {
  type DateColumnOptions,
  dateColumn,
  dateColumnOf,
  dayColumn,
  findColumn,
  hasColumn,
  keyColumn,
  lenientMoments,
  lenientNumbers,
  type NumberColumnOptions,
  numberColumn,
  optionalNumberColumn,
  requireRows,
  textColumn,
} from "./read-columns.js";
export { showNumber } from "./show-number.js";
export {
  type Cell,
  type Columns,
  type InColumn,
  isTable,
  type Row,
  type SortKey,
  type Table,
  type TableMethods,
} from "./table.js";
export { type ColumnInput, createTable, type ResultColumns, type TableInput, table, toTable } from "./table-input.js";
export { encodeText, textColumnOf } from "./text-builder.js";
export { type ArrowLibrary, toArrow } from "./to-arrow.js";
export { type DanfoLibrary, toDanfo } from "./to-danfo.js";
export { type NumberInput, type PointMatrix, type Points, pointsOf, type Vector, vectorOf } from "./vectors.js";
