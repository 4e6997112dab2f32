import { type Matrix, matrix as matrixOf, solve } from "../../numeric/index.js";

/** The largest eigenvalue of a matrix of positive numbers and its eigenvector, which is positive and sums to 1. */
export interface PerronPair {
  readonly vector: Float64Array;
  readonly eigenvalue: number;
}

const mostSteps = 100;

/**
 * The Perron pair of a nonnegative irreducible matrix A (row-major, `order` × `order`) by Noda's iteration (1971, "Note
 * on the computation of the maximal eigenvalue of a non-negative irreducible matrix", Numerische Mathematik 17): with λ
 * = max_i (A x)_i / x_i, solve (λ I − A) y = x and go on from y. λ falls quadratically to the eigenvalue from any
 * positive start, also where judgments are cyclic and the power method hardly converges. Rows and columns are first
 * scaled by `start`, or by the geometric means of the rows, and again by the vector found while that helps, so that no
 * digits are lost where judgments differ by orders of magnitude.
 */
export function perronVector(matrix: Float64Array, order: number, start?: Float64Array): PerronPair {
  let pair = nodaIteration(matrix, order, start ?? geometricMeans(matrix, order));
  for (let again = 0; again < 3 && !pair.settled; again++) pair = nodaIteration(matrix, order, pair.vector);
  return pair;
}

/** The iteration with rows and columns scaled by `scale`; settled when all quotients agree to the last digits. */
function nodaIteration(
  matrix: Float64Array,
  order: number,
  scale: Float64Array,
): PerronPair & { readonly settled: boolean } {
  const balanced = new Float64Array(order * order);
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) balanced[i * order + j] = (matrix[i * order + j]! * scale[j]!) / scale[i]!;
  }
  const rounding = order * Number.EPSILON;
  let vector: Float64Array = new Float64Array(order).fill(1);
  let bounds = quotientBounds(balanced, vector);
  for (let step = 0; step < mostSteps && bounds.high - bounds.low > rounding * bounds.high; step++) {
    const next = solve(shiftedNegative(balanced, order, bounds.high), vector);
    if (next === null || !next.every((entry) => entry > 0 && entry < Number.POSITIVE_INFINITY)) break;
    const scaled = normalized(next);
    const closer = quotientBounds(balanced, scaled);
    if (!(closer.high < bounds.high)) break;
    vector = scaled;
    bounds = closer;
  }
  return {
    vector: normalized(vector.map((entry, i) => entry * scale[i]!)),
    eigenvalue: (bounds.high + bounds.low) / 2,
    settled: bounds.high - bounds.low <= rounding * bounds.high,
  };
}

function geometricMeans(matrix: Float64Array, order: number): Float64Array {
  return Float64Array.from({ length: order }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += Math.log(matrix[i * order + j]!);
    return Math.exp(sum / order);
  });
}

/** The smallest and the largest (A x)_i / x_i, between which the eigenvalue lies (Collatz and Wielandt). */
function quotientBounds(matrix: Float64Array, vector: Float64Array): { low: number; high: number } {
  const order = vector.length;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (let i = 0; i < order; i++) {
    let entry = 0;
    for (let j = 0; j < order; j++) entry += matrix[i * order + j]! * vector[j]!;
    low = Math.min(low, entry / vector[i]!);
    high = Math.max(high, entry / vector[i]!);
  }
  return { low, high };
}

/** λ I − A. */
function shiftedNegative(matrix: Float64Array, order: number, eigenvalue: number): Matrix {
  const shifted = matrix.map((entry) => -entry);
  for (let i = 0; i < order; i++) shifted[i * order + i]! += eigenvalue;
  return matrixOf(order, order, shifted);
}

function normalized(vector: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]!;
  return vector.map((entry) => entry / sum);
}
