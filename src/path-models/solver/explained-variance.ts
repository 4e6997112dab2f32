import { factorSmall, solveSmall } from "../../numeric/index.js";

/** R² of the regression of one row of a correlation matrix on others; 0 without any. */
export function explainedVariance(
  matrix: Float64Array,
  order: number,
  target: number,
  predictors: readonly number[],
): number {
  const count = predictors.length;
  const system = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    right[a] = matrix[predictors[a]! * order + target]!;
    for (let b = 0; b <= a; b++) system[a * count + b] = matrix[predictors[a]! * order + predictors[b]!]!;
  }
  factorSmall(system, count);
  solveSmall(system, count, right);
  let explained = 0;
  for (let a = 0; a < count; a++) explained += right[a]! * matrix[predictors[a]! * order + target]!;
  return explained;
}
