import { ClienteleError, knownOptions, numberOption } from "../../errors/index.js";
import { answerCodeNames, farAnswers } from "../../table/index.js";
import { scaleOption } from "./scale-option.js";
import { type AnswerList, type AnswerOptions, answerNumbers, requireOnScale, surveyAnswers } from "./survey-answers.js";

/** Options of {@link satisfactionRate}. */
export interface SatisfactionRateOptions extends Omit<AnswerOptions, "confidence"> {
  /** The least score of a satisfied customer. */
  readonly threshold: number;
  /** The lowest and the highest score [any]. */
  readonly scale?: readonly [number, number];
}

/**
 * What percentage of customers is satisfied?
 *
 * Satisfied (a score of at least `threshold`) over all, times 100. For one plain question; an index of several is
 * {@link weightedIndex}, and the same rate with an interval is {@link customerSatisfactionScore}.
 *
 * Scores may be labels: "very satisfied" … and 很满意 … are 5 … 1, "yes" and "no" 1 and 0.
 *
 * Errors: `out-of-range` (outside `scale`; or, without one, codes such as 99 far outside the other scores, which would
 * count as satisfied: give them as `missingValues`), `column-type` (true and false), `empty-table`, `missing-value`
 * unless `missing` is `"drop"`, `not-a-number`, `invalid-option`.
 *
 * @example
 * ```ts
 * satisfactionRate([100, 80, 60, 40], { threshold: 80 }); // 50
 * ```
 */
export function satisfactionRate(scores: AnswerList, options: SatisfactionRateOptions): number {
  const caller = "satisfactionRate";
  knownOptions(caller, options, ["threshold", "scale", "weights", "missing", ...answerCodeNames]);
  const threshold = numberOption(caller, "threshold", options.threshold);
  const scale = options.scale === undefined ? null : scaleOption(caller, options.scale, [0, 100]);
  const given = answerNumbers(caller, scores, options, { scale });
  if (scale !== null) requireOnScale(caller, given, scale, false);
  else requireNoCodes(caller, given);
  const { values, weights } = surveyAnswers(caller, given, options);
  return 100 * weightedShare(values, weights, (value) => value >= threshold);
}

/** A bare number has no room for a warning, so that codes for "no answer" are refused. */
function requireNoCodes(caller: string, scores: Float64Array): void {
  const far = farAnswers(scores);
  if (far === null) return;
  const code = far.values[0]!;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: "scores", row: scores.indexOf(code) + 1, value: code },
    `${code} lies far outside the other scores, ${far.bulk[0]} to ${far.bulk[1]}; if it means "no answer", say so ` +
      `with ` +
      `missingValues: [${far.values.join(", ")}], and if it is a score, with scale`,
  );
}

/** The share of the weight for which a condition holds. */
export function weightedShare(values: Float64Array, weights: Float64Array, holds: (value: number) => boolean): number {
  let part = 0;
  let whole = 0;
  for (let row = 0; row < values.length; row++) {
    whole += weights[row]!;
    if (holds(values[row]!)) part += weights[row]!;
  }
  return part / whole;
}
