import { ClienteleError, counted, showValue } from "../errors/index.js";
import type { Column, NumericArray } from "./columns/column.js";
import { inferColumn } from "./columns/infer-column.js";
import { type NumberColumnOptions, numbersOf } from "./read-columns.js";
import { type ColumnTable, isTable, type Table } from "./table.js";
import { storedTable } from "./table-input.js";

/**
 * A list of numbers as a caller may give it: an array, a typed array or a column of a table. `null` (in a typed array
 * NaN) is missing, where a function allows that.
 */
export type Vector = readonly (number | null)[] | NumericArray | Column;

/** Points in a space: a table of numeric columns, a row-major matrix, or an array of rows. */
export type Points =
  | Table
  | { readonly data: Float64Array; readonly rows: number; readonly columns: number }
  | readonly (readonly number[])[];

/** Another name of {@link Vector}. */
export type NumberInput = Vector;

/** Points as one row-major array with the names of its columns. */
export interface PointMatrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly names: readonly string[];
}

/**
 * A list of numbers as a `Float64Array`, the caller's own where it is one. `name` is the argument in messages. Errors:
 * `not-a-number`, `missing-value`, `not-finite`, `unsupported-input`.
 */
export function vectorOf(
  caller: string,
  name: string,
  input: unknown,
  options: NumberColumnOptions = {},
): Float64Array {
  return numbersOf(caller, inferColumn(caller, name, input), options);
}

/** What a function makes of missing and infinite numbers in points. */
export interface PointOptions extends NumberColumnOptions {
  /** What the columns of points without names are called in errors [x1, x2, …]. */
  readonly shownNames?: readonly string[] | undefined;
}

/**
 * Points in any of their forms as a row-major matrix. Columns of a matrix without names are called `x1`, `x2`, ….
 * Errors: as for a column of numbers, and `length-mismatch`.
 */
export function pointsOf(caller: string, input: Points, options: PointOptions = {}): PointMatrix {
  if (isTable(input)) return pointsOfTable(caller, storedTable(caller, input), options);
  if (Array.isArray(input)) return pointsOfRows(caller, input, options);
  if (typeof input === "object" && input !== null && "data" in input && "rows" in input && "columns" in input) {
    return pointsOfMatrix(caller, input, options);
  }
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, value: input },
    `points must be a Table of numeric columns, { data, rows, columns } or an array of rows, got ${showValue(input)}`,
  );
}

function pointsOfTable(caller: string, input: ColumnTable, options: NumberColumnOptions): PointMatrix {
  const names = input.columnNames;
  const columns = input.storedColumns.map((column) => numbersOf(caller, column, options));
  const data = new Float64Array(input.numRows * names.length);
  for (let c = 0; c < columns.length; c++) {
    const values = columns[c]!;
    for (let row = 0; row < values.length; row++) data[row * columns.length + c] = values[row]!;
  }
  return { data, rows: input.numRows, columns: names.length, names };
}

function pointsOfRows(caller: string, input: readonly unknown[], options: PointOptions): PointMatrix {
  const width = Array.isArray(input[0]) ? input[0].length : 0;
  const data = new Float64Array(input.length * width);
  for (let row = 0; row < input.length; row++) {
    const values = input[row];
    if (!Array.isArray(values) || values.length !== width) {
      throw new ClienteleError(
        "length-mismatch",
        { function: caller, row: row + 1, value: values },
        `every point must be an array of ${counted(width, "number")}, got ${showValue(values)}`,
      );
    }
    for (let c = 0; c < width; c++) data[row * width + c] = cellNumber(caller, row, c, values[c]);
  }
  return checkedMatrix(caller, data, input.length, width, options);
}

function cellNumber(caller: string, row: number, column: number, value: unknown): number {
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return Number.NaN;
  throw new ClienteleError(
    "not-a-number",
    { function: caller, column: `x${column + 1}`, row: row + 1, value },
    `${showValue(value)} is not a number`,
  );
}

function pointsOfMatrix(
  caller: string,
  input: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  options: PointOptions,
): PointMatrix {
  const { data, rows, columns } = input;
  const isSize = (size: unknown): boolean => Number.isSafeInteger(size) && (size as number) >= 0;
  if (!(data instanceof Float64Array) || !isSize(rows) || !isSize(columns) || data.length !== rows * columns) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller },
      `data must be a Float64Array of rows · columns = ${showValue(rows)} · ${showValue(columns)} numbers, got ` +
        `${showValue(data)} of length ${data?.length}`,
    );
  }
  return checkedMatrix(caller, data, rows, columns, options);
}

function checkedMatrix(
  caller: string,
  data: Float64Array,
  rows: number,
  columns: number,
  { missing = "error", infinite = "error", shownNames }: PointOptions,
): PointMatrix {
  const names = Array.from({ length: columns }, (_, c) => `x${c + 1}`);
  if (allFinite(data)) return { data, rows, columns, names };
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (Number.isFinite(value)) continue;
    const isMissing = Number.isNaN(value);
    if ((isMissing ? missing : infinite) === "keep") continue;
    const place = {
      function: caller,
      column: shownNames?.[i % columns] ?? names[i % columns],
      row: Math.floor(i / columns) + 1,
      value,
    };
    throw isMissing
      ? new ClienteleError("missing-value", place, "the number is missing")
      : new ClienteleError("not-finite", place, `${value} is not a finite number`);
  }
  return { data, rows, columns, names };
}

/** x − x is 0 for finite x, NaN for all others, which no sum loses; four sums, which do not wait for each other. */
function allFinite(data: Float64Array): boolean {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const inFours = data.length - (data.length % 4);
  for (let i = 0; i < inFours; i += 4) {
    const x = data[i]!;
    first += x - x;
    const y = data[i + 1]!;
    second += y - y;
    const z = data[i + 2]!;
    third += z - z;
    const w = data[i + 3]!;
    fourth += w - w;
  }
  for (let i = inFours; i < data.length; i++) {
    const x = data[i]!;
    first += x - x;
  }
  return first + second + third + fourth === 0;
}
