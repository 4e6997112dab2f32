import {
  booleanOption,
  ClienteleError,
  counted,
  freezeModel,
  knownOptions,
  numberOption,
  showValue,
} from "../../errors/index.js";
import { linearPredictor } from "../../numeric/index.js";
import type { FeatureMatrix, Features, NumberInput, RowWeights } from "../../table/index.js";
import { type Copy, constantColumns, duplicatedColumns } from "../features/column-faults.js";
import { type ColumnScales, columnScales, requireWorkableScales, roughScales } from "../features/column-scales.js";
import { type ClassWeights, recalibratingShift, weightNote, withClassWeights } from "../outcomes/class-weights.js";
import { readFitInput } from "../outcomes/fit-input.js";
import type { Outcome } from "../outcomes/outcome.js";
import type { Findings } from "./logistic-diagnostics.js";
import { inverseCurvature, rawCovariance, robustCovariance, undecidedCurvature } from "./logistic-inference.js";
import type { LogisticData } from "./logistic-loss.js";
import type { LogisticModel } from "./logistic-model.js";
import { logisticModel } from "./logistic-outcome.js";
import { rawCoefficients, solveLogistic } from "./logistic-solver.js";

/** Options of {@link fitLogistic}. */
export interface FitLogisticOptions {
  /** Strength of the penalty l2 / 2 · ‖w‖² [0: none]. scikit-learn's C is 1 / l2. */
  readonly l2?: number | undefined;
  /** How many identical rows each row stands for. Changes n and with it the standard errors. */
  readonly count?: NumberInput | undefined;
  /** Importance or sampling weight of each row. Does not change n; standard errors become robust ones. */
  readonly weights?: NumberInput | undefined;
  /** Weights of the classes. The intercept is moved afterwards so that probabilities stay calibrated. */
  readonly classWeights?: ClassWeights | undefined;
  /** Names of the columns [those that X brings along; else x1, x2, …]. */
  readonly names?: readonly string[] | undefined;
  /**
   * Fit z-scores, with mean and population standard deviation of the rows (a constant keeps 1), and penalize on that
   * scale [false].
   */
  readonly standardize?: boolean | undefined;
}

const optionNames = ["l2", "count", "weights", "classWeights", "names", "standardize"];
const caller = "fitLogistic";

/**
 * Fits a logistic regression: how the odds of a yes/no outcome depend on features. It minimizes Σ count · weight · log
 * loss + l2 / 2 · ‖w‖²; the intercept is not penalized.
 *
 * `X` holds numbers without gaps: a table, `{ data, rows, columns }`, or rows of numbers; `y` holds 0 and 1. Without a
 * penalty the model has standard errors (inverse Hessian; with `weights` that differ, the robust sandwich form), z, p
 * and odds ratios. A penalized fit has none: its coefficients are pulled towards 0 on purpose.
 *
 * Without a penalty a constant or duplicated column is an error that names it. A column that is a linear combination of
 * others gives status `notIdentified`, its coefficient held at 0. Classes that a combination of features separates
 * perfectly give status `boundary`, because there is no maximum of the likelihood; where they separate some rows only
 * (quasi-complete separation), the columns behind it lose their standard errors and the others keep theirs, from the
 * rows left. `diagnostics` says what was found in all cases.
 *
 * Errors: `one-class`, `constant-column`, `collinear-columns` (a copy), `too-few-rows`, `missing-value`,
 * `not-a-number`, `not-finite`, `length-mismatch`, `out-of-range` (also a column of values above 1e140 or below
 * 1e-140), `duplicate-name`, `empty-table`, `invalid-option`.
 *
 * Source: Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning* (2009), section 4.4; Albert and
 * Anderson (1984) on separation.
 *
 * @example
 * ```ts
 * const X = [[1, 0], [2, 1], [3, 0], [4, 1], [5, 1], [6, 0], [7, 1], [8, 0]];
 * const model = fitLogistic(X, [0, 1, 0, 0, 1, 0, 1, 1], { names: ["visits", "complained"] });
 * model.oddsRatios; // by which factor the odds change with one visit more, with a complaint
 * ```
 */
export function fitLogistic(X: Features, y: Outcome, options: FitLogisticOptions = {}): LogisticModel {
  knownOptions(caller, options, optionNames);
  const l2 = numberOption(caller, "l2", options.l2 ?? 0, { min: 0 });
  const standardize = booleanOption(caller, "standardize", options.standardize, false);
  const { matrix, classes, rowWeights: given } = readFitInput(caller, X, y, options, "error");
  const rowWeights =
    options.classWeights === undefined ? given : withClassWeights(caller, given, classes, options.classWeights);
  const faults = readFaults(matrix, l2);

  const scales = standardize ? columnScales(matrix, rowWeights.count, rowWeights.total) : roughScales(matrix);
  requireWorkableScales(caller, matrix, scales, faults.constant);
  // Weights enter with mean 1, so a penalty meant for the weights as given shrinks along.
  const strength = l2 / rowWeights.meanWeight;
  const penalty = Float64Array.from({ length: matrix.columns + 1 }, (_, j) =>
    j === 0 ? 0 : standardize ? strength : strength / scales.deviations[j - 1]! ** 2,
  );
  const data = {
    data: matrix.data,
    rows: matrix.rows,
    columns: matrix.columns,
    y: classes.y,
    cases: rowWeights.combined,
  };
  const solution = solveLogistic({ data, scales, penalty, curvature: l2 === 0 });
  const raw = rawCoefficients(solution.theta, scales);
  const uncertainty =
    l2 === 0 && solution.separation === null ? inverseCurvature(solution.hessian!, solution.held) : null;
  const undecided = solution.separation === null ? null : undecidedCurvature(data, scales, raw, solution.separation);
  const known = uncertainty ?? undecided;

  const note = options.classWeights === undefined ? weightNote(rowWeights, classes) : null;
  const findings: Findings = {
    names: matrix.names,
    scales,
    ...faults,
    dependence: solution.dependence,
    separation: solution.separation,
    inflation: uncertainty?.inflation ?? null,
    notes: note === null ? [] : [note],
  };
  return freezeModel(
    logisticModel({
      matrix,
      standardize,
      l2,
      solution,
      raw,
      scales,
      covariance:
        known === null ? null : covarianceOf(known.covariance, { data, rowWeights, scales, raw, standardize }),
      unknown: undecided?.unknown ?? solution.held,
      findings,
      rowWeights,
      positives: classes.positives,
      nullLogLikelihood: nullLikelihood(classes.y, rowWeights.combined),
      shift: options.classWeights === undefined ? 0 : undoClassWeights(data, raw, given.combined),
    }),
  );
}

interface FittedLine {
  readonly data: LogisticData;
  readonly rowWeights: RowWeights;
  readonly scales: ColumnScales;
  readonly raw: { readonly intercept: number; readonly weights: Float64Array };
  readonly standardize: boolean;
}

/** The covariance on the scale of the coefficients; the sandwich form where rows have weights. */
function covarianceOf(
  covariance: Float64Array,
  { data, rowWeights, scales, raw, standardize }: FittedLine,
): Float64Array {
  const ofScores =
    rowWeights.weights === null
      ? covariance
      : robustCovariance(covariance, data, rowWeights.count, rowWeights.weights, scales, raw);
  return standardize ? ofScores : rawCovariance(ofScores, scales);
}

/** Finds constant and repeated columns; without a penalty they are errors. */
function readFaults(matrix: FeatureMatrix, l2: number): { constant: number[]; duplicated: Copy[] } {
  const { names, rows, columns } = matrix;
  const constant = constantColumns(matrix);
  const duplicated = duplicatedColumns(matrix, constant);
  if (l2 > 0) return { constant, duplicated };
  const [still] = constant;
  if (still !== undefined) {
    throw new ClienteleError(
      "constant-column",
      { function: caller, column: names[still], value: matrix.data[still] },
      `has the value ${matrix.data[still]} in every row, so its coefficient is not determined; leave it out, or ` +
        "give a penalty (l2)",
    );
  }
  const [copy] = duplicated;
  if (copy !== undefined) {
    throw new ClienteleError(
      "collinear-columns",
      { function: caller, column: names[copy.column] },
      `is a copy of column ${showValue(names[copy.of])}, so their coefficients are not determined; leave one ` +
        "out, or give a penalty (l2)",
    );
  }
  if (rows <= columns) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller },
      `${counted(columns, "column")} and an intercept need at least ${columns + 1} rows, got ${rows}; a penalty ` +
        `(l2) makes do with fewer`,
    );
  }
  return { constant, duplicated };
}

/** The log-likelihood of the overall rate. */
function nullLikelihood(y: Float64Array, cases: Float64Array | null): number {
  let total = 0;
  let positives = 0;
  for (let row = 0; row < y.length; row++) {
    const size = cases === null ? 1 : cases[row]!;
    total += size;
    positives += size * y[row]!;
  }
  const negatives = total - positives;
  return positives * Math.log(positives / total) + negatives * Math.log(negatives / total);
}

function undoClassWeights(
  data: LogisticData,
  { intercept, weights }: { readonly intercept: number; readonly weights: Float64Array },
  cases: Float64Array | null,
): number {
  const scores = new Float64Array(data.rows);
  linearPredictor(data, 0, data.rows, intercept, weights, scores);
  return recalibratingShift(scores, data.y, cases);
}
