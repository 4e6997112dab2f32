import { factorInPlace, solveInPlace } from "../../numeric/index.js";

/** A regression of one standardized variable on others. */
export interface CorrelationRegression {
  /** In the order of the predictors; 0 for those that are linear combinations of others before them. */
  readonly coefficients: Float64Array;
  readonly rSquared: number;
  /** The place of the first predictor that is a linear combination of those before it; −1 without any. */
  readonly dependent: number;
}

/** Regresses one row of a correlation matrix (row-major) on others. */
export function correlationRegression(
  matrix: Float64Array,
  order: number,
  target: number,
  predictors: readonly number[],
): CorrelationRegression {
  const count = predictors.length;
  const system = new Float64Array(count * count);
  const coefficients = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    coefficients[a] = matrix[predictors[a]! * order + target]!;
    for (let b = 0; b <= a; b++) system[a * count + b] = matrix[predictors[a]! * order + predictors[b]!]!;
  }
  const dependent = factorInPlace(system, count);
  solveInPlace(system, count, coefficients);
  let rSquared = 0;
  for (let a = 0; a < count; a++) rSquared += coefficients[a]! * matrix[predictors[a]! * order + target]!;
  return { coefficients, rSquared, dependent };
}
