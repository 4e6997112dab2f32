import { ClienteleError, columnList, knownOptions, showValue } from "../../errors/index.js";
import type { ColumnType } from "../columns/column.js";
import type { Table } from "../table.js";
import { type CsvSource, piecesOf } from "./csv-source.js";
import { checkedDelimiter } from "./delimiter.js";
import { RowSplitter } from "./row-splitter.js";
import { TableCollector } from "./table-collector.js";

/** Options of {@link readCsv}. */
export interface ReadCsvOptions {
  /** The columns to read [all]; the others are passed over and take no memory. */
  readonly columns?: readonly string[];
  /**
   * The types of some columns; a field that does not fit is an error instead of turning the column into text.
   * `"number"` also takes what looks like a code: leading zeros, and whole numbers of more digits than a double holds.
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What separates fields: one character [`","`]. */
  readonly delimiter?: string;
}

/**
 * Reads CSV (RFC 4180, UTF-8, a header in the first row) into a table, in memory bounded by its columns. A column is
 * numbers only if every field that is not blank is one (leading zeros stay text), dates only if every one is
 * `YYYY-MM-DD`, optionally with `T` or a space and `hh:mm[:ss[.sss]]` and `Z` or `±hh:mm`, booleans only for `true` and
 * `false`; otherwise text, as written. Blank fields are missing.
 *
 * Errors: `csv-quote`, `csv-ragged`, `csv-delimiter`, `csv-encoding`, `empty-table`, `unknown-column`,
 * `duplicate-column`, `invalid-option`, `unsupported-input`; with `types` also `not-a-number`, `not-a-date`,
 * `column-type`. Rows count from 1 below the header.
 *
 * @example
 * ```ts
 * const orders = await readCsv("customer,day,amount\nada,2026-01-05,12.50\nbob,2026-01-06,7\n");
 * orders.column("amount").toArray(); // [12.5, 7]
 * ```
 */
export function readCsv(source: CsvSource, options: ReadCsvOptions = {}): Promise<Table> {
  return readCsvAs("readCsv", source, options);
}

/** As {@link readCsv}, with errors in the name of the caller. */
export async function readCsvAs(caller: string, source: CsvSource, options: ReadCsvOptions): Promise<Table> {
  knownOptions(caller, options, ["columns", "types", "delimiter"]);
  const delimiter = checkedDelimiter(caller, options.delimiter);
  const collector = new TableCollector(caller, {
    columns: options.columns === undefined ? undefined : columnList(caller, "columns", options.columns),
    types: checkedTypes(caller, options.types),
    delimiter,
    delimiterIsGiven: options.delimiter !== undefined,
  });
  const splitter = new RowSplitter(caller, delimiter.charCodeAt(0), (fields, row) => collector.row(fields, row));
  for await (const bytes of piecesOf(caller, source)) splitter.push(bytes);
  splitter.finish();
  return collector.table() as object as Table;
}

function checkedTypes(caller: string, types: ReadCsvOptions["types"]): ReadCsvOptions["types"] {
  if (types === undefined || (typeof types === "object" && types !== null && !Array.isArray(types))) return types;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: types },
    `option "types" must be an object like { amount: "number" }, got ${showValue(types)}`,
  );
}
