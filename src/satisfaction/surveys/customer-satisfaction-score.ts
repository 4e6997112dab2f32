import { knownOptions, numberOption } from "../../errors/index.js";
import { effectiveCount, weightedMeanEstimate, wilsonInterval } from "../../numeric/index.js";
import type { Vector } from "../../table/index.js";
import { weightedShare } from "./satisfaction-rate.js";
import { scaleOption } from "./scale-option.js";
import { type AnswerOptions, answerOptionNames, requireOnScale, surveyAnswers } from "./survey-answers.js";

/** Options of {@link customerSatisfactionScore}. */
export interface SatisfactionScoreOptions extends AnswerOptions {
  /** The lowest and the highest answer [[1, 5]]. */
  readonly scale?: readonly [number, number];
  /** The least answer that counts as satisfied [the second highest level, for the "top two boxes"]. */
  readonly satisfied?: number;
}

/** A percentage of customers with its interval, and the mean behind it. */
export interface SatisfactionScore {
  /** Percent of answers at or above the threshold, 0..100. */
  readonly score: number;
  /** Wilson's interval of the percentage; under survey weights for the effective number of answers. */
  readonly lower: number;
  readonly upper: number;
  /** The mean answer, on the scale of the answers. */
  readonly mean: number;
  /** Of the mean; null below two answers. */
  readonly standardError: number | null;
  readonly respondents: number;
}

/**
 * CSAT: what percentage of customers is satisfied, give or take?
 *
 * The share of answers at or above `satisfied`, times 100, with Wilson's interval, and the mean answer.
 *
 * Errors: `out-of-range` (an answer outside the scale, with its row), `empty-table`, `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * customerSatisfactionScore([5, 4, 4, 3, 1]).score; // 60
 * ```
 */
export function customerSatisfactionScore(answers: Vector, options: SatisfactionScoreOptions = {}): SatisfactionScore {
  const caller = "customerSatisfactionScore";
  knownOptions(caller, options, [...answerOptionNames, "scale", "satisfied"]);
  const scale = scaleOption(caller, options.scale, [1, 5]);
  const satisfied = numberOption(caller, "satisfied", options.satisfied ?? scale[1] - 1, {
    min: scale[0],
    max: scale[1],
  });
  return topBoxes(caller, answers, { ...options, scale, least: satisfied });
}

/** The share of answers of at least `least` on a scale, and the mean. */
export function topBoxes(
  caller: string,
  answers: Vector,
  options: AnswerOptions & { readonly scale: readonly [number, number]; readonly least: number },
): SatisfactionScore {
  requireOnScale(caller, answers, options.scale, false);
  const { values, weights, confidence } = surveyAnswers(caller, answers, options);
  const share = weightedShare(values, weights, (value) => value >= options.least);
  const interval = wilsonInterval(share, effectiveCount(weights), confidence);
  const { mean, standardError } = weightedMeanEstimate(values, weights, confidence);
  return {
    score: 100 * share,
    lower: 100 * interval.lower,
    upper: 100 * interval.upper,
    mean: mean ?? 0,
    standardError,
    respondents: values.length,
  };
}
