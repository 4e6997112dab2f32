import { ClienteleError, showValue } from "../../errors/index.js";
import type { Outcome } from "../../learning/index.js";
import { type Column, findColumn, isNumberText, numberColumn, type Table, vectorOf } from "../../table/index.js";

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
  const stored = findColumn(caller, table, column);
  if (stored.type === "string") refuseWords(caller, stored);
  return yesOrNo(caller, column, numberColumn(caller, table, column));
}

/** Words for yes and no say what they mean to people only. Errors: `not-a-number`. */
function refuseWords(caller: string, column: Column): void {
  const texts: readonly unknown[] = column.toArray();
  const row = texts.findIndex((text) => typeof text === "string" && text.trim() !== "" && !isNumberText(text));
  if (row < 0) return;
  const value = texts[row];
  throw new ClienteleError(
    "not-a-number",
    { function: caller, column: column.name, row: row + 1, value },
    `an outcome must be 0 or 1, or true or false, got ${showValue(value)}; make it so with withColumn: ` +
      `(row) => row[${showValue(column.name)}] === ${showValue(value)}`,
  );
}

/** A list of outcomes, 0 or 1, or true or false. Errors: those of `vectorOf`, `out-of-range`, `empty-table`. */
export function readOutcomes(caller: string, name: string, outcome: Outcome): Float64Array {
  const values = yesOrNo(caller, name, vectorOf(caller, name, outcome));
  if (values.length > 0) return values;
  throw new ClienteleError("empty-table", { function: caller, column: name }, "there are no outcomes");
}
