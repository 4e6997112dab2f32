/**
 * How does data come in and go out? Rows, columns, Apache Arrow, danfo.js and CSV become one `Table` of typed columns,
 * which the other rooms read by name, and which joins, sorts and prints itself.
 */

export {
  type AnswerCodes,
  type AnswerColumn,
  answerCodeNames,
  answerReader,
  readAnswerList,
  readAnswerTable,
} from "./answer-codes.js";
export { farAnswers, farAnswersWarning } from "./answer-outliers.js";
export {
  BooleanColumn,
  type Column,
  type ColumnType,
  type ColumnValue,
  NumberColumn,
  type NumericArray,
  type StoredColumn,
} from "./columns/column.js";
export type { Cell, Columns, InColumn, Present, Row } from "./columns/column-types.js";
export { idLikeness } from "./columns/id-likeness.js";
export { encodeKeys, type Keys } from "./columns/keys.js";
export { encodeTogether } from "./columns/keys-together.js";
export { encodeText, textColumnOf } from "./columns/text-builder.js";
export { type ValueOptions, valueOptionNames } from "./columns/value-options.js";
export { countInfinities, withoutInfinities } from "./columns/without-infinities.js";
export type { CsvSource } from "./csv/index.js";
export {
  csvPieces,
  type ReadingOptions,
  readCsv,
  readCsvAs,
  type SniffColumns,
  type SniffedCsv,
  sniffCsv,
  type WriteCsvOptions,
  writeCsv,
} from "./csv/index.js";
export { type Cube, type CubeAttributes, cube } from "./cube/cube.js";
export { stackTotals } from "./cube/cube-cells.js";
export { cubeColumns } from "./cube/cube-figures.js";
export { type CheckedCubeOptions, type CubeOptions, cubeOptions } from "./cube/cube-options.js";
export { type CubeRows, fixedDimensions, holds, sliceRows, withDimension } from "./cube/cube-slice.js";
export { areMadeUp, type FeatureMatrix, type Features, readFeatures, readModelFeatures, takeRows } from "./features.js";
export { refuseUsual, requireUsualColumns } from "./named-columns.js";
export { placeOfValue } from "./named-value.js";
export { parseColumns } from "./parse-columns.js";
export { type Periods, periodColumn } from "./period-column.js";
export { escapeHtml, escapeMarkdown, type PrintOptions } from "./print.js";
export {
  type DateColumnOptions,
  dateColumn,
  dateColumnOf,
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
export {
  countColumn,
  countedRows,
  optionalCountColumn,
  type RowWeights,
  readCount,
  readRowWeights,
  readWeights,
  type SurveyWeights,
  surveyWeights,
  takeRowWeights,
} from "./row-weights.js";
export {
  type GroupedRows,
  isTable,
  type SortKey,
  type Table,
  type TableMethods,
} from "./table.js";
export {
  type ColumnInput,
  type ColumnsOfArrays,
  type ColumnsOfRow,
  columnWithInfinities,
  createTable,
  type ResultColumns,
  type TableInput,
  table,
  toTable,
} from "./table-input.js";
export { type ArrowLibrary, toArrow } from "./to-arrow.js";
export { type DanfoLibrary, toDanfo } from "./to-danfo.js";
export { dayOf, daysFromCivil, millisecondsPerDay, mostDays } from "./values/civil-days.js";
export { showDate, showDay } from "./values/date-text.js";
export { type DateInput, type DateUnit, dateUnitOption, parseDate } from "./values/dates.js";
export { showNumber } from "./values/show-number.js";
export { localDay, localMoments, type TimeZone, timeZoneOption } from "./values/time-zone.js";
export {
  dateOptionFor,
  dateOptionsFor,
  isDateText,
  isNumberText,
  numberOptionFor,
  numberOptionsFor,
} from "./values/unreadable-text.js";
export { type NumberInput, type PointMatrix, type Points, pointsOf, type Vector, vectorOf } from "./vectors.js";
export type { DescribeColumns } from "./verbs/describe.js";
export type { JoinOptions } from "./verbs/join.js";
export { type Measure, type Measures, measureColumns } from "./verbs/measures.js";
export type { PivotOptions, UnpivotOptions } from "./verbs/pivot.js";
export { groupRows } from "./verbs/row-groups.js";
