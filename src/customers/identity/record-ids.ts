import { ClienteleError, showValue } from "../../errors/index.js";
import { type Column, findColumn, keyColumn, type StoredColumn, type Table } from "../../table/index.js";

/** The ids of records, and the rows in the order of their ids, so that nothing depends on the order of the rows. */
export interface RecordIds {
  readonly ids: StoredColumn;
  readonly order: Int32Array;
}

/**
 * Reads the ids of records, each of which has one of its own. Errors: `unknown-column`, `missing-value`,
 * `inconsistent-row`.
 */
export function recordIds(caller: string, table: Table, name: string): RecordIds {
  const { codes, count } = keyColumn(caller, table, name);
  const ids = findColumn(caller, table, name);
  if (count < table.numRows) refuseRepeated(caller, ids, codes);
  const values = ids.toArray();
  const order = Int32Array.from({ length: table.numRows }, (_, row) => row);
  order.sort((a, b) => (values[a]! < values[b]! ? -1 : 1));
  return { ids, order };
}

function refuseRepeated(caller: string, ids: Column, codes: Int32Array): never {
  const firstRow = new Map<number, number>();
  for (const [row, code] of codes.entries()) {
    const first = firstRow.get(code);
    if (first === undefined) {
      firstRow.set(code, row);
      continue;
    }
    const value = ids.at(row);
    throw new ClienteleError(
      "inconsistent-row",
      { function: caller, column: ids.name, row: row + 1, value },
      `the id ${showValue(value)} stands in rows ${first + 1} and ${row + 1}; each record needs an id of its own, ` +
        "such as its system and its number there",
    );
  }
  throw new ClienteleError("inconsistent-row", { function: caller, column: ids.name }, "an id stands in two rows");
}
