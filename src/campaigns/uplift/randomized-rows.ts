import { ClienteleError, requireSameLength } from "../../errors/index.js";
import type { Outcome } from "../../learning/index.js";
import { vectorOf } from "../../table/index.js";

/** Who was treated and what became of it. */
export interface RandomizedRows {
  readonly y: Float64Array;
  /** 1 for treated, 0 for control. */
  readonly treated: Float64Array;
  readonly treatedRows: number;
  readonly controlRows: number;
}

/**
 * Reads outcome and treatment. Errors: `length-mismatch`, `out-of-range` for anything but 0 and 1, `one-class` without
 * treated or without control.
 */
export function readRandomized(caller: string, outcome: Outcome, treatment: Outcome, rows?: number): RandomizedRows {
  const y = vectorOf(caller, "y", outcome);
  const treated = vectorOf(caller, "treated", treatment);
  requireSameLength(caller, "treated", treated.length, y.length);
  if (rows !== undefined) requireSameLength(caller, "y", y.length, rows);
  requireFlags(caller, "y", y);
  requireFlags(caller, "treated", treated);
  const treatedRows = treated.reduce((sum, flag) => sum + flag, 0);
  const controlRows = treated.length - treatedRows;
  if (treatedRows === 0 || controlRows === 0) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: "treated" },
      `an effect needs both treated and control, got ${treatedRows} treated and ${controlRows} control`,
    );
  }
  return { y, treated, treatedRows, controlRows };
}

function requireFlags(caller: string, column: string, values: Float64Array): void {
  const broken = values.findIndex((value) => value !== 0 && value !== 1);
  if (broken < 0) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column, row: broken + 1, value: values[broken] },
    `must be 0 or 1, or true or false, got ${values[broken]}`,
  );
}
