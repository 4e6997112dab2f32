import { knownOptions, numberOption } from "../../errors/index.js";
import type { Vector } from "../../table/index.js";
import { type AnswerOptions, surveyAnswers } from "./survey-answers.js";

/** Options of {@link satisfactionRate}. */
export interface SatisfactionRateOptions extends Pick<AnswerOptions, "weights" | "missing"> {
  /** The least score of a satisfied customer. */
  readonly threshold: number;
}

/**
 * What percentage of customers is satisfied?
 *
 * Satisfied (a score of at least `threshold`) over all, times 100. For one plain question; an index of several is
 * {@link weightedIndex}, and the same rate with an interval is {@link customerSatisfactionScore}.
 *
 * Errors: `empty-table`, `missing-value` unless `missing` is `"drop"`, `not-a-number`, `invalid-option`.
 *
 * @example
 * ```ts
 * satisfactionRate([100, 80, 60, 40], { threshold: 80 }); // 50
 * ```
 */
export function satisfactionRate(scores: Vector, options: SatisfactionRateOptions): number {
  const caller = "satisfactionRate";
  knownOptions(caller, options, ["threshold", "weights", "missing"]);
  const threshold = numberOption(caller, "threshold", options.threshold);
  const { values, weights } = surveyAnswers(caller, scores, options);
  return 100 * weightedShare(values, weights, (value) => value >= threshold);
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
