import { ClienteleError, didYouMean, requireColumnName, showNames } from "../errors/index.js";
import { hasColumn } from "./read-columns.js";
import type { Table } from "./table.js";

/**
 * Columns by the options that name them, where the options have usual names: what the caller did not write must be said
 * to be a default. `names` are the options with the defaults filled in. Errors: `invalid-option`, `unknown-column`.
 */
export function requireUsualColumns(
  caller: string,
  table: Table,
  options: object,
  names: Readonly<Record<string, string>>,
): void {
  for (const [option, name] of Object.entries(names)) {
    requireColumnName(caller, option, name);
    if (Reflect.get(options, option) === undefined && !hasColumn(table, name)) refuseUsual(caller, table, option, name);
  }
}

/** Refuses a table without the column that an option names by default. Errors: `unknown-column`. */
export function refuseUsual(caller: string, table: Table, option: string, name: string): never {
  const { columnNames } = table;
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: name, value: name },
    `there is no such column, and option "${option}" names no other; the columns are ` +
      showNames(columnNames) +
      didYouMean(name, columnNames),
  );
}
