import { ClienteleError, knownOptions, levelOption, numberOption, oneOf, showValue } from "../../errors/index.js";
import {
  hcRegression,
  type MeanEstimate,
  normalQuantile,
  weightedCorrelation,
  weightedMeanEstimate,
} from "../../numeric/index.js";
import {
  type AnswerCodes,
  answerCodeNames,
  createTable,
  type Present,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type AnswerScale, linearScale } from "../surveys/rescale.js";
import {
  columnNameOf,
  type ScoredColumn,
  scoredAnswers,
  scoredColumn,
  scoredWarnings,
} from "../surveys/scored-column.js";
import { type OutcomeCurveColumns, outcomeCurve } from "./outcome-curve.js";

/** What perceived value is related to. */
export type ValueOutcome = "loyalty" | "retention" | "recommendation";

/** Options of {@link perceivedValue}. */
export interface PerceivedValueOptions extends AnswerCodes {
  /** The column of "given the price, how good is the quality?" */
  readonly qualityGivenPrice: string;
  /** The column of "given the quality, how good is the price?" */
  readonly priceGivenQuality: string;
  /** The scale of both questions [`{ from: [1, 10] }`, read as 0..100]. */
  readonly scale?: AnswerScale;
  /** The shares of the two questions in the index [0.5 each]. */
  readonly itemWeights?: readonly [number, number];
  /** Columns of what value is to be related to; an intention, or what was done (1, true / 0, false). */
  readonly loyalty?: ScoredColumn;
  readonly retention?: ScoredColumn;
  readonly recommendation?: ScoredColumn;
  /** Survey weights: a column, or a number for each respondent [1 each]. */
  readonly weights?: SurveyWeights;
  /**
   * What becomes of missing answers: `"error"` [default] names the first; `"listwise"` leaves out respondents who lack
   * a value question, and for each outcome those who lack it.
   */
  readonly missing?: "error" | "listwise";
  /** Points of the curves where the index has more than 20 levels [10]. */
  readonly bins?: number;
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** Columns of {@link PerceivedValue.questions}. */
export type ValueQuestionColumns = {
  question: Present<"qualityGivenPrice" | "priceGivenQuality">;
  column: Present<string>;
  weight: number;
  respondents: number;
  score: number;
  standardError: number;
  lower: number;
  upper: number;
};

/** Columns of {@link PerceivedValue.relations}. */
export type ValueRelationColumns = {
  outcome: ValueOutcome;
  column: string;
  respondents: number;
  /** Pearson's correlation with the index, and its interval by Fisher's z; missing where the outcome is constant. */
  correlation: number;
  correlationLower: number;
  correlationUpper: number;
  /** Change of the outcome with one point of perceived value, with its robust interval. */
  perPoint: number;
  lower: number;
  upper: number;
  pValue: number;
};

/** Columns of {@link PerceivedValue.curves}. */
export type ValueCurveColumns = { outcome: ValueOutcome } & Omit<OutcomeCurveColumns, "outcome"> & { mean: number };

/** Perceived value and what goes with it. */
export interface PerceivedValue extends Omit<MeanEstimate, "mean"> {
  /** The mean index of perceived value, 0..100 (or the range of the scale's `to`). */
  readonly index: number;
  readonly questions: Table<ValueQuestionColumns>;
  /**
   * Quality given the price less price given the quality: below 0 the quality is the weaker side, above 0 the price.
   */
  readonly balance: MeanEstimate;
  /**
   * How far the two questions agree: their correlation and the Spearman-Brown reliability of their sum; null where one
   * is constant.
   */
  readonly agreement: { readonly correlation: number | null; readonly reliability: number | null };
  /** A row for each outcome given. */
  readonly relations: Table<ValueRelationColumns>;
  /** The mean of each outcome against perceived value. */
  readonly curves: Table<ValueCurveColumns>;
  /** Each respondent's index, in the order of the answers; NaN where a question is missing. */
  readonly scores: Float64Array;
  readonly ledger: { readonly respondents: number; readonly used: number; readonly dropped: number };
  /** Answers that look like codes for "no answer", where no scale is declared. */
  readonly warnings: readonly string[];
}

const outcomes = ["loyalty", "retention", "recommendation"] as const;

/**
 * Do customers think they get what they pay for, and does it keep them?
 *
 * Perceived value from its two questions, quality given the price and price given the quality, as one index on 0..100;
 * related to loyalty, retention and recommendation by correlation, by what a point of value goes with, and by the
 * curve.
 *
 * Errors: `unknown-column`, `missing-value` unless dropped, `out-of-range` (an answer outside the scale, with question
 * and respondent), `weights-sum`, `empty-table`, `invalid-option`.
 *
 * @example
 * ```ts
 * const answers = { quality: [8, 6, 9, 4, 7], price: [7, 6, 8, 3, 5], stays: [1, 1, 1, 0, 0] };
 * const value = perceivedValue(answers, {
 *   qualityGivenPrice: "quality",
 *   priceGivenQuality: "price",
 *   retention: "stays",
 * });
 * value.index; // 58.9
 * value.relations.toString();
 * ```
 */
export function perceivedValue(answers: TableInput, options: PerceivedValueOptions): PerceivedValue {
  const caller = "perceivedValue";
  const read = readValueAnswers(caller, answers, options);
  const { table, quality, price, scores, weights, keep, confidence } = read;
  const { mean: index, ...estimate } = weightedMeanEstimate(scores, weights, confidence);
  if (index === null) {
    throw new ClienteleError("empty-table", { function: caller }, "no respondent has answered both questions");
  }
  const related = outcomes.flatMap((outcome) => {
    const column = options[outcome];
    if (column === undefined) return [];
    return [{ outcome, column: columnNameOf(caller, column), values: scoredColumn(caller, table, column, keep) }];
  });
  const correlation = weightedCorrelation(quality, price, weights);
  const used = scores.reduce((count, score) => count + (Number.isNaN(score) ? 0 : 1), 0);
  return {
    index,
    ...estimate,
    questions: questionTable(read, options),
    balance: weightedMeanEstimate(
      quality.map((score, row) => score - price[row]!),
      weights,
      confidence,
    ),
    agreement: {
      correlation,
      reliability: correlation === null || correlation <= -1 ? null : (2 * correlation) / (1 + correlation),
    },
    relations: relationTable(read, related),
    curves: stackCurves(
      related.map(({ outcome, values }) => ({ outcome, curve: outcomeCurve(scores, values, weights, read) })),
    ),
    scores,
    ledger: { respondents: table.numRows, used, dropped: table.numRows - used },
    warnings: scoredWarnings(related.map(({ outcome, values }) => ({ column: options[outcome]!, values }))),
  };
}

/** The answers to the two questions on their scale, and the options checked. */
interface ValueAnswers {
  readonly table: Table;
  readonly quality: Float64Array;
  readonly price: Float64Array;
  /** The shares of the two questions in the index. */
  readonly shares: readonly [quality: number, price: number];
  /** The index of each respondent. */
  readonly scores: Float64Array;
  readonly weights: Float64Array;
  readonly keep: "error" | "keep";
  readonly bins: number;
  readonly confidence: number;
}

function readValueAnswers(caller: string, answers: TableInput, options: PerceivedValueOptions): ValueAnswers {
  knownOptions(caller, options, [
    "qualityGivenPrice",
    "priceGivenQuality",
    "scale",
    "itemWeights",
    ...outcomes,
    "weights",
    "missing",
    "bins",
    "confidence",
    ...answerCodeNames,
  ]);
  const missing = oneOf(caller, "missing", options.missing, ["error", "listwise"], "error");
  const keep = missing === "error" ? "error" : "keep";
  const bins = numberOption(caller, "bins", options.bins ?? 10, { min: 2, integer: true });
  const confidence = levelOption(caller, "confidence", options.confidence);
  const scale = options.scale ?? { from: [1, 10] };
  linearScale(caller, scale);
  const shares = readShares(caller, options.itemWeights);
  const questions = [
    { column: options.qualityGivenPrice, scale },
    { column: options.priceGivenQuality, scale },
  ] as const;
  const related = outcomes.map((outcome) => options[outcome]);
  const table = scoredAnswers(caller, toTable(caller, answers), [...questions, ...related], options);
  requireRows(caller, table);
  const quality = scoredColumn(caller, table, questions[0], keep);
  const price = scoredColumn(caller, table, questions[1], keep);
  const weights = surveyWeights(caller, table, options.weights);
  const scores = quality.map((score, row) => shares[0] * score + shares[1] * price[row]!);
  return { table, quality, price, shares, scores, weights, keep, bins, confidence };
}

/** The mean answer to each question, of those who answered both. */
function questionTable(
  { quality, price, shares, scores, weights, confidence }: ValueAnswers,
  { qualityGivenPrice, priceGivenQuality }: PerceivedValueOptions,
): Table<ValueQuestionColumns> {
  const means = [quality, price].map((values) => {
    const ofBoth = values.map((value, row) => (Number.isNaN(scores[row]!) ? Number.NaN : value));
    return weightedMeanEstimate(ofBoth, weights, confidence);
  });
  return createTable<ValueQuestionColumns>({
    question: ["qualityGivenPrice", "priceGivenQuality"],
    column: [qualityGivenPrice, priceGivenQuality],
    weight: shares,
    respondents: means.map(({ respondents }) => respondents),
    score: means.map(({ mean }) => mean),
    standardError: means.map(({ standardError }) => standardError),
    lower: means.map(({ lower }) => lower),
    upper: means.map(({ upper }) => upper),
  });
}

/** An outcome that value is related to. */
interface RelatedOutcome {
  readonly outcome: ValueOutcome;
  readonly column: string;
  readonly values: Float64Array;
}

function relationTable(
  { scores, weights, confidence }: ValueAnswers,
  related: readonly RelatedOutcome[],
): Table<ValueRelationColumns> {
  const relations = related.map(({ values }) => relation(scores, values, weights, confidence));
  return createTable<ValueRelationColumns>({
    outcome: related.map(({ outcome }) => outcome),
    column: related.map(({ column }) => column),
    respondents: relations.map(({ respondents }) => respondents),
    correlation: relations.map((row) => row.correlation),
    correlationLower: relations.map(({ correlationLower }) => correlationLower),
    correlationUpper: relations.map(({ correlationUpper }) => correlationUpper),
    perPoint: relations.map(({ slope }) => slope.slope),
    lower: relations.map(({ slope }) => slope.lower),
    upper: relations.map(({ slope }) => slope.upper),
    pValue: relations.map(({ slope }) => slope.pValue),
  });
}

function readShares(caller: string, given: unknown): readonly [number, number] {
  if (given === undefined) return [0.5, 0.5];
  const isPair =
    Array.isArray(given) &&
    given.length === 2 &&
    given.every((share) => typeof share === "number" && share >= 0 && share <= 1);
  if (!isPair) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "itemWeights" must be two shares like [0.5, 0.5], got ${showValue(given)}`,
    );
  }
  const [first, second] = given as [number, number];
  if (Math.abs(first + second - 1) <= 1e-6) return [first, second];
  throw new ClienteleError(
    "weights-sum",
    { function: caller, value: first + second },
    `option "itemWeights" sums to ${first + second} where it must sum to 1`,
  );
}

/** Correlation and slope of an outcome on the index. Fisher's z has the standard error 1/√(n − 3). */
function relation(scores: Float64Array, outcome: Float64Array, weights: Float64Array, confidence: number) {
  const rows: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    if (!Number.isNaN(scores[row]! + outcome[row]!) && weights[row]! > 0) rows.push(row);
  }
  const correlation = weightedCorrelation(scores, outcome, weights);
  const known = correlation !== null && rows.length > 3;
  const reach = known ? normalQuantile((1 + confidence) / 2) / Math.sqrt(rows.length - 3) : Number.NaN;
  return {
    respondents: rows.length,
    correlation,
    correlationLower: known ? Math.tanh(Math.atanh(correlation) - reach) : null,
    correlationUpper: known ? Math.tanh(Math.atanh(correlation) + reach) : null,
    slope: hcRegression({ rows, columns: [scores], outcome, weights }, confidence),
  };
}

function stackCurves(
  curves: readonly { readonly outcome: ValueOutcome; readonly curve: Table<OutcomeCurveColumns> }[],
): Table<ValueCurveColumns> {
  const rows = curves.flatMap(({ outcome, curve }) => curve.toRows().map((row) => ({ name: outcome, row })));
  return createTable<ValueCurveColumns>({
    outcome: rows.map(({ name }) => name),
    from: rows.map(({ row }) => row.from),
    to: rows.map(({ row }) => row.to),
    score: rows.map(({ row }) => row.score),
    respondents: rows.map(({ row }) => row.respondents),
    mean: rows.map(({ row }) => row.outcome),
    standardError: rows.map(({ row }) => row.standardError),
    lower: rows.map(({ row }) => row.lower),
    upper: rows.map(({ row }) => row.upper),
  });
}
