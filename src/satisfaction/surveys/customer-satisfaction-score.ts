import { knownOptions, numberOption } from "../../errors/index.js";
import { effectiveCount, weightedMeanEstimate, wilsonInterval } from "../../numeric/index.js";
import { weightedShare } from "./satisfaction-rate.js";
import { scaleOption } from "./scale-option.js";
import {
  type AnswerList,
  type AnswerOptions,
  answerNumbers,
  answerOptionNames,
  requireOnScale,
  surveyAnswers,
} from "./survey-answers.js";

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
  /** The equally weighted answers that the survey weights leave, (Σ w)² / Σ w² (Kish 1965). */
  readonly effectiveRespondents: number;
}

/**
 * CSAT: what percentage of customers is satisfied, give or take?
 *
 * The share of answers at or above `satisfied`, times 100, with Wilson's interval, and the mean answer.
 *
 * Answers may be labels: "very satisfied" … "very dissatisfied" and 很满意 … 很不满意 are 5 … 1.
 *
 * Errors: `out-of-range` (an answer outside the scale, with its row), `column-type` (true and false), `not-a-number`
 * (an unknown label), `empty-table`, `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * customerSatisfactionScore([5, 4, 4, 3, 1]).score; // 60
 * ```
 */
export function customerSatisfactionScore(
  answers: AnswerList,
  options: SatisfactionScoreOptions = {},
): SatisfactionScore {
  const caller = "customerSatisfactionScore";
  knownOptions(caller, options, [...answerOptionNames, "scale", "satisfied"]);
  const scale = scaleOption(caller, options.scale, [1, 5]);
  const satisfied = numberOption(caller, "satisfied", options.satisfied ?? scale[1] - 1, {
    min: scale[0],
    max: scale[1],
  });
  const given = answerNumbers(caller, answers, options, { scale });
  return topBoxes(caller, given, { ...options, scale, least: satisfied });
}

/** The share of answers of at least `least` on a scale, and the mean. */
export function topBoxes(
  caller: string,
  answers: Float64Array,
  options: AnswerOptions & { readonly scale: readonly [number, number]; readonly least: number },
): SatisfactionScore {
  requireOnScale(caller, answers, options.scale, false);
  const { values, weights, confidence } = surveyAnswers(caller, answers, options);
  const share = weightedShare(values, weights, (value) => value >= options.least);
  const effectiveRespondents = effectiveCount(weights);
  const interval = wilsonInterval(share, effectiveRespondents, confidence);
  const { mean, standardError } = weightedMeanEstimate(values, weights, confidence);
  return {
    score: 100 * share,
    lower: 100 * interval.lower,
    upper: 100 * interval.upper,
    mean: mean ?? 0,
    standardError,
    respondents: values.length,
    effectiveRespondents,
  };
}
