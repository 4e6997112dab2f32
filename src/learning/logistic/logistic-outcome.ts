import { counted, finiteOrNull, showValue } from "../../errors/index.js";
import { normalSurvival } from "../../numeric/index.js";
import type { FeatureMatrix, RowWeights } from "../../table/index.js";
import { type ColumnScales, columnScales } from "../features/column-scales.js";
import { combination, type Findings, logisticDiagnostics } from "./logistic-diagnostics.js";
import type { FitStatus, LogisticModel } from "./logistic-model.js";
import type { LogisticSolution } from "./logistic-solver.js";

/** Everything a fit found, from which its model is made. */
export interface LogisticOutcome {
  readonly matrix: FeatureMatrix;
  readonly standardize: boolean;
  readonly l2: number;
  readonly solution: LogisticSolution;
  readonly raw: { readonly intercept: number; readonly weights: Float64Array };
  readonly scales: ColumnScales;
  /** On the scale of the coefficients, intercept first; null when there is none. */
  readonly covariance: Float64Array | null;
  /** 1 for parameters without a standard error, intercept first. */
  readonly unknown: Uint8Array;
  readonly findings: Findings;
  readonly rowWeights: RowWeights;
  readonly positives: number;
  readonly nullLogLikelihood: number;
  readonly shift: number;
}

/** The plain data of a logistic model. Adding 0 turns −0, which JSON does not know, into 0. */
export function logisticModel(outcome: LogisticOutcome): LogisticModel {
  const { matrix, standardize, l2, solution, scales, rowWeights, covariance, findings, shift, nullLogLikelihood } =
    outcome;
  const { held } = solution;
  const size = matrix.columns + 1;
  const coefficients = Array.from(standardize ? solution.theta.subarray(1) : outcome.raw.weights, (value) => value + 0);
  const intercept = (standardize ? solution.theta[0]! : outcome.raw.intercept) + shift;
  const errors =
    covariance === null
      ? null
      : Array.from({ length: size }, (_, j) =>
          outcome.unknown[j] === 1 ? null : Math.sqrt(Math.max(0, covariance[j * size + j]!)),
        );
  const z =
    errors?.slice(1).map((error, j) => (error === null || error === 0 ? null : coefficients[j]! / error + 0)) ?? null;
  const free = held.reduce((left, one) => left - one, size);
  const logLikelihood = -solution.loss;
  return {
    kind: "logistic",
    schema: 1,
    names: [...matrix.names],
    intercept,
    coefficients,
    standardized: standardize,
    means: Array.from(standardize ? scales.means : columnScales(matrix, rowWeights.count, rowWeights.total).means),
    deviations: standardize ? Array.from(scales.deviations) : null,
    l2,
    ...statusOf(solution, findings),
    interceptStandardError: errors?.[0] ?? null,
    standardErrors: errors?.slice(1) ?? null,
    covariance: covariance === null || outcome.unknown.includes(1) ? null : rowsOf(covariance, size),
    uncertaintyReason: uncertaintyReason(l2, solution, covariance !== null),
    z,
    p: z?.map((value) => (value === null ? null : Math.min(1, 2 * normalSurvival(Math.abs(value))))) ?? null,
    oddsRatios: coefficients.map((value) => finiteOrNull(Math.exp(value))),
    varianceInflation: findings.inflation === null ? null : Array.from(findings.inflation, finiteOrNull),
    logLikelihood,
    nullLogLikelihood,
    pseudoRSquared: 1 - logLikelihood / nullLogLikelihood,
    aic: l2 > 0 ? null : 2 * free - 2 * logLikelihood,
    bic: l2 > 0 ? null : free * Math.log(rowWeights.total) - 2 * logLikelihood,
    cases: rowWeights.total,
    positives: outcome.positives,
    rows: matrix.rows,
    iterations: solution.iterations,
    gradientNorm:
      solution.gradient.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / rowWeights.total,
    interceptShift: shift,
    diagnostics: logisticDiagnostics(findings),
  };
}

function statusOf(solution: LogisticSolution, findings: Findings): { status: FitStatus; statusReason: string | null } {
  if (solution.separation !== null) {
    return {
      status: "boundary",
      statusReason:
        "the features separate the classes, so the likelihood has no maximum and coefficients grow without limit; " +
        "those given are where the search stopped",
    };
  }
  const column = solution.held.indexOf(1) - 1;
  if (column >= 0) {
    return {
      status: "notIdentified",
      statusReason:
        `${showValue(findings.names[column])} = ${combination(findings, column)}: its coefficient is held at 0, ` +
        "and those of the columns it depends on are relative to that",
    };
  }
  if (solution.converged) return { status: "converged", statusReason: null };
  return {
    status: "iterationLimit",
    statusReason: `the search stopped after ${counted(solution.iterations, "iteration")} before it came to rest`,
  };
}

function uncertaintyReason(l2: number, { separation, held }: LogisticSolution, partly: boolean): string | null {
  if (l2 > 0)
    return "a penalty pulls coefficients towards 0, so standard errors would not say how far they are from the truth";
  if (separation !== null && partly)
    return (
      "columns that separate some of the rows grow without limit and have no standard error; those of the others " +
      "come from the rows that are left"
    );
  if (separation !== null) return "the likelihood has no maximum";
  if (held.includes(1))
    return "some columns are determined by others; they have no standard error, and there is no covariance of all";
  return null;
}

function rowsOf(square: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from(square.subarray(i * size, (i + 1) * size), (value) => value + 0),
  );
}
