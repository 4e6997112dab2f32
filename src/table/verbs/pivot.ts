import { ClienteleError, columnList, knownOptions, oneOf, requireColumnName, showValue } from "../../errors/index.js";
import { type ColumnType, NumberColumn, type StoredColumn, TextColumn } from "../columns/column.js";
import { inferColumn } from "../columns/infer-column.js";
import { showDate } from "../values/date-text.js";
import { measureColumns } from "./measures.js";
import { groupRows } from "./row-groups.js";

/** How a long table becomes a wide one. */
export interface PivotOptions {
  /** The column or columns that name a row of the result. */
  readonly rows: string | readonly string[];
  /** The column whose values become columns, in the order of their first appearance. */
  readonly columns: string;
  /** The column that fills the cells. */
  readonly values: string;
  /** What is done with several values of a cell [`"sum"`]. */
  readonly measure?: "sum" | "mean" | "min" | "max" | "median" | "countDistinct";
}

/** How a wide table becomes a long one. */
export interface UnpivotOptions {
  /** The columns that become rows; the others are repeated beside them. */
  readonly columns: readonly string[];
  /** The column that says which column a value came from [`"name"`]. */
  readonly name?: string;
  /** The column of the values [`"value"`]. */
  readonly value?: string;
}

interface Source {
  readonly numRows: number;
  readonly columnNames: readonly string[];
  find(caller: string, name: string): StoredColumn;
}

/** The columns of the wide table; a cell without rows is missing. */
export function pivotColumns(source: Source, options: PivotOptions): StoredColumn[] {
  const caller = "pivot";
  knownOptions(caller, options, ["rows", "columns", "values", "measure"]);
  const kind = oneOf(
    caller,
    "measure",
    options.measure,
    ["sum", "mean", "min", "max", "median", "countDistinct"],
    "sum",
  );
  const rowNames = typeof options.rows === "string" ? [options.rows] : columnList(caller, "rows", options.rows);
  const across = source.find(caller, requireColumnName(caller, "columns", options.columns));
  const values = requireColumnName(caller, "values", options.values);
  const rowColumns = rowNames.map((name) => source.find(caller, name));
  const rows = groupRows(rowColumns, source.numRows);
  const wide = groupRows([across], source.numRows);
  const cells = groupRows([...rowColumns, across], source.numRows);
  const [measured] = measureColumns(caller, { cell: { [kind]: values } }, cells, (name) => source.find(caller, name));
  const places = Array.from({ length: wide.count }, () => new Int32Array(rows.count).fill(-1));
  for (let cell = 0; cell < cells.count; cell++) {
    const row = cells.firstRows[cell]!;
    places[wide.codes[row]!]![rows.codes[row]!] = cell;
  }
  const named = Array.from(wide.firstRows, (row) => cellName(across, row));
  return [
    ...rowColumns.map((column) => column.take(rows.firstRows)),
    ...named.map((name, i) => measured!.take(places[i]!).named(name)),
  ];
}

function cellName(column: StoredColumn, row: number): string {
  const value = column.at(row);
  if (value === null) return "(missing)";
  return column instanceof NumberColumn && column.type === "date" ? showDate(Number(value)) : String(value);
}

/** The columns of the long table: for each row a row a column. */
export function unpivotColumns(source: Source, options: UnpivotOptions): StoredColumn[] {
  const caller = "unpivot";
  knownOptions(caller, options, ["columns", "name", "value"]);
  const names = columnList(caller, "columns", options.columns);
  const melted = names.map((name) => source.find(caller, name));
  const type = commonType(caller, melted);
  const kept = source.columnNames.filter((name) => !names.includes(name)).map((name) => source.find(caller, name));
  const rows = Int32Array.from({ length: source.numRows * names.length }, (_, i) => Math.floor(i / names.length));
  const labels = Int32Array.from(rows, (_, i) => i % names.length);
  const value = requireColumnName(caller, "value", options.value ?? "value");
  const values = Array.from(rows, (row, i) => melted[labels[i]!]!.at(row));
  const column =
    type === "date"
      ? new NumberColumn(
          value,
          Float64Array.from(values, (moment) => (moment === null ? Number.NaN : Number(moment))),
          type,
        )
      : inferColumn(caller, value, values);
  return [
    ...kept.map((one) => one.take(rows)),
    new TextColumn(requireColumnName(caller, "name", options.name ?? "name"), labels, names),
    column,
  ];
}

function commonType(caller: string, columns: readonly StoredColumn[]): ColumnType {
  const type = columns[0]!.type;
  const other = columns.find((column) => column.type !== type);
  if (other === undefined) return type;
  throw new ClienteleError(
    "column-type",
    { function: caller, column: other.name },
    `holds ${other.type} values where ${showValue(columns[0]!.name)} holds ${type} values; ` +
      "one column takes one type",
  );
}
