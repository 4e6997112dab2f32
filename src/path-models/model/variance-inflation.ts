import { factorInPlace, inverseDiagonal, solveInPlace } from "../../numeric/index.js";

/**
 * Variance inflation factors of variables with the given correlations (row-major): the diagonal of the inverse, which
 * is 1/(1 − R²) of each on the others. Infinite where a variable depends on others.
 */
export function varianceInflation(correlation: Float64Array, order: number): Float64Array {
  const factor = correlation.slice();
  if (factorInPlace(factor, order) >= 0) return inflationOneByOne(correlation, order);
  return inverseDiagonal(factor, order);
}

/**
 * For variables of which some depend on others: each is put last, where its own pivot is 1 − R² and no other dependence
 * matters.
 */
function inflationOneByOne(correlation: Float64Array, order: number): Float64Array {
  const factors = new Float64Array(order).fill(Number.POSITIVE_INFINITY);
  for (let k = 0; k < order; k++) {
    const rows = [...Array.from({ length: order }, (_, i) => i).filter((i) => i !== k), k];
    const system = submatrix(correlation, order, rows);
    factorInPlace(system, order);
    const right = new Float64Array(order);
    right[order - 1] = 1;
    solveInPlace(system, order, right);
    if (right[order - 1]! > 0) factors[k] = right[order - 1]!;
  }
  return factors;
}

/** The correlations of some rows of a matrix among themselves. */
export function submatrix(matrix: Float64Array, order: number, rows: ArrayLike<number>): Float64Array {
  const part = new Float64Array(rows.length * rows.length);
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < rows.length; b++) part[a * rows.length + b] = matrix[rows[a]! * order + rows[b]!]!;
  }
  return part;
}
