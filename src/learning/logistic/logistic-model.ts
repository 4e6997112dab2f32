import * as v from "valibot";
import {
  distinctTexts,
  finiteNumber,
  finiteNumbers,
  fitStatusWord,
  type ModelFormat,
  type ModelHeader,
  naturalNumber,
  nonNegativeNumber,
  positiveNumber,
  squareMatrix,
} from "../../errors/index.js";

/** How a fit ended. Anything but `converged` comes with a `statusReason`. */
export type FitStatus = "converged" | "boundary" | "notIdentified" | "iterationLimit" | "failed";

/** What is to be known about the columns before the coefficients are read. Lists hold names of columns. */
export interface LogisticDiagnostics {
  /** The same value in every row. */
  readonly constant: readonly string[];
  /** Equal to an earlier column in every row. */
  readonly duplicated: readonly string[];
  /** A linear combination of earlier columns, other than a copy. */
  readonly collinear: readonly string[];
  /**
   * The columns of a combination that separates the classes, so that its coefficients grow without limit. Looked for
   * when there is no penalty.
   */
  readonly separated: readonly string[];
  /**
   * Columns whose variance inflation is above 10: their own effect can hardly be told from that of others. Known when
   * there is no penalty.
   */
  readonly inseparable: readonly string[];
  /** All of this in sentences, and whatever else a reader of the model should know. */
  readonly notes: readonly string[];
}

/**
 * A logistic regression. Lists go in the order of `names`. Coefficients are on the scale of the features, or of their
 * z-scores with `standardized`.
 */
export interface LogisticModel extends ModelHeader {
  readonly kind: "logistic";
  readonly schema: 1;
  readonly names: readonly string[];
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly standardized: boolean;
  /** Means of the features in the rows of the fit. */
  readonly means: readonly number[];
  /** Population standard deviations in the rows of the fit (1 for a constant); null unless `standardized`. */
  readonly deviations: readonly number[] | null;
  readonly l2: number;
  readonly status: FitStatus;
  readonly statusReason: string | null;
  readonly interceptStandardError: number | null;
  /** Null with `l2`, and on a boundary; a single null where the data do not determine one. */
  readonly standardErrors: readonly (number | null)[] | null;
  /** Intercept first, then the features. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** Why standard errors or the covariance are missing; null when they are not. */
  readonly uncertaintyReason: string | null;
  /** Wald statistics: coefficient / standard error. */
  readonly z: readonly (number | null)[] | null;
  /** Two-sided p-values of `z`. */
  readonly p: readonly (number | null)[] | null;
  /** e^coefficient; null where that is too large for a number. */
  readonly oddsRatios: readonly (number | null)[];
  /** Variance inflation by the other features, as the coefficients feel it; null as the standard errors. */
  readonly varianceInflation: readonly (number | null)[] | null;
  /** Total over the cases, without the penalty. */
  readonly logLikelihood: number;
  /** Of the overall rate alone. */
  readonly nullLogLikelihood: number;
  /** McFadden's 1 − logLikelihood / nullLogLikelihood. */
  readonly pseudoRSquared: number;
  /** Null with `l2`, where the number of parameters is not what counts. */
  readonly aic: number | null;
  readonly bic: number | null;
  /** n: rows, or Σ count. */
  readonly cases: number;
  readonly positives: number;
  /** Rows that the fit ran over. */
  readonly rows: number;
  readonly iterations: number;
  /** Largest derivative of the objective by a coefficient of a z-score, divided by the number of cases. */
  readonly gradientNorm: number;
  /** By how much the intercept was moved to undo `classWeights`; 0 without. */
  readonly interceptShift: number;
  readonly diagnostics: LogisticDiagnostics;
}

const texts = () => v.array(v.string());

const someNumbers = () => v.array(v.nullable(finiteNumber()));

/** The plain form of a {@link LogisticModel}. */
export const logisticShape = (): v.GenericSchema<unknown, LogisticModel> =>
  v.pipe(
    v.object({
      kind: v.literal("logistic"),
      schema: v.literal(1),
      names: distinctTexts(),
      intercept: finiteNumber(),
      coefficients: finiteNumbers(),
      standardized: v.boolean(),
      means: finiteNumbers(),
      deviations: v.nullable(v.array(positiveNumber())),
      l2: nonNegativeNumber(),
      status: fitStatusWord(),
      statusReason: v.nullable(v.string()),
      interceptStandardError: v.nullable(finiteNumber()),
      standardErrors: v.nullable(someNumbers()),
      covariance: v.nullable(squareMatrix()),
      uncertaintyReason: v.nullable(v.string()),
      z: v.nullable(someNumbers()),
      p: v.nullable(someNumbers()),
      oddsRatios: someNumbers(),
      varianceInflation: v.nullable(someNumbers()),
      logLikelihood: finiteNumber(),
      nullLogLikelihood: finiteNumber(),
      pseudoRSquared: finiteNumber(),
      aic: v.nullable(finiteNumber()),
      bic: v.nullable(finiteNumber()),
      cases: finiteNumber(),
      positives: finiteNumber(),
      rows: naturalNumber(),
      iterations: naturalNumber(),
      gradientNorm: finiteNumber(),
      interceptShift: finiteNumber(),
      diagnostics: v.object({
        constant: texts(),
        duplicated: texts(),
        collinear: texts(),
        separated: texts(),
        inseparable: texts(),
        notes: texts(),
      }),
    }),
    v.check(
      ({ names, coefficients, means, deviations, oddsRatios, standardErrors, z, p, varianceInflation }) =>
        [coefficients, means, oddsRatios, deviations, standardErrors, z, p, varianceInflation].every(
          (list) => list === null || list.length === names.length,
        ),
      "lists with one value for each name",
    ),
  );

/** How a logistic regression looks as plain data. */
export const logisticFormat: ModelFormat<LogisticModel> = { kind: "logistic", schema: 1, shape: logisticShape };
