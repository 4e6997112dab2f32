import { type Matrix, matrix } from "./matrix.js";

/**
 * The lower triangular L with L Lᵀ = A for a symmetric positive definite A (only its lower triangle is read), or null
 * when A is not positive definite to working precision.
 */
export function cholesky(a: Matrix): Matrix | null {
  const n = a.rows;
  const factor = matrix(n, n);
  const l = factor.data;
  for (let j = 0; j < n; j++) {
    const diagonal = a.data[j * n + j]!;
    let rest = diagonal;
    for (let k = 0; k < j; k++) rest -= l[j * n + k]! ** 2;
    // What is left of a dependent column is rounding noise, of either sign.
    if (!(rest > n * 2.2e-16 * diagonal && rest < Number.POSITIVE_INFINITY)) return null;
    const pivot = Math.sqrt(rest);
    l[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++) {
      let value = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) value -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = value / pivot;
    }
  }
  return factor;
}

/** Solves L Lᵀ x = b for the factor L of {@link cholesky}. */
export function solveCholesky(factor: Matrix, b: ArrayLike<number>): Float64Array {
  const n = factor.rows;
  const l = factor.data;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let value = x[i]!;
    for (let k = 0; k < i; k++) value -= l[i * n + k]! * x[k]!;
    x[i] = value / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = x[i]!;
    for (let k = i + 1; k < n; k++) value -= l[k * n + i]! * x[k]!;
    x[i] = value / l[i * n + i]!;
  }
  return x;
}

/**
 * The inverse of a symmetric positive definite matrix, exactly symmetric, or null when it is not positive definite.
 * Rows and columns are brought to a unit diagonal first, so parameters of very different size do no harm.
 */
export function invertSymmetric(a: Matrix): Matrix | null {
  const n = a.rows;
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const diagonal = a.data[i * n + i]!;
    if (!(diagonal > 0)) return null;
    scale[i] = 1 / Math.sqrt(diagonal);
  }
  const scaled = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) scaled.data[i * n + j] = a.data[i * n + j]! * scale[i]! * scale[j]!;
  }
  const factor = cholesky(scaled);
  if (factor === null) return null;
  const inverse = matrix(n, n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveCholesky(factor, unit);
    for (let i = j; i < n; i++) {
      const value = column[i]! * scale[i]! * scale[j]!;
      inverse.data[i * n + j] = value;
      inverse.data[j * n + i] = value;
    }
  }
  return inverse;
}
