import { ClienteleError, columnList, counted, freezeModel, knownOptions, oneOf } from "../../errors/index.js";
import { type AnswerCodes, answerCodeNames, type SurveyWeights, type TableInput } from "../../table/index.js";
import { type ItemAnswers, type ItemRanges, readAnswers } from "./item-answers.js";
import type { ItemMoments } from "./item-moments.js";
import { type MissingAnswerPolicy, type MissingReport, missingPolicies } from "./missing-policy.js";
import { createMomentPass } from "./moment-pass.js";

/** All that a path model needs of its respondents, as plain data: n, means and covariances of the items. */
export interface PathStatistics {
  readonly kind: "path-statistics";
  readonly schema: 1;
  readonly items: readonly string[];
  /** Respondents who entered. */
  readonly respondents: number;
  /** (Σw)² / Σw², Kish's effective number; equal to `respondents` without survey weights. */
  readonly effectiveRespondents: number;
  readonly means: readonly number[];
  /** Item × item, divisor n − 1. */
  readonly covariance: readonly (readonly number[])[];
  /** The lowest and the highest answer given. */
  readonly minimum: readonly number[];
  readonly maximum: readonly number[];
  readonly missing: MissingReport;
}

/** Options of {@link pathStatistics}. */
export interface PathStatisticsOptions extends AnswerCodes {
  /** Columns of the answers that are items. */
  readonly items: readonly string[];
  /** What is done about missing answers [`"error"`]. */
  readonly missing?: MissingAnswerPolicy;
  /** Survey weights: a column of the answers, or a number for each respondent. */
  readonly weights?: SurveyWeights;
}

/**
 * The pass over respondents, on its own: reduces answers to what {@link fitPathModel} needs of them, so that many
 * models can be fitted without touching the answers again.
 *
 * Errors: `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `constant-column`, `empty-table`,
 * `too-few-rows`, `invalid-option`.
 *
 * @example
 * ```ts
 * const statistics = pathStatistics(answers, { items: ["overall", "expected", "ideal", "buyAgain"] });
 * const model = fitPathModel(statistics, {
 *   constructs: { satisfaction: { items: ["overall", "expected", "ideal"] }, loyalty: { items: ["buyAgain"] } },
 *   paths: [{ from: "satisfaction", to: "loyalty" }],
 * });
 * ```
 */
export function pathStatistics(answers: TableInput, options: PathStatisticsOptions): PathStatistics {
  const caller = "pathStatistics";
  knownOptions(caller, options, ["items", "missing", "weights", ...answerCodeNames]);
  const items = columnList(caller, "items", options.items);
  const missing = oneOf(caller, "missing", options.missing, missingPolicies, "error");
  const read = readAnswers(caller, answers, {
    items,
    missing,
    weights: options.weights,
    ranges: null,
    codes: options,
  });
  return freezeModel(reduceAnswers(caller, read).statistics);
}

/** Whether an input is ready statistics rather than a table. */
export function isPathStatistics(answers: TableInput | PathStatistics): answers is PathStatistics {
  return typeof answers === "object" && answers !== null && "kind" in answers && answers.kind === "path-statistics";
}

/** Answers as moments, in arrays for the estimator and as plain data for the model. */
export interface ReducedAnswers {
  readonly statistics: PathStatistics;
  readonly moments: ItemMoments;
  /** What to think about before using the answers. */
  readonly warnings: readonly string[];
}

/** One pass over the answers. Errors: `constant-column`, `too-few-rows`, `not-positive-definite` (EM fails). */
export function reduceAnswers(caller: string, answers: ItemAnswers): ReducedAnswers {
  const { items, rows, weights } = answers;
  if (rows < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: rows },
      `one respondent says nothing about how answers vary; got ${rows}`,
    );
  }
  const policy = answers.missing.policy;
  const moments = createMomentPass(answers, policy).run(weights);
  refuseConstant(caller, moments, answers);
  if (!moments.settled) {
    throw new ClienteleError(
      "not-positive-definite",
      { function: caller },
      `missing "em" does not settle: ${counted(rows, "respondent")} with ` +
        `${counted(answers.missing.filled, "missing answer")} do not ` +
        `determine the covariances of ${counted(items.length, "item")}`,
    );
  }
  let squares = 0;
  if (weights !== null) for (const weight of weights) squares += weight * weight;
  const scale = rows / (rows - 1);
  const deviations = moments.variances.map((variance) => Math.sqrt(variance * scale));
  return {
    moments,
    warnings: answers.warnings,
    statistics: {
      kind: "path-statistics",
      schema: 1,
      items,
      respondents: rows,
      effectiveRespondents: weights === null ? rows : (rows * rows) / squares,
      means: Array.from(moments.means),
      covariance: items.map((_, i) =>
        items.map((_, j) =>
          i === j
            ? moments.variances[i]! * scale
            : moments.correlation[i * items.length + j]! * deviations[i]! * deviations[j]!,
        ),
      ),
      minimum: Array.from(answers.minimum),
      maximum: Array.from(answers.maximum),
      missing: { ...answers.missing, emIterations: policy === "em" && !answers.complete ? moments.emIterations : null },
    },
  };
}

function refuseConstant(caller: string, moments: ItemMoments, answers: ItemAnswers): void {
  if (moments.constant < 0) return;
  const item = answers.items[moments.constant]!;
  const answer = answers.minimum[moments.constant]!;
  const highest = answers.maximum[moments.constant]!;
  if (highest > answer) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: item, value: highest },
      `answers from ${answer} to ${highest} are too large, or too close together, to be squared; give them in ` +
        "another unit",
    );
  }
  throw new ClienteleError(
    Number.isFinite(answer) ? "constant-column" : "missing-value",
    { function: caller, column: item, value: Number.isFinite(answer) ? answer : null },
    Number.isFinite(answer)
      ? `every respondent gave the same answer, ${answer}, so the item can explain nothing; leave it out`
      : "nobody answered this item; leave it out",
  );
}

/**
 * The moments of some items out of ready statistics. Errors: `unusable-model`, `unknown-column`, `out-of-range`
 * (answers outside the scale), `constant-column`.
 */
export function momentsOf(
  caller: string,
  statistics: PathStatistics,
  items: readonly string[],
  ranges: ItemRanges | null,
): ItemMoments {
  checkStatistics(caller, statistics);
  const { respondents, covariance } = statistics;
  const width = items.length;
  const places = items.map((item, i) => {
    const place = statistics.items.indexOf(item);
    if (place < 0) {
      throw new ClienteleError(
        "unknown-column",
        { function: caller, column: item, value: item },
        "the statistics have no such item",
      );
    }
    const low = statistics.minimum[place]!;
    const high = statistics.maximum[place]!;
    const outside = ranges !== null && low < ranges.minimum[i]! ? low : high;
    if (ranges !== null && (low < ranges.minimum[i]! || high > ranges.maximum[i]!)) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: item, value: outside },
        `the answer ${outside} is outside the scale of this item, ${ranges.minimum[i]!} to ${ranges.maximum[i]!}`,
      );
    }
    return place;
  });
  const moments: ItemMoments = {
    total: respondents,
    means: Float64Array.from(places, (place) => statistics.means[place]!),
    variances: Float64Array.from(places, (place) => (covariance[place]![place]! * (respondents - 1)) / respondents),
    correlation: new Float64Array(width * width),
    constant: -1,
    emIterations: 0,
    settled: true,
  };
  for (let i = 0; i < width; i++) {
    const own = covariance[places[i]!]!;
    if (!(own[places[i]!]! > 0)) {
      throw new ClienteleError(
        "constant-column",
        { function: caller, column: items[i] },
        "the item does not vary; leave it out",
      );
    }
    for (let j = 0; j < width; j++) {
      const spread = Math.sqrt(own[places[i]!]! * covariance[places[j]!]![places[j]!]!);
      moments.correlation[i * width + j] = i === j ? 1 : own[places[j]!]! / spread;
    }
  }
  return moments;
}

/** Refuses statistics whose parts do not go together. */
function checkStatistics(caller: string, statistics: PathStatistics): void {
  const { items, respondents, means, minimum, maximum, covariance, missing } = statistics;
  const count = Array.isArray(items) ? items.length : 0;
  const numbers = [means, minimum, maximum, ...(Array.isArray(covariance) ? covariance : [])];
  const whole =
    count > 0 &&
    respondents >= 2 &&
    typeof missing === "object" &&
    numbers.length === 3 + count &&
    numbers.every((list) => Array.isArray(list) && list.length === count && list.every(Number.isFinite));
  if (whole) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller },
    "statistics must have items, at least 2 respondents, a mean, a minimum and a maximum of each item, a square " +
      "covariance of finite numbers, and the report of missing answers",
  );
}
