import { ClienteleError } from "../errors/index.js";
import { numberColumn } from "./read-columns.js";
import type { Table } from "./table.js";
import { type Vector, vectorOf } from "./vectors.js";

/** Survey weights as a caller gives them: the name of a column of the answers, or a number for each respondent. */
export type SurveyWeights = string | Vector;

/**
 * The survey weights of the respondents, or 1 for each. Errors: `out-of-range` (negative, or all 0), `length-mismatch`,
 * `missing-value`, `unknown-column`.
 */
export function surveyWeights(caller: string, answers: Table, weights: SurveyWeights | undefined): Float64Array {
  if (weights === undefined) return new Float64Array(answers.numRows).fill(1);
  const column = typeof weights === "string" ? weights : "weights";
  const values =
    typeof weights === "string" ? numberColumn(caller, answers, weights) : vectorOf(caller, "weights", weights);
  return checkedWeights(caller, column, values, answers.numRows);
}

/** Weights for a vector of answers. */
export function answerWeights(caller: string, weights: Vector | undefined, count: number): Float64Array {
  if (weights === undefined) return new Float64Array(count).fill(1);
  return checkedWeights(caller, "weights", vectorOf(caller, "weights", weights), count);
}

function checkedWeights(caller: string, column: string, values: Float64Array, count: number): Float64Array {
  if (values.length !== count) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, column, value: values.length },
      `there are ${values.length} weights for ${count} respondents`,
    );
  }
  let positive = count === 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < 0) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column, row: row + 1, value },
        `a weight must be at least 0, got ${value}`,
      );
    }
    positive ||= value > 0;
  }
  if (positive) return values;
  throw new ClienteleError("out-of-range", { function: caller, column }, "all weights are 0");
}
