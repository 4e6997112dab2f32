import { ClienteleError, showValue } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";
import { type AnswerScale, linearScale, rescaleValues } from "./rescale.js";

/** A column of answers or of an outcome: its name, or its name with the scale it is to be read on. */
export type ScoredColumn = string | { readonly column: string; readonly scale: AnswerScale };

/** The column's name. Errors: `invalid-option`. */
export function columnNameOf(caller: string, column: ScoredColumn): string {
  const name: unknown = typeof column === "object" && column !== null ? column.column : column;
  if (typeof name === "string") return name;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: column },
    `expected the name of a column, or { column, scale }, got ${showValue(column)}`,
  );
}

/**
 * The column's values on its scale; NaN where missing with "keep". Errors: `unknown-column`, `missing-value`,
 * `not-a-number`, `out-of-range`, `invalid-option`.
 */
export function scoredColumn(
  caller: string,
  answers: Table,
  column: ScoredColumn,
  missing: "error" | "keep",
): Float64Array {
  const name = columnNameOf(caller, column);
  const values = numberColumn(caller, answers, name, { missing });
  return typeof column === "string" ? values : rescaleValues(caller, name, values, linearScale(caller, column.scale));
}
