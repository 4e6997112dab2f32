import { counted, finiteOrNull, freezeModel, knownOptions, oneOf, showValue } from "../../errors/index.js";
import {
  chiSquareSurvival,
  cholesky,
  invertSymmetric,
  type Matrix,
  normalSurvival,
  quadraticForm,
  solveCholesky,
} from "../../numeric/index.js";
import type { Features, NumberInput } from "../../table/index.js";
import type { EventInput } from "../curves/lifetimes.js";
import type { ChiSquareTest } from "../curves/log-rank.js";
import { concordance } from "./concordance.js";
import { type CoxData, readCoxData } from "./cox-data.js";
import type { CoxModel } from "./cox-model.js";
import { requireIdentifiable } from "./identifiable-columns.js";
import { type RiskSets, riskSets, scoreAndInformation, type Ties } from "./partial-likelihood.js";

/** Options of {@link fitCox}. */
export interface CoxOptions {
  /** What to do with events at the same time [`"efron"`]. */
  readonly ties?: Ties;
  /** Names of the columns [those of a table; x1, x2, …]. */
  readonly names?: readonly string[];
  /** How many identical customers each row stands for [1]. */
  readonly count?: NumberInput;
}

const maxIterations = 50;

/**
 * Under a monotone likelihood (Heinze & Schemper 2001), where a coefficient has no finite maximum, Newton's steps keep
 * their length after the likelihood has stopped rising. A step is long when it changes x·b by this much over the range
 * of its column; over a standard deviation every step of a rare mark would look short.
 */
const longStep = 0.01;

/** Long steps allowed after the likelihood has stopped rising: those to a finite maximum shrink quadratically. */
const mostLongSteps = 3;

/**
 * What makes customers leave sooner? Cox's proportional hazards regression: rate of leaving = baseline(t) · exp(x·b),
 * with no assumption about the baseline.
 *
 * Columns that do not vary or that follow from others are refused by name before fitting. A column that separates those
 * who leave from those who stay has no finite coefficient: the model then has the status `"boundary"`, names it, and
 * gives no standard error for it.
 *
 * @param features - one row per customer: a table of numeric columns, a matrix or an array of rows (see
 * `encodeFeatures` for text)
 * @param durations - one number of at least 0 per customer, in any unit
 * @param events - 1 or true where the lifetime ended, 0 or false where it was still running
 * @param options - `ties` `"efron"` | `"breslow"` [`"efron"`]; `names`; `count` [1 each]
 * @returns a frozen model of kind `"cox"`, to be used with {@link hazardRatios}, {@link predictSurvival}, {@link
 * relativeRisk}, {@link remainingLifetime} and {@link testProportionalHazards}
 *
 * Errors: `constant-column`, `collinear-columns`, `too-few-rows`, `one-class` when nothing ended; `empty-table`,
 * `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`, `duplicate-name`, `invalid-option`.
 *
 * Source: Cox (1972), JRSS B 34, 187–220; Efron (1977), JASA 72, 557–565; Breslow (1974). Newton's method; each
 * iteration is one pass over the rows, sorted once.
 *
 * @example
 * ```ts
 * const model = fitCox(
 *   table({ complaints: [0, 2, 1, 0, 3, 0, 1, 0], contractYears: [2, 1, 0, 1, 0, 0, 2, 1] }),
 *   [30, 12, 9, 26, 4, 18, 7, 21],
 *   [0, 1, 1, 0, 1, 1, 1, 1],
 * );
 * model.hazardRatios; // [4.11, 0.386]: each complaint makes leaving four times as fast
 * ```
 */
export function fitCox(
  features: Features,
  durations: NumberInput,
  events: EventInput,
  options: CoxOptions = {},
): CoxModel {
  const caller = "fitCox";
  knownOptions(caller, options, ["ties", "names", "count"]);
  const ties = oneOf<Ties>(caller, "ties", options.ties, ["efron", "breslow"], "efron");
  const data = readCoxData(caller, features, durations, events, options);
  requireIdentifiable(caller, data);
  return modelOf(data, ties, climb(data, ties));
}

/** The partial likelihood at a point. */
interface Likelihood {
  readonly coefficients: Float64Array;
  readonly sets: RiskSets;
  readonly value: number;
  readonly score: Float64Array;
  readonly information: Matrix;
}

interface Climb {
  readonly start: Likelihood;
  readonly end: Likelihood;
  readonly iterations: number;
  readonly status: CoxModel["status"];
  /** Columns without a finite maximum, by number. */
  readonly endless: readonly number[];
}

function likelihoodAt(data: CoxData, ties: Ties, coefficients: Float64Array): Likelihood {
  const sets = riskSets(data, coefficients, ties);
  return { coefficients, sets, value: sets.logLikelihood, ...scoreAndInformation(data, sets) };
}

/**
 * Newton's method from 0; a step that does not raise the concave likelihood is halved. No trust region as in the
 * optimization of `numeric`: the likelihood is concave, and one Cholesky factor a step is cheaper than eigenvectors.
 */
function climb(data: CoxData, ties: Ties): Climb {
  const start = likelihoodAt(data, ties, new Float64Array(data.columns));
  const spreads = spreadsOf(data);
  const long = (step: Float64Array) => [...step.keys()].filter((j) => Math.abs(step[j]!) * spreads[j]! > longStep);
  let here = start;
  let lastStep: Float64Array = new Float64Array(data.columns);
  let stalled = 0;
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    const factor = cholesky(here.information);
    if (factor === null) {
      // Under a monotone likelihood the information vanishes with the steps towards infinity.
      const endless = long(lastStep);
      if (endless.length > 0) return { start, end: here, iterations, status: "boundary", endless };
      return { start, end: here, iterations, status: "notIdentified", endless: flat(here) };
    }
    const step = solveCholesky(factor, here.score);
    const decrement = step.reduce((sum, value, j) => sum + value * here.score[j]!, 0);
    // Half the decrement is what the quadratic model still expects to gain. Where that is little one more step is the
    // last: Newton's method squares the error.
    if (decrement <= 1e-10 * (1 + Math.abs(here.value))) {
      const endless = long(step);
      if (endless.length === 0) {
        const end = moved(data, ties, here, step, 1);
        return { start, end, iterations: iterations + 1, status: "converged", endless };
      }
      stalled++;
      if (stalled > mostLongSteps) return { start, end: here, iterations: iterations + 1, status: "boundary", endless };
    }
    let length = 1;
    let next = moved(data, ties, here, step, length);
    while (!(next.value >= here.value - 1e-12 * Math.abs(here.value)) && length > 1e-8) {
      length /= 2;
      next = moved(data, ties, here, step, length);
    }
    if (!Number.isFinite(next.value)) return { start, end: here, iterations, status: "failed", endless: [] };
    here = next;
    lastStep = step;
  }
  return { start, end: here, iterations: maxIterations, status: "iterationLimit", endless: [] };
}

function moved(data: CoxData, ties: Ties, from: Likelihood, step: Float64Array, length: number): Likelihood {
  return likelihoodAt(
    data,
    ties,
    from.coefficients.map((value, j) => value + length * step[j]!),
  );
}

/** How far apart the ends of each column are. */
function spreadsOf({ x, rows, columns }: CoxData): Float64Array {
  const lowest = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, at++) {
      const value = x[at]!;
      if (value < lowest[j]!) lowest[j] = value;
      if (value > highest[j]!) highest[j] = value;
    }
  }
  return highest.map((value, j) => value - lowest[j]!);
}

/** Columns in which the information has vanished. */
function flat({ information }: Likelihood): number[] {
  const p = information.rows;
  const diagonal = Array.from({ length: p }, (_, j) => information.data[j * p + j]!);
  const largest = Math.max(...diagonal);
  return [...diagonal.keys()].filter((j) => !(diagonal[j]! > 1e-9 * largest));
}

function modelOf(data: CoxData, ties: Ties, { start, end, iterations, status, endless }: Climb): CoxModel {
  const { columns: p, names, scales, customers, eventCount } = data;
  const inverse = invertSymmetric(end.information);
  const coefficients = Array.from(end.coefficients, (value, j) => value / scales[j]!);
  const covariance =
    inverse === null
      ? null
      : Array.from({ length: p }, (_, j) =>
          Array.from({ length: p }, (_, k) => inverse.data[j * p + k]! / (scales[j]! * scales[k]!)),
        );
  const unknown = new Set(endless);
  const standardErrors = coefficients.map((_, j) =>
    covariance === null || unknown.has(j) ? null : Math.sqrt(covariance[j]![j]!),
  );
  const z = coefficients.map((value, j) => (standardErrors[j] === null ? null : value / standardErrors[j]!));
  const columnList = endless.map((j) => showValue(names[j])).join(", ");
  return freezeModel({
    kind: "cox",
    schema: 1,
    ties,
    names: [...names],
    coefficients,
    hazardRatios: coefficients.map((value) => finiteOrNull(Math.exp(value))),
    standardErrors,
    z,
    p: z.map((value) => (value === null ? null : 2 * normalSurvival(Math.abs(value)))),
    covariance,
    uncertaintyReason: uncertaintyReason(covariance, columnList),
    status,
    statusReason: statusReason(status, columnList),
    logLikelihood: end.value,
    nullLogLikelihood: start.value,
    aic: 2 * p - 2 * end.value,
    bic: p * Math.log(eventCount) - 2 * end.value,
    likelihoodRatioTest: testOf(Math.max(0, 2 * (end.value - start.value)), p),
    scoreTest: testOf(scoreStatistic(start), p),
    waldTest: covariance === null || unknown.size > 0 ? null : testOf(waldStatistic(end), p),
    concordance: concordance(data, end.sets.predictor),
    customers,
    events: eventCount,
    iterations,
    gradientNorm: end.score.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / eventCount,
    means: Array.from(data.means),
    baseline: baselineOf(data, end.sets),
    followUp: data.durations[0]!,
  });
}

function statusReason(status: CoxModel["status"], columns: string): string | null {
  switch (status) {
    case "converged":
      return null;
    case "boundary":
      return (
        `the likelihood rises without end along ${columns}: one end of it goes with leaving before all others, or ` +
        "with never leaving, without exception"
      );
    case "notIdentified":
      return columns === ""
        ? "the columns cannot be told apart at the times of the events"
        : `at the times of the events there is next to no variation in ${columns}`;
    case "iterationLimit":
      return `no maximum was reached in ${counted(maxIterations, "iteration")}`;
    case "failed":
      return "the likelihood could not be computed on the way";
  }
}

function uncertaintyReason(covariance: object | null, columns: string): string | null {
  if (covariance === null) return "the information matrix cannot be inverted";
  return columns === "" ? null : `${columns} has no finite coefficient`;
}

function testOf(chiSquare: number, degreesOfFreedom: number): ChiSquareTest {
  return { chiSquare, degreesOfFreedom, pValue: chiSquareSurvival(chiSquare, degreesOfFreedom) };
}

/** Scoreᵀ information⁻¹ score. */
function scoreStatistic({ score, information }: Likelihood): number {
  const factor = cholesky(information);
  return factor === null ? 0 : quadraticForm(factor, score);
}

/** bᵀ information b. */
function waldStatistic({ coefficients: b, information }: Likelihood): number {
  const p = b.length;
  let sum = 0;
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) sum += b[j]! * information.data[j * p + k]! * b[k]!;
  return sum;
}

/** The cumulative hazard at the means: the hazards of the times of events added up from the first on. */
function baselineOf({ durations }: CoxData, { times, from, inverse, shift }: RiskSets): CoxModel["baseline"] {
  const time: number[] = [];
  const cumulativeHazard: number[] = [];
  const unshift = Math.exp(-shift);
  let total = 0;
  for (let at = times - 1; at >= 0; at--) {
    total += inverse[at]! * unshift;
    time.push(durations[from[at]!]!);
    cumulativeHazard.push(total);
  }
  return { time, cumulativeHazard };
}
