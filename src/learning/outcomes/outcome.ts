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
  const size = sizesOf(caller, y, rowWeights.count);
  const weight = rowWeights.combined === rowWeights.count ? size : sizesOf(caller, y, rowWeights.combined);
  const [negatives, positives] = size;
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

/** Rows of each class, or the sum of what each counts: negatives, positives. Errors: `out-of-range`. */
function sizesOf(caller: string, y: Float64Array, size: Float64Array | null): readonly [number, number] {
  let negatives = 0;
  let positives = 0;
  for (let row = 0; row < y.length; row++) {
    const value = y[row]!;
    if (value !== 0 && value !== 1) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: "y", row: row + 1, value },
        `an outcome must be 0 or 1, got ${value}`,
      );
    }
    const own = size === null ? 1 : size[row]!;
    negatives += (1 - value) * own;
    positives += value * own;
  }
  return [negatives, positives];
}
