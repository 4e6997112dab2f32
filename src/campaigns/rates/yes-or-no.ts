import { ClienteleError } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";

/** Checks an outcome. Errors: `out-of-range`. */
function yesOrNo(caller: string, column: string, values: Float64Array): Float64Array {
  const broken = values.findIndex((value) => value !== 0 && value !== 1);
  if (broken < 0) return values;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: broken + 1, value: values[broken] },
    `an outcome must be 0 or 1, or true or false, got ${values[broken]}`,
  );
}

/** A column of outcomes, 0 or 1. Errors: those of `numberColumn`, `out-of-range`. */
export function outcomeColumn(caller: string, table: Table, column: string): Float64Array {
  return yesOrNo(caller, column, numberColumn(caller, table, column));
}
