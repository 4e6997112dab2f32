import { ClienteleError, requireSameLength } from "../../errors/index.js";
import { type NumberInput, type RowWeights, vectorOf } from "../../table/index.js";

/** A yes/no outcome as callers may give it: 1 and 0, or true and false. */
export type Outcome = NumberInput | readonly boolean[];

/** The outcome of each row as 0 or 1, and how many cases have each. */
export interface Classes {
  readonly y: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Reads an outcome of 0 and 1. Errors: `length-mismatch`, `out-of-range`, `one-class` (also when all rows of a class
 * weigh nothing), those of `vectorOf`.
 */
export function readOutcome(
  caller: string,
  input: Outcome,
  rows: number,
  rowWeights: Pick<RowWeights, "count" | "combined"> = { count: null, combined: null },
): Classes {
  const y = vectorOf(caller, "y", input);
  requireSameLength(caller, "y", y.length, rows);
  const size = [0, 0];
  const weight = [0, 0];
  for (let row = 0; row < rows; row++) {
    const value = y[row]!;
    if (value !== 0 && value !== 1) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: "y", row: row + 1, value },
        `an outcome must be 0 or 1, got ${value}`,
      );
    }
    size[value]! += rowWeights.count === null ? 1 : rowWeights.count[row]!;
    weight[value]! += rowWeights.combined === null ? 1 : rowWeights.combined[row]!;
  }
  const [negatives, positives] = size as [number, number];
  if (weight[0] === 0 || weight[1] === 0) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: "y" },
      `every outcome${rowWeights.combined === null ? "" : " that weighs anything"} is ${weight[1] === 0 ? 0 : 1}: ` +
        "there is nothing to tell apart",
    );
  }
  return { y, positives, negatives };
}
