import { ClienteleError, showValue } from "../../errors/index.js";
import { type AnswerCodes, farAnswersWarning, numberColumn, readAnswerTable, type Table } from "../../table/index.js";
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

/**
 * The answers with the codes and labels in those columns read as numbers; true and false, as in a column of who stayed,
 * are 1 and 0. Errors: those of {@link readAnswerTable}.
 */
export function scoredAnswers(
  caller: string,
  answers: Table,
  columns: readonly (ScoredColumn | undefined)[],
  codes: AnswerCodes,
): Table {
  const given = columns.filter((column) => column !== undefined);
  const scales = new Map(
    given.map((column) => {
      if (typeof column !== "object" || column === null) return [columnNameOf(caller, column), null] as const;
      const { low, high } = linearScale(caller, column.scale);
      return [columnNameOf(caller, column), [low, high] as const] as const;
    }),
  );
  return readAnswerTable(caller, answers, [...scales.keys()], codes, (name) => ({
    scale: scales.get(name) ?? null,
    flags: (scales.get(name) ?? null) === null,
  }));
}

/** A line for every column without a scale whose answers look like codes for "no answer". */
export function scoredWarnings(
  columns: readonly { readonly column: ScoredColumn; readonly values: Float64Array }[],
): string[] {
  return columns.flatMap(({ column, values }) =>
    typeof column === "string" ? (farAnswersWarning(column, values) ?? []) : [],
  );
}
