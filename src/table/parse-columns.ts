import { ClienteleError, knownOptions, showNames } from "../errors/index.js";
import { type StoredColumn, TextColumn } from "./columns/column.js";
import { readTextColumn } from "./columns/read-text-column.js";
import { encodeText } from "./columns/text-builder.js";
import {
  namedColumns,
  type ValueFormat,
  type ValueOptions,
  valueFormats,
  valueOptionNames,
} from "./columns/value-options.js";
import { ColumnTable, type Table } from "./table.js";
import { type TableInput, toTable } from "./table-input.js";
import { parseNumberText } from "./values/number-text.js";

/**
 * Reads columns of text as numbers, dates or booleans, by the same rules and options as `readCsv`: for tables of text
 * from elsewhere. Numbers take part where an option is about them: `missing` with numbers among its tokens,
 * `dateFormat` or a type of text that names their column (20240313 as a day). Other columns stay as they are.
 *
 * Errors: `unknown-column`, `invalid-option`, `not-a-number`, `not-a-date`, `column-type` (also: amounts in several
 * currencies), and those of `table`.
 *
 * @example
 * ```ts
 * const orders = parseColumns([{ day: "5.1.2026", amount: "1.012,50 €" }], {
 *   dateFormat: "dmy",
 *   decimal: ",",
 *   thousands: ".",
 *   currency: true,
 * });
 * orders.column("amount").toArray(); // [1012.5]
 * ```
 */
export function parseColumns(input: Table | TableInput, options: ValueOptions = {}): Table {
  const caller = "parseColumns";
  knownOptions(caller, options, valueOptionNames);
  const given = toTable(caller, input);
  for (const { option, column } of namedColumns(options)) {
    if (given.columnNames.includes(column)) continue;
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column, value: column },
      `option "${option}" names it, and there is no such column; the columns are ${showNames(given.columnNames)}`,
    );
  }
  const formatOf = valueFormats(caller, options);
  const columns = given.columnNames.map((name) => {
    const column = given.column(name) as StoredColumn;
    const format = formatOf(name);
    if (column instanceof TextColumn) return readTextColumn(caller, column, format);
    if (!isAbout(format, column)) return column;
    return readTextColumn(caller, digitsOf(column), { ...format, type: format.type ?? "number" });
  });
  return new ColumnTable(caller, columns) as object as Table;
}

/** Whether a format changes what the numbers of a column are. */
function isAbout({ type, date, missing }: ValueFormat, column: StoredColumn): boolean {
  if (column.type !== "number") return false;
  if (type === "string" || (type === "date" && date !== null)) return true;
  return [...missing].some((token) => !Number.isNaN(parseNumberText(token)));
}

/** Numbers as text, which reads back to the same numbers. */
function digitsOf(column: StoredColumn): TextColumn {
  const texts = column.toArray().map((value) => (value === null ? null : String(value)));
  return encodeText(column.name, texts);
}
