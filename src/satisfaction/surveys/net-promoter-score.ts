import { ClienteleError, knownOptions, levelOption, numberOption, oneOf } from "../../errors/index.js";
import { effectiveCount, normalQuantile } from "../../numeric/index.js";
import {
  type AnswerList,
  type AnswerOptions,
  answerNumbers,
  answerOptionNames,
  requireOnScale,
  surveyAnswers,
} from "./survey-answers.js";

/** Counts of answers, where the answers themselves are not at hand. */
export interface PromoterCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Options of {@link netPromoterScore}. */
export interface NetPromoterOptions extends AnswerOptions {
  /**
   * `"wald"` [default] is the plain interval; `"adjusted"` adds ¾ promoter, 1½ passives and ¾ detractor to its counts,
   * which keeps its level in small samples (Rocks 2016).
   */
  readonly interval?: "wald" | "adjusted";
}

/** A net promoter score, −100..100. */
export interface NetPromoterScore extends PromoterCounts {
  readonly score: number;
  /** 100 · √((P + D − (P − D)²) / n). */
  readonly standardError: number;
  readonly marginOfError: number;
  readonly lower: number;
  readonly upper: number;
  readonly respondents: number;
  /** The equally weighted answers that the survey weights leave, (Σ w)² / Σ w² (Kish 1965). */
  readonly effectiveRespondents: number;
}

/** The classes of the question, 0 to 10. */
const leastPromoter = 9;
const leastPassive = 7;

/** Pseudo-answers of the adjusted interval: promoters and detractors ¾ each, passives twice that. */
const adjustment = 0.75;

/**
 * How likely are customers to recommend us: the percentage of promoters (9 and 10) less that of detractors (0 to 6),
 * with its interval?
 *
 * Takes the answers, whole numbers from 0 to 10, or the counts of the three classes.
 *
 * Variance of one answer: P + D − (P − D)² (B. Rocks 2016, "Interval estimation for the net promoter score", The
 * American Statistician 70). With survey weights the counts in the result are sums of weights and the standard error is
 * that of the weighted mean.
 *
 * Errors: `out-of-range` (an answer that is not a whole number from 0 to 10, with its row), `column-type` (true and
 * false, which are no answers on a scale), `not-a-number` (a label that `answerLabels` does not know), `empty-table`,
 * `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * netPromoterScore([10, 9, 8, 7, 3]).score; // 20
 * netPromoterScore({ promoters: 291, passives: 476, detractors: 395 }).score; // −8.95, ± 4.39
 * ```
 */
export function netPromoterScore(
  answers: AnswerList | PromoterCounts,
  options: NetPromoterOptions = {},
): NetPromoterScore {
  const caller = "netPromoterScore";
  knownOptions(caller, options, [...answerOptionNames, "interval"]);
  const interval = oneOf(caller, "interval", options.interval, ["wald", "adjusted"], "wald");
  const counted = isCounts(answers) ? givenCounts(caller, answers, options) : countedAnswers(caller, answers, options);
  const { promoters, passives, detractors, effective } = counted;
  const total = promoters + passives + detractors;
  const score = (promoters - detractors) / total;
  const added = interval === "adjusted" ? adjustment : 0;
  const scale = effective / total;
  const center = ((promoters - detractors) * scale) / (effective + 4 * added);
  const extremes = ((promoters + detractors) * scale + 2 * added) / (effective + 4 * added);
  const standardError = 100 * Math.sqrt(Math.max(0, extremes - center * center) / (effective + 4 * added));
  const marginOfError = standardError * normalQuantile((1 + counted.confidence) / 2);
  return {
    score: 100 * score,
    standardError,
    marginOfError,
    lower: Math.max(-100, 100 * center - marginOfError),
    upper: Math.min(100, 100 * center + marginOfError),
    promoters,
    passives,
    detractors,
    respondents: counted.respondents,
    effectiveRespondents: counted.effectiveRespondents,
  };
}

interface CountedAnswers extends PromoterCounts {
  readonly respondents: number;
  readonly effectiveRespondents: number;
  /** The number of equally weighted answers that would have the same standard error. */
  readonly effective: number;
  readonly confidence: number;
}

function isCounts(answers: AnswerList | PromoterCounts): answers is PromoterCounts {
  return typeof answers === "object" && answers !== null && "promoters" in answers;
}

function givenCounts(caller: string, counts: PromoterCounts, options: NetPromoterOptions): CountedAnswers {
  if (options.weights !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.weights },
      'option "weights" goes with answers, not with counts',
    );
  }
  const [promoters, passives, detractors] = (["promoters", "passives", "detractors"] as const).map((name) =>
    numberOption(caller, name, counts[name], { min: 0 }),
  ) as [number, number, number];
  const respondents = promoters + passives + detractors;
  if (respondents === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no answers");
  const confidence = levelOption(caller, "confidence", options.confidence);
  return {
    promoters,
    passives,
    detractors,
    respondents,
    effectiveRespondents: respondents,
    effective: respondents,
    confidence,
  };
}

function countedAnswers(caller: string, answers: AnswerList, options: NetPromoterOptions): CountedAnswers {
  const given = answerNumbers(caller, answers, options, { scale: [0, 10] });
  requireOnScale(caller, given, [0, 10], true);
  const { values, weights, confidence } = surveyAnswers(caller, given, options);
  let promoters = 0;
  let detractors = 0;
  let passives = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value >= leastPromoter) promoters += weights[row]!;
    else if (value >= leastPassive) passives += weights[row]!;
    else detractors += weights[row]!;
  }
  const score = (promoters - detractors) / (promoters + passives + detractors);
  return {
    promoters,
    passives,
    detractors,
    respondents: values.length,
    effectiveRespondents: effectiveCount(weights),
    effective: effectiveAnswers(values, weights, score),
    confidence,
  };
}

/**
 * σ² (Σ w)² / Σ w² (x − x̄)², which is n under equal weights; Kish's (Σ w)² / Σ w² where all answers are of one class.
 */
function effectiveAnswers(values: Float64Array, weights: Float64Array, score: number): number {
  let sum = 0;
  let squares = 0;
  let variance = 0;
  let squaredWeights = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const weight = weights[row]!;
    const deviation = (value >= leastPromoter ? 1 : value >= leastPassive ? 0 : -1) - score;
    sum += weight;
    squaredWeights += weight * weight;
    variance += weight * deviation * deviation;
    squares += (weight * deviation) ** 2;
  }
  return squares > 0 ? (variance * sum) / squares : (sum * sum) / squaredWeights;
}
