import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  oneOf,
  requireColumnName,
  showValue,
} from "../../errors/index.js";
import { symmetricEigen } from "../../numeric/index.js";
import {
  type CorrelationRegression,
  correlationRegression,
  type MissingAnswerPolicy,
  missingPolicies,
  readAnswers,
  reduceAnswers,
} from "../../path-models/index.js";
import { type AnswerCodes, answerCodeNames, type SurveyWeights, type TableInput } from "../../table/index.js";

/** Options of {@link regressionWeights}. */
export interface RegressionWeightOptions extends AnswerCodes {
  /** The question that sums it all up, such as overall satisfaction. */
  readonly outcome: string;
  /** The questions to be weighed. */
  readonly items: readonly string[];
  /**
   * `"relative"` (the default): Johnson's relative weights, never negative. `"coefficients"`: standardized regression
   * coefficients.
   */
  readonly method?: "relative" | "coefficients";
  /** What is done about missing answers [`"error"`]. */
  readonly missing?: MissingAnswerPolicy;
  /** Survey weights: a column of the answers, or a number for each respondent. */
  readonly weights?: SurveyWeights;
}

/** Weights of items by how much they explain of an outcome. */
export interface RegressionWeights {
  readonly method: "relative" | "coefficients";
  /** Summing to 1; null with the reason where one would be negative. */
  readonly weights: Readonly<Record<string, number>> | null;
  readonly reason: string | null;
  /** Standardized regression coefficients. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** Share of the outcome's variance that the items explain together. */
  readonly rSquared: number;
  readonly respondents: number;
}

/**
 * What should each question weigh, judged by how much it explains of overall satisfaction?
 *
 * Questions of a survey go together, so regression coefficients jump and turn negative. `"relative"` splits R² by way
 * of the uncorrelated variables nearest to the items: with R = VΛVᵀ and Λ½ = V√ΛVᵀ, item j gets Σ_k (Λ½)²_jk β²_k with
 * β = (Λ½)⁻¹ r. The shares are never negative and sum to R². `"coefficients"` are standardized coefficients divided by
 * their sum, null when one is negative.
 *
 * Errors: `collinear-columns` (an item that is a copy or linear combination of others), `constant-column`,
 * `unknown-column`, `missing-value`, `too-few-rows` (not more respondents than items), `invalid-option`.
 *
 * Source: Johnson (2000), Multivariate Behavioral Research 35(1), 1-19.
 *
 * @example
 * ```ts
 * regressionWeights(answers, { outcome: "overall", items: ["price", "service", "quality"] }).weights;
 * ```
 */
export function regressionWeights(answers: TableInput, options: RegressionWeightOptions): RegressionWeights {
  const caller = "regressionWeights";
  knownOptions(caller, options, ["outcome", "items", "method", "missing", "weights", ...answerCodeNames]);
  const method = oneOf(caller, "method", options.method, ["relative", "coefficients"], "relative");
  const missing = oneOf(caller, "missing", options.missing, missingPolicies, "error");
  const { outcome } = options;
  const items = checkedItems(caller, options);
  const read = readAnswers(caller, answers, {
    items: [...items, outcome],
    missing,
    weights: options.weights,
    ranges: null,
    codes: options,
  });
  const { moments, statistics } = reduceAnswers(caller, read);
  const count = items.length;
  const { respondents, effectiveRespondents } = statistics;
  if (Math.min(respondents, effectiveRespondents) <= count) {
    const uneven =
      respondents > count ? `, whom uneven weights leave the effect of ${effectiveRespondents.toFixed(1)},` : "";
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: Math.min(respondents, effectiveRespondents) },
      `there must be more respondents than items, got ${counted(respondents, "respondent")}${uneven} for ` +
        `${counted(count, "item")}`,
    );
  }
  const { coefficients, rSquared } = outcomeRegression(caller, moments.correlation, items);
  const shares = method === "relative" ? relativeWeights(moments.correlation, count + 1) : coefficients;
  const negative = shares.findIndex((share) => share < 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const named = (values: Float64Array, scale: number): Record<string, number> =>
    Object.fromEntries(items.map((item, i) => [item, values[i]! / scale]));
  const usable = negative < 0 && total > 0;
  return {
    method,
    weights: usable ? named(shares, total) : null,
    reason: usable
      ? null
      : negative < 0
        ? "the items explain nothing of the outcome"
        : `item ${showValue(items[negative])} has the negative coefficient ${shares[negative]!.toPrecision(3)}; ` +
          'method "relative" never gives negative weights',
    coefficients: named(coefficients, 1),
    rSquared,
    respondents: statistics.respondents,
  };
}

function checkedItems(caller: string, { items, outcome }: RegressionWeightOptions): readonly string[] {
  const names = columnList(caller, "items", items);
  if (!names.includes(requireColumnName(caller, "outcome", outcome))) return names;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: outcome },
    `option "outcome" must not be one of the items, got ${showValue(outcome)}`,
  );
}

/** The regression of the last variable on the others. */
function outcomeRegression(caller: string, correlation: Float64Array, items: readonly string[]): CorrelationRegression {
  const count = items.length;
  const regression = correlationRegression(correlation, count + 1, count, Array.from(items.keys()));
  if (regression.dependent < 0) return regression;
  throw new ClienteleError(
    "collinear-columns",
    { function: caller, column: items[regression.dependent] },
    "the item is a copy or a linear combination of those before it; leave it out",
  );
}

/** Johnson's relative weights Σ_k (Λ½)²_jk β²_k of all variables but the last on the last. */
function relativeWeights(correlation: Float64Array, width: number): Float64Array {
  const count = width - 1;
  const data = new Float64Array(count * count);
  for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) data[a * count + b] = correlation[a * width + b]!;
  const { values, vectors } = symmetricEigen({ data, rows: count, columns: count });
  const root = new Float64Array(count * count);
  const beta = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      let square = 0;
      let inverse = 0;
      for (let e = 0; e < count; e++) {
        const product = vectors.data[a * count + e]! * vectors.data[b * count + e]!;
        const scale = Math.sqrt(Math.max(values[e]!, 0));
        square += product * scale;
        inverse += product / scale;
      }
      root[a * count + b] = square;
      beta[a]! += inverse * correlation[b * width + count]!;
    }
  }
  const shares = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    for (let k = 0; k < count; k++) shares[j]! += root[j * count + k]! ** 2 * beta[k]! ** 2;
  }
  return shares;
}
