import { ClienteleError, didYouMean, knownOptions, namedEntries, showNames, showValue } from "../../errors/index.js";
import { type Table, type TableInput, toTable } from "../../table/index.js";

/** The tables that signals are looked for in, by name. */
export type SignalTables = Readonly<Record<string, TableInput | undefined>>;

/**
 * Which column of a table holds what, where it is not called so: `{ customer: "client", date: "day" }`. Of orders also
 * their policies, and of all tables `dateUnit` and `timeZone`.
 */
export type SignalColumns = Readonly<
  Record<string, string | { readonly quantity: string; readonly price: string } | undefined>
>;

/** The tables given, by their names. Errors: `invalid-option`, `unsupported-input`. */
export function readTables(caller: string, given: unknown): ReadonlyMap<string, Table> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `the tables must be an object like { orders, complaints }, got ${showValue(given)}`,
    );
  }
  const tables = new Map<string, Table>();
  for (const [name, input] of Object.entries(given)) if (input !== undefined) tables.set(name, toTable(caller, input));
  return tables;
}

/** Errors: `unknown-table`. */
export function refuseTable(caller: string, name: string, tables: ReadonlyMap<string, Table>): never {
  const names = [...tables.keys()];
  throw new ClienteleError(
    "unknown-table",
    { function: caller, value: name },
    `there is no table ${showValue(name)}; the tables are ${showNames(names, "none at all")}${didYouMean(name, names)}`,
  );
}

/**
 * The option `columns`, checked: what it says of a table, by the `parts` that one may have. Errors: `invalid-option`,
 * `unknown-table`.
 */
export function checkedColumns(
  caller: string,
  columns: Readonly<Record<string, SignalColumns>>,
  tables: ReadonlyMap<string, Table>,
  parts: readonly string[],
): (table: string) => SignalColumns {
  const example = 'columns by table such as { orders: { customer: "client" } }';
  const checked = new Map<string, SignalColumns>();
  for (const [name, ofTable] of namedEntries(caller, "columns", columns, example)) {
    if (!tables.has(name)) refuseTable(caller, name, tables);
    knownOptions(caller, ofTable, parts);
    checked.set(name, ofTable);
  }
  return (name) => checked.get(name) ?? {};
}
