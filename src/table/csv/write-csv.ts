import { knownOptions, oneOf } from "../../errors/index.js";
import { BooleanColumn, type StoredColumn, TextColumn } from "../columns/column.js";
import type { ColumnTable, Table } from "../table.js";
import { storedTable, type TableInput } from "../table-input.js";
import { showDate } from "../values/date-text.js";
import { parseNumberText } from "../values/number-text.js";
import { checkedDelimiter } from "./delimiter.js";

/** Options of {@link writeCsv}. */
export interface WriteCsvOptions {
  /**
   * What becomes of text that a spreadsheet would run as a formula: `"escape"` [default] puts an apostrophe before it,
   * so that it is shown and not run; `"keep"` writes it as it is.
   */
  readonly formulas?: "escape" | "keep";
  /** What separates fields: one character [`","`]. */
  readonly delimiter?: string;
}

/** Rows joined into one piece of text. */
const rowsPerPiece = 4096;

/**
 * A table as CSV: RFC 4180 with a header and lines that end with LF. Numbers are written so that they read back to the
 * same bits, dates as `YYYY-MM-DD` at midnight UTC and `YYYY-MM-DDThh:mm:ss[.sss]Z` otherwise, missing values as
 * nothing.
 *
 * A field with a quote, a line end, a comma, a semicolon, a tab or a bar in it is quoted, so that it stays one field in
 * a program that splits at another character than this file does. Text that begins like a formula (`=`, `+`, `-`, `@`
 * or their full-width forms, also after blanks and characters that nobody sees, or a tab or line end) gets an
 * apostrophe before it, unless it is a plain number: a cell may come from a customer, and a spreadsheet would run it.
 * With `formulas: "keep"` {@link readCsv} gives the table back as it was, but for blank text (which is missing there)
 * and for text columns that read as numbers, dates or booleans throughout (which need `types`).
 *
 * Errors: `unsupported-input`, `invalid-option`.
 *
 * @example
 * ```ts
 * writeCsv(table({ name: ["Ada", "=1+1"], spent: [12.5, null] }));
 * // name,spent
 * // Ada,12.5
 * // '=1+1,
 * ```
 */
export function writeCsv(input: Table | TableInput, options: WriteCsvOptions = {}): string {
  return [...csvPieces("writeCsv", input, options)].join("");
}

/** The text of {@link writeCsv} piece by piece, with errors in the name of the caller. */
export function csvPieces(caller: string, input: Table | TableInput, options: WriteCsvOptions): Iterable<string> {
  knownOptions(caller, options, ["formulas", "delimiter"]);
  const formulas = oneOf(caller, "formulas", options.formulas, ["escape", "keep"], "escape");
  const delimiter = checkedDelimiter(caller, options.delimiter);
  return piecesOf(storedTable(caller, input), textWriter(delimiter, formulas === "escape"), delimiter);
}

type TextWriter = (text: string) => string;

function* piecesOf(source: ColumnTable, writeText: TextWriter, delimiter: string): Generator<string> {
  const columns = source.storedColumns;
  if (columns.length === 0) return;
  const names = columns.map(({ name }) => writeText(name));
  // A header of one blank name would be a blank line, which readers pass over.
  yield `${names.length === 1 && names[0] === "" ? '""' : names.join(delimiter)}\n`;
  const writers = columns.map((column) => cellWriter(column, writeText));
  for (let start = 0; start < source.numRows; start += rowsPerPiece) {
    const end = Math.min(source.numRows, start + rowsPerPiece);
    let piece = "";
    for (let row = start; row < end; row++) {
      for (let c = 0; c < writers.length; c++) piece += c === 0 ? writers[c]!(row) : delimiter + writers[c]!(row);
      piece += "\n";
    }
    yield piece;
  }
}

function cellWriter(column: StoredColumn, writeText: TextWriter): (row: number) => string {
  if (column instanceof TextColumn) {
    const cells = column.labels.map(writeText);
    return (row) => cells[column.codes[row]!] ?? "";
  }
  if (column instanceof BooleanColumn) return (row) => ["false", "true", ""][column.flags[row]!]!;
  const write = column.type === "date" ? showDate : numberText;
  return (row) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? "" : write(value);
  };
}

/**
 * The shortest text that reads back to the same number. Whole numbers beyond those a double keeps apart get an
 * exponent, so that they are not taken for ids.
 */
function numberText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential();
  return String(value);
}

/**
 * What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection"), after blanks and characters that
 * nobody sees: control characters, soft hyphens, zero-width marks (categories Cc and Cf).
 */
const formulaStart = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Line ends, quotes, a byte order mark, and what other programs take for a delimiter: the fields stay one anywhere. */
const needsQuoting = /["\r\n;\t,|]|^\ufeff/;

function textWriter(delimiter: string, escapeFormulas: boolean): TextWriter {
  return (text) => {
    const isFormula = escapeFormulas && formulaStart.test(text) && Number.isNaN(parseNumberText(text));
    const shown = isFormula ? `'${text}` : text;
    const needsQuotes = shown.includes(delimiter) || needsQuoting.test(shown);
    return needsQuotes ? `"${shown.replaceAll('"', '""')}"` : shown;
  };
}
