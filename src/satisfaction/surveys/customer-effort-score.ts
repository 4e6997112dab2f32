import { knownOptions, numberOption, oneOf } from "../../errors/index.js";
import { weightedMeanEstimate } from "../../numeric/index.js";
import { topBoxes } from "./customer-satisfaction-score.js";
import { scaleOption } from "./scale-option.js";
import {
  type AnswerList,
  type AnswerOptions,
  answerNumbers,
  answerOptionNames,
  requireOnScale,
  surveyAnswers,
} from "./survey-answers.js";

/** Options of {@link customerEffortScore}. */
export interface EffortScoreOptions extends AnswerOptions {
  /** The lowest and the highest answer [[1, 7]]. */
  readonly scale?: readonly [number, number];
  /**
   * What a high answer says [`"easy"`, as in "the company made it easy for me"; `"effort"` for "how much effort did it
   * take?"].
   */
  readonly high?: "easy" | "effort";
  /** How many of the easiest levels count as easy [3]. */
  readonly easyLevels?: number;
}

/** How easy customers find it. */
export interface EffortScore {
  /**
   * The mean answer on the scale of the answers; higher is easier (with `high: "effort"` the answers are mirrored
   * first).
   */
  readonly score: number;
  /** Of the score, by Student's t; null below two answers. */
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Percent of answers on the easiest levels, with Wilson's interval. */
  readonly easy: { readonly score: number; readonly lower: number; readonly upper: number };
  readonly respondents: number;
  /** The equally weighted answers that the survey weights leave, (Σ w)² / Σ w² (Kish 1965). */
  readonly effectiveRespondents: number;
}

/**
 * CES: how easy was it for customers to get what they came for?
 *
 * The mean on the scale of the question (Dixon, Freeman and Toman 2010; from 2013 on 1 to 7, high is easy), with its
 * interval, and the percentage on the easiest levels.
 *
 * Errors: `out-of-range` (an answer outside the scale, with its row), `empty-table`, `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * customerEffortScore([7, 6, 5, 3]).score; // 5.25
 * ```
 */
export function customerEffortScore(answers: AnswerList, options: EffortScoreOptions = {}): EffortScore {
  const caller = "customerEffortScore";
  knownOptions(caller, options, [...answerOptionNames, "scale", "high", "easyLevels"]);
  const scale = scaleOption(caller, options.scale, [1, 7]);
  const high = oneOf(caller, "high", options.high, ["easy", "effort"], "easy");
  const levels = numberOption(caller, "easyLevels", options.easyLevels ?? 3, {
    min: 1,
    max: Math.max(1, scale[1] - scale[0]),
  });
  const given = answerNumbers(caller, answers, options, { scale });
  requireOnScale(caller, given, scale, false);
  const ease = high === "easy" ? given : given.map((value) => scale[0] + scale[1] - value);
  const { values, weights, confidence } = surveyAnswers(caller, ease, options);
  const estimate = weightedMeanEstimate(values, weights, confidence);
  const easiest = topBoxes(caller, ease, { ...options, scale, least: scale[1] - levels + 1 });
  return {
    score: easiest.mean,
    standardError: estimate.standardError,
    lower: estimate.lower,
    upper: estimate.upper,
    easy: { score: easiest.score, lower: easiest.lower, upper: easiest.upper },
    respondents: easiest.respondents,
    effectiveRespondents: easiest.effectiveRespondents,
  };
}
