import { ClienteleError, showNames } from "../../errors/index.js";
import {
  type Column,
  hasColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
  type Vector,
  vectorOf,
} from "../../table/index.js";

/** A list of numbers, a column of them, or a table that has one. */
export type Values = Vector | Column<number> | TableInput;

/** Values with the table they come from, if they come from one. */
export interface ValueInput {
  readonly values: Float64Array;
  readonly table: Table | null;
}

/**
 * Reads a list of numbers, or the column `value` of a table [`"revenue"`]. Errors: `empty-table`, `unknown-column`,
 * `missing-value`, `not-a-number`, `not-finite`, `out-of-range` where the values are too large to be added up.
 */
export function valueInput(caller: string, input: Values, value: string | undefined): ValueInput {
  const read = isList(input) ? valuesOfList(caller, input, value) : valuesOfTable(caller, input, value);
  const size = read.values.reduce((total, one) => total + Math.abs(one), 0);
  // Sums of sums are at most so large.
  if (Number.isFinite(2 * size * read.values.length)) return read;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: read.table === null ? undefined : (value ?? "revenue") },
    "the values are too large to be added up",
  );
}

function valuesOfTable(caller: string, input: TableInput, value: string | undefined): ValueInput {
  const table = toTable(caller, input);
  requireRows(caller, table);
  if (value === undefined && !hasColumn(table, "revenue")) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: "revenue" },
      `there is no such column; name the one to look at with the option "value": ${showNames(table.columnNames)}`,
    );
  }
  return { values: numberColumn(caller, table, value ?? "revenue"), table };
}

function valuesOfList(caller: string, input: Vector | Column<number>, value: string | undefined): ValueInput {
  if (value !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value },
      `option "value" names a column of a table, but a list of numbers was given`,
    );
  }
  const values = vectorOf(caller, "values", input);
  if (values.length === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no values");
  return { values, table: null };
}

/** An array of objects is rows; anything else that says its length is a list. */
function isList(input: Values): input is Vector | Column<number> {
  if (Array.isArray(input)) return typeof input[0] !== "object" || input[0] === null;
  return typeof input === "object" && input !== null && "length" in input && Number.isInteger(input.length);
}
