import { numberColumn, type Table } from "../table/index.js";
import { type AnswerScale, linearScale, rescaleValues } from "./rescale.js";

/** A column of answers or of an outcome: its name, or its name with the scale it is to be read on. */
export type ScoredColumn = string | { readonly column: string; readonly scale: AnswerScale };

/** The column's name. */
export function columnNameOf(column: ScoredColumn): string {
  return typeof column === "string" ? column : column.column;
}

/** The column's values on its scale; NaN where missing with "keep". Errors: `unknown-column`, `missing-value`, `not-a-number`, `out-of-range`. */
export function scoredColumn(
  caller: string,
  answers: Table,
  column: ScoredColumn,
  missing: "error" | "keep",
): Float64Array {
  const name = columnNameOf(column);
  const values = numberColumn(caller, answers, name, { missing });
  return typeof column === "string" ? values : rescaleValues(caller, name, values, linearScale(caller, column.scale));
}
