import { ClienteleError } from "../errors/index.js";
import {
  hasColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
  type Vector,
  vectorOf,
} from "../table/index.js";

/** Values with the table they come from, if they come from one. */
export interface ValueInput {
  readonly values: Float64Array;
  readonly table: Table | null;
}

/**
 * Reads a list of numbers, or the column `value` of a table [`"revenue"`]. Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`.
 */
export function valueInput(caller: string, input: Vector | TableInput, value: string | undefined): ValueInput {
  if (!isVector(input)) {
    const table = toTable(caller, input);
    requireRows(caller, table);
    if (value === undefined && !hasColumn(table, "revenue")) {
      throw new ClienteleError(
        "unknown-column",
        { function: caller, column: "revenue" },
        `there is no such column; name the one to look at with the option "value": ${table.columnNames.map((name) => JSON.stringify(name)).join(", ")}`,
      );
    }
    return { values: numberColumn(caller, table, value ?? "revenue"), table };
  }
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

function isVector(input: Vector | TableInput): input is Vector {
  if (Array.isArray(input)) return typeof input[0] !== "object" || input[0] === null;
  return ArrayBuffer.isView(input);
}
