import { ClienteleError, knownOptions, showNames } from "../errors/index.js";
import { type StoredColumn, TextColumn } from "./columns/column.js";
import { readTextColumn } from "./columns/read-text-column.js";
import { namedColumns, type ValueOptions, valueFormats, valueOptionNames } from "./columns/value-options.js";
import { ColumnTable, type Table } from "./table.js";
import { type TableInput, toTable } from "./table-input.js";

/**
 * Reads columns of text as numbers, dates or booleans, by the same rules and options as `readCsv`: for tables of text
 * from elsewhere. Columns of another type stay as they are.
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
    return column instanceof TextColumn ? readTextColumn(caller, column, formatOf(name)) : column;
  });
  return new ColumnTable(caller, columns) as object as Table;
}
