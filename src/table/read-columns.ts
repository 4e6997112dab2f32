import { ClienteleError, showValue } from "../errors/index.js";
import { BooleanColumn, NumberColumn, type StoredColumn, TextColumn } from "./columns/column.js";
import { encodeKeys, type Keys, requireKeys } from "./columns/keys.js";
import { ColumnTable, type Table } from "./table.js";
import { storedTable, type TableInput } from "./table-input.js";
import { isBlank } from "./values/blank-text.js";
import { parseDateText } from "./values/date-text.js";
import { type DateUnit, latestMillisecond, millisecondsOf } from "./values/dates.js";
import { parseNumberText } from "./values/number-text.js";
import { notADate, notANumber } from "./values/unreadable-text.js";

/** What a function makes of missing and infinite cells in a column of numbers. */
export interface NumberColumnOptions {
  /** `"keep"` gives NaN for a missing cell; `"error"` [default] names the row. */
  readonly missing?: "error" | "keep";
  readonly infinite?: "error" | "keep";
}

/** The stored column of that name, with errors in the name of the caller. */
export function findColumn(caller: string, input: Table | TableInput, name: string): StoredColumn {
  return storedTable(caller, input).find(caller, name);
}

/** Whether a table has a column of that name. */
export function hasColumn(input: Table, name: string): boolean {
  return input instanceof ColumnTable ? input.has(name) : input.columnNames.includes(name);
}

/**
 * A column as numbers, not to be changed: the caller's own array where it is a `Float64Array`. Text that reads as a
 * plain number counts as one, blank text as missing; true and false are 1 and 0. Errors: `unknown-column`,
 * `not-a-number`, `missing-value`, `not-finite`, `column-type`.
 */
export function numberColumn(
  caller: string,
  input: Table,
  name: string,
  options: NumberColumnOptions = {},
): Float64Array {
  return numbersOf(caller, findColumn(caller, input, name), options);
}

/** As {@link numberColumn}, or `undefined` where the table has no such column. */
export function optionalNumberColumn(
  caller: string,
  input: Table,
  name: string,
  options: NumberColumnOptions = {},
): Float64Array | undefined {
  return hasColumn(input, name) || refuseMisspelt(caller, input, name)
    ? numberColumn(caller, input, name, options)
    : undefined;
}

/**
 * Refuses a column whose name has the letters of an optional one in another order, case or with marks between them
 * (`conut`, `Count`, `log_intervals`), since leaving it unread would change the result in silence. Returns false where
 * there is none.
 */
export function refuseMisspelt(caller: string, input: Table, name: string): false {
  const lettersOf = (text: string) => [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")].sort().join("");
  const letters = lettersOf(name);
  const found = input.columnNames.find((one) => one.length <= 2 * name.length && lettersOf(one) === letters);
  if (found === undefined) return false;
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: found, value: found },
    `is not read; if it is the column ${showValue(name)}, name it so, otherwise rename or drop it`,
  );
}

/** The numbers of a stored column. */
export function numbersOf(caller: string, column: StoredColumn, options: NumberColumnOptions = {}): Float64Array {
  const numbers = toNumbers(caller, column);
  const { missing = "error", infinite = "error" } = options;
  if (missing === "error" || infinite === "error") checkNumbers(caller, column.name, numbers, missing, infinite);
  return numbers;
}

function toNumbers(caller: string, column: StoredColumn): Float64Array {
  if (column instanceof TextColumn) return readTexts(caller, column, parseNumberText, notANumber);
  if (column instanceof BooleanColumn) return numbersOfFlags(column);
  if (column.type === "date") {
    throw new ClienteleError(
      "column-type",
      { function: caller, column: column.name },
      "holds dates where numbers are needed",
    );
  }
  return column.values instanceof Float64Array ? column.values : new Float64Array(column.values);
}

function numbersOfFlags({ flags }: BooleanColumn): Float64Array {
  return Float64Array.from(flags, (flag) => (flag === 2 ? Number.NaN : flag));
}

/** The cells of a text column as `read` reads them, NaN where missing or blank; refuses what it cannot read. */
function readTexts(
  caller: string,
  column: TextColumn,
  read: (text: string) => number,
  refusal: typeof notANumber,
): Float64Array {
  const readings = Float64Array.from(column.labels, read);
  const values = new Float64Array(column.length);
  for (let row = 0; row < values.length; row++) {
    const code = column.codes[row]!;
    const value = code < 0 ? Number.NaN : readings[code]!;
    if (code >= 0 && Number.isNaN(value) && !isBlank(column.labels[code]!)) {
      const text = column.labels[code]!;
      throw refusal({ function: caller, column: column.name, row: row + 1, value: text }, text);
    }
    values[row] = value;
  }
  return values;
}

function checkNumbers(
  caller: string,
  column: string,
  numbers: Float64Array,
  missing: "error" | "keep",
  infinite: "error" | "keep",
): void {
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (value - value === 0) continue;
    if (Number.isNaN(value)) {
      if (missing === "keep") continue;
      throw new ClienteleError(
        "missing-value",
        { function: caller, column, row: row + 1, value: null },
        "the number is missing",
      );
    }
    if (infinite === "keep") continue;
    throw new ClienteleError(
      "not-finite",
      { function: caller, column, row: row + 1, value },
      `${value} is not a finite number`,
    );
  }
}

/** How the numbers of a date column are to be read, and what a missing date means. */
export interface DateColumnOptions {
  /** What numbers count [`"ms"`]. Dates and texts need no unit. */
  readonly dateUnit?: DateUnit | undefined;
  readonly missing?: "error" | "keep";
}

/**
 * A column of dates as milliseconds since 1970 UTC, not to be changed; blank text is a missing date. Errors:
 * `unknown-column`, `not-a-date`, `missing-value`, `column-type`.
 */
export function dateColumn(caller: string, input: Table, name: string, options: DateColumnOptions = {}): Float64Array {
  return momentsOf(caller, findColumn(caller, input, name), options);
}

function momentsOf(caller: string, column: StoredColumn, options: DateColumnOptions): Float64Array {
  const { dateUnit = "ms", missing = "error" } = options;
  const moments = toMoments(caller, column, dateUnit);
  if (missing === "error") {
    for (let row = 0; row < moments.length; row++) {
      if (!Number.isNaN(moments[row]!)) continue;
      throw new ClienteleError(
        "missing-value",
        { function: caller, column: column.name, row: row + 1, value: null },
        "the date is missing",
      );
    }
  }
  return moments;
}

function toMoments(caller: string, column: StoredColumn, unit: DateUnit): Float64Array {
  if (column instanceof TextColumn) return readTexts(caller, column, parseDateText, notADate);
  if (column instanceof BooleanColumn) {
    throw new ClienteleError(
      "column-type",
      { function: caller, column: column.name },
      "holds true and false where dates are needed",
    );
  }
  const { values } = column;
  const scaled = column.type === "number" && unit !== "ms";
  if (values instanceof Float64Array && !scaled) {
    checkMoments(caller, column.name, values);
    return values;
  }
  const moments = new Float64Array(values.length);
  for (let row = 0; row < moments.length; row++) {
    const value = values[row]!;
    moments[row] = scaled ? millisecondsOf(value, unit) : value;
    if (Number.isNaN(moments[row]!) && !Number.isNaN(value)) refuseMoment(caller, column.name, row, value, unit);
  }
  checkMoments(caller, column.name, moments);
  return moments;
}

function checkMoments(caller: string, column: string, moments: Float64Array): void {
  for (let row = 0; row < moments.length; row++) {
    const value = moments[row]!;
    if (Math.abs(value) > latestMillisecond) refuseMoment(caller, column, row, value, "ms");
  }
}

const unitNames: Readonly<Record<DateUnit, string>> = {
  ms: "milliseconds since 1970",
  us: "microseconds since 1970",
  s: "seconds since 1970",
  day: "days since 1970",
  excel: "days of a spreadsheet, of which 45292 is 2024-01-01",
};

function refuseMoment(caller: string, column: string, row: number, value: number, unit: DateUnit): never {
  throw new ClienteleError(
    "not-a-date",
    { function: caller, column, row: row + 1, value },
    `${value} is not a date when numbers count ${unitNames[unit]}; option "dateUnit" says what they count`,
  );
}

/**
 * A column as text: codes into distinct labels, −1 where missing. Numbers, dates and booleans are written as JavaScript
 * prints them.
 */
export function textColumn(
  caller: string,
  input: Table,
  name: string,
): { codes: Int32Array; labels: readonly string[] } {
  const column = findColumn(caller, input, name);
  if (column instanceof TextColumn) return column;
  const keys = encodeKeys(column);
  return { codes: keys.codes, labels: keys.labels.toArray().map(String) };
}

/**
 * A column of ids as dense codes in the order of first appearance. Errors: `unknown-column`, and `missing-value` unless
 * missing ids are kept as −1.
 */
export function keyColumn(
  caller: string,
  input: Table,
  name: string,
  options: { readonly missing?: "error" | "keep" } = {},
): Keys {
  const column = findColumn(caller, input, name);
  const keys = encodeKeys(column);
  if (options.missing !== "keep") requireKeys(caller, column, keys);
  return keys;
}

/** A date column of moments in milliseconds since 1970 UTC (NaN where missing), for a result table. */
export function dateColumnOf(moments: Float64Array): NumberColumn {
  return new NumberColumn("date", moments, "date");
}

/** A table with at least one row, or an error of code `empty-table`. */
export function requireRows(caller: string, input: Table): void {
  if (input.numRows > 0) return;
  throw new ClienteleError("empty-table", { function: caller }, "the table has no rows");
}

/**
 * The numbers of a column as far as they can be read; NaN for missing and for unreadable cells. For checks that report
 * cells instead of refusing them.
 */
export function lenientNumbers(column: StoredColumn): Float64Array {
  if (column instanceof TextColumn) {
    const numberOf = Float64Array.from(column.labels, parseNumberText);
    return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : numberOf[code]!));
  }
  if (column instanceof BooleanColumn) return numbersOfFlags(column);
  if (column.type === "date") return new Float64Array(column.length).fill(Number.NaN);
  return Float64Array.from(column.values);
}

/** The moments of a column of dates as far as they can be read; NaN for missing and for unreadable cells. */
export function lenientMoments(column: StoredColumn, unit: DateUnit): Float64Array {
  if (column instanceof TextColumn) {
    const momentOf = Float64Array.from(column.labels, parseDateText);
    return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : momentOf[code]!));
  }
  if (column instanceof BooleanColumn) return new Float64Array(column.length).fill(Number.NaN);
  const readAs = column.type === "date" ? "ms" : unit;
  return Float64Array.from(column.values, (value) => millisecondsOf(value, readAs));
}
