import { ClienteleError, levelOption, oneOf } from "../../errors/index.js";
import {
  type AnswerCodes,
  type AnswerColumn,
  answerCodeNames,
  answerReader,
  type NumberInput,
  readAnswerList,
  readWeights,
  type Vector,
  vectorOf,
} from "../../table/index.js";

/** Options shared by the figures that sum up one question. */
export interface AnswerOptions extends AnswerCodes {
  /** Survey weights, one for each answer [1 each]. */
  readonly weights?: Vector;
  /** What becomes of missing answers: `"error"` [default] names the first, `"drop"` leaves them out. */
  readonly missing?: "error" | "drop";
  /** Of the interval [0.95]. */
  readonly confidence?: number;
}

/** Names of {@link AnswerOptions}. */
export const answerOptionNames = ["weights", "missing", "confidence", ...answerCodeNames];

/** The answers to one question that count, with their weights. */
export interface SurveyAnswers {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly confidence: number;
}

/**
 * Reads the answers to one question. Errors: `missing-value` unless dropped, `empty-table` where none is left,
 * `length-mismatch`, `not-a-number`, `out-of-range` (weights).
 */
export function surveyAnswers(caller: string, answers: unknown, options: AnswerOptions): SurveyAnswers {
  const missing = oneOf(caller, "missing", options.missing, ["error", "drop"], "error");
  const confidence = levelOption(caller, "confidence", options.confidence);
  const values = vectorOf(caller, "answers", answers, { missing: missing === "drop" ? "keep" : "error" });
  const weights = readWeights(caller, values.length, options.weights) ?? new Float64Array(values.length).fill(1);
  const kept = values.map((value, row) => (Number.isNaN(value) || weights[row] === 0 ? 0 : 1));
  const count = kept.reduce((total, keep) => total + keep, 0);
  if (count === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no answers");
  if (count === values.length) return { values, weights, confidence };
  return {
    values: values.filter((_, row) => kept[row] === 1),
    weights: weights.filter((_, row) => kept[row] === 1),
    confidence,
  };
}

/** Answers to one question as a caller gives them: numbers, or labels such as "very satisfied", 很满意 or "yes". */
export type AnswerList = NumberInput | readonly (string | number | null)[];

/**
 * Answers as numbers, NaN where missing, by the codes and labels of the options. Errors: those of
 * {@link readAnswerList} and `not-a-number`, `not-finite`.
 */
export function answerNumbers(
  caller: string,
  answers: unknown,
  codes: AnswerCodes,
  reading: AnswerColumn = {},
): Float64Array {
  const column = readAnswerList(caller, "answers", answers, answerReader(caller, codes), reading);
  return vectorOf(caller, "answers", column, { missing: "keep" });
}

/** Refuses answers outside a scale, or between its levels, naming the row. */
export function requireOnScale(
  caller: string,
  values: Float64Array,
  [low, high]: readonly [number, number],
  whole: boolean,
): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value) || (value >= low && value <= high && (!whole || Number.isInteger(value)))) continue;
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "answers", row: row + 1, value },
      `the answer ${value} is not ${whole ? "a whole number" : "a number"} from ${low} to ${high}; where it means ` +
        `that ` +
        `there is no answer, say so with missingValues: [${value}]`,
    );
  }
}
