import { columnList } from "../../errors/index.js";
import {
  type AnswerCodes,
  createTable,
  numberColumn,
  type Points,
  pointsOf,
  readAnswerTable,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Items as columns of numbers, a row per respondent (or alternative). */
export interface ItemColumns {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly rows: number;
}

/**
 * The numeric columns of anything tabular, of a matrix or of an array of rows: all of them, or those named. `missing:
 * "keep"` gives NaN for a missing cell, otherwise it is an error that names item and row. With `codes` the columns are
 * answers to questions, by their codes and labels.
 */
export function itemColumns(
  caller: string,
  input: TableInput | Points,
  names?: readonly string[],
  missing: "error" | "keep" = "error",
  codes?: AnswerCodes,
): ItemColumns {
  if (isMatrix(input)) {
    const keep = codes === undefined ? missing : "keep";
    const { data, rows, columns, names: all } = pointsOf(caller, input, { missing: keep });
    const stored = all.map((_, c) => Float64Array.from({ length: rows }, (_, row) => data[row * columns + c]!));
    if (names === undefined && codes === undefined) return { names: all, columns: stored, rows };
    return itemColumns(caller, createTable(all.map((name, c) => [name, stored[c]!])), names, missing, codes);
  }
  const given = toTable(caller, input);
  const chosen = names === undefined ? given.columnNames : columnList(caller, "items", names);
  const answers = codes === undefined ? given : readAnswerTable(caller, given, chosen, codes);
  return {
    names: chosen,
    columns: chosen.map((name) => numberColumn(caller, answers, name, { missing })),
    rows: answers.numRows,
  };
}

function isMatrix(input: TableInput | Points): input is Exclude<Points, { readonly numRows: number }> {
  if (Array.isArray(input)) return Array.isArray(input[0]);
  return (
    typeof input === "object" && input !== null && "data" in input && "rows" in input && typeof input.rows === "number"
  );
}
