import { refuseRow } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";

/** A column of amounts or counts of at least 0. Errors: those of `numberColumn`, `out-of-range`. */
export function amountColumn(caller: string, table: Table, name: string): Float64Array {
  const values = numberColumn(caller, table, name);
  values.forEach((value, row) => {
    if (value < 0) refuseRow(caller, name, row, value, `must be at least 0, got ${value}`);
  });
  return values;
}
