import { studentTQuantile, studentTTwoSided } from "../distributions/student-t.js";
import { leastSquares } from "../linear-algebra/least-squares.js";
import { matrix } from "../linear-algebra/matrix.js";

/** What a unit of the first regressor adds, other regressors held equal; null where it cannot be told. */
export interface SlopeEstimate {
  readonly slope: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of no slope at all, two-sided. */
  readonly pValue: number | null;
}

/** A regression of an outcome on the columns, of which the first is in question; an intercept is added. */
export interface Regression {
  /** The rows that count. */
  readonly rows: ArrayLike<number>;
  readonly columns: readonly Float64Array[];
  readonly outcome: Float64Array;
  readonly weights: Float64Array;
}

/** A slope, and the columns that are linear combinations of the intercept and those before them. */
export interface HcRegression extends SlopeEstimate {
  readonly dependent: readonly number[];
}

const unknown: SlopeEstimate = { slope: null, standardError: null, lower: null, upper: null, pValue: null };

/**
 * The weighted least-squares slope of the outcome on the first column with its heteroskedasticity-robust standard
 * error, so that the outcome may be a yes or no: the covariance of the coefficients is (XᵀWX)⁻¹ Σ w² e² x xᵀ (XᵀWX)⁻¹ ·
 * n/(n − k) (White 1980; MacKinnon and White 1985, HC1). Interval and p-value are Student's with n − k degrees of
 * freedom.
 */
export function hcRegression({ rows, columns, outcome, weights }: Regression, confidence: number): HcRegression {
  const width = columns.length + 1;
  const data = new Float64Array(rows.length * width);
  const y = new Float64Array(rows.length);
  const share = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    data[i * width] = 1;
    for (let c = 0; c < columns.length; c++) data[i * width + c + 1] = columns[c]![row]!;
    y[i] = outcome[row]!;
    share[i] = weights[row]!;
  }
  const { coefficients, dependent, unscaledCovariance } = leastSquares(matrix(rows.length, width, data), y, share);
  if (dependent.length > 0 || rows.length < width || unscaledCovariance === null) {
    return { ...unknown, dependent: dependent.map((column) => column - 1) };
  }
  const sameEverywhere = y.every((value) => value === y[0]);
  const slope = sameEverywhere ? 0 : coefficients[1]!;
  const freedom = rows.length - width;
  if (freedom < 1) return { ...unknown, slope, dependent: [] };
  if (sameEverywhere) return { slope: 0, standardError: 0, lower: 0, upper: 0, pValue: 1, dependent: [] };
  let spread = 0;
  for (let i = 0; i < rows.length; i++) {
    let residual = y[i]!;
    let influence = 0;
    for (let c = 0; c < width; c++) {
      const x = data[i * width + c]!;
      residual -= coefficients[c]! * x;
      influence += unscaledCovariance.data[width + c]! * x;
    }
    spread += (share[i]! * influence * residual) ** 2;
  }
  const standardError = Math.sqrt((spread * rows.length) / freedom);
  const reach = standardError * studentTQuantile((1 + confidence) / 2, freedom);
  const pValue = standardError > 0 ? studentTTwoSided(slope / standardError, freedom) : slope === 0 ? 1 : 0;
  return { slope, standardError, lower: slope - reach, upper: slope + reach, pValue, dependent: [] };
}
