import { ClienteleError, showValue } from "../../errors/index.js";
import {
  type Column,
  findColumn,
  hasColumn,
  keyColumn,
  requireRows,
  type StoredColumn,
  type Table,
} from "../../table/index.js";

/** The ids of the rows, and what there is to say about them. */
export interface CustomerIds {
  readonly ids: StoredColumn | Float64Array;
  readonly warnings: readonly string[];
}

/**
 * The column of ids of a classification, one row a customer. A table without the column `"customer"`, where the caller
 * named none, has its rows numbered from 1, as a warning says. Errors: `empty-table`, `unknown-column`,
 * `missing-value`, `inconsistent-row` where a customer stands in two rows.
 */
export function customerIds(caller: string, table: Table, option: string | undefined): CustomerIds {
  requireRows(caller, table);
  if (option === undefined && !hasColumn(table, "customer")) {
    return {
      ids: Float64Array.from({ length: table.numRows }, (_, row) => row + 1),
      warnings: ['there is no column "customer" and the option "customer" names none: rows are numbered from 1'],
    };
  }
  const name = option ?? "customer";
  const keys = keyColumn(caller, table, name);
  const ids = findColumn(caller, table, name);
  if (keys.count < table.numRows) refuseRepeated(caller, ids, keys.codes);
  return { ids, warnings: [] };
}

function refuseRepeated(caller: string, ids: Column, codes: Int32Array): never {
  const firstRow = new Map<number, number>();
  for (const [row, code] of codes.entries()) {
    const first = firstRow.get(code);
    if (first !== undefined) {
      const value = ids.at(row);
      throw new ClienteleError(
        "inconsistent-row",
        { function: caller, column: ids.name, row: row + 1, value },
        `customer ${showValue(value)} stands in rows ${first + 1} and ${row + 1}; one row a customer is needed`,
      );
    }
    firstRow.set(code, row);
  }
  throw new ClienteleError("inconsistent-row", { function: caller, column: ids.name }, "a customer stands in two rows");
}
