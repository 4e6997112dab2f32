/** The largest eigenvalue of a matrix of positive numbers and its eigenvector, which is positive and sums to 1. */
export interface PerronPair {
  readonly vector: Float64Array;
  readonly eigenvalue: number;
}

const longest = 10_000;
const settled = 4 * Number.EPSILON;

/**
 * The Perron pair of a nonnegative primitive matrix (row-major, `order` × `order`) by power iteration from `start`. Without it, the start is the row sums of the matrix
 * squared six times (its 64th power), so that even very inconsistent judgments settle within a few steps. All sums are of positive terms, so nothing cancels.
 */
export function perronVector(
  matrix: Float64Array,
  order: number,
  start: Float64Array = highPower(matrix, order),
): PerronPair {
  let vector = start;
  let eigenvalue = 0;
  for (let step = 0; step < longest; step++) {
    const next = multiplyVector(matrix, vector, order);
    eigenvalue = total(next);
    for (let i = 0; i < order; i++) next[i]! /= eigenvalue;
    let change = 0;
    for (let i = 0; i < order; i++) change = Math.max(change, Math.abs(next[i]! / vector[i]! - 1));
    vector = next;
    if (change <= settled * order) break;
  }
  return { vector, eigenvalue };
}

function highPower(matrix: Float64Array, order: number): Float64Array {
  let power: Float64Array = matrix;
  for (let k = 0; k < 6; k++) power = squareScaled(power, order);
  return normalized(multiplyVector(power, new Float64Array(order).fill(1), order));
}

/** The square of a nonnegative matrix, divided by its largest entry so that no power overflows. */
function squareScaled(matrix: Float64Array, order: number): Float64Array {
  const square = new Float64Array(order * order);
  let largest = 0;
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) {
      let entry = 0;
      for (let k = 0; k < order; k++) entry += matrix[i * order + k]! * matrix[k * order + j]!;
      square[i * order + j] = entry;
      largest = Math.max(largest, entry);
    }
  }
  for (let i = 0; i < square.length; i++) square[i]! /= largest;
  return square;
}

function multiplyVector(matrix: Float64Array, vector: Float64Array, order: number): Float64Array {
  const product = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    let entry = 0;
    for (let j = 0; j < order; j++) entry += matrix[i * order + j]! * vector[j]!;
    product[i] = entry;
  }
  return product;
}

function normalized(vector: Float64Array): Float64Array {
  const sum = total(vector);
  return vector.map((entry) => entry / sum);
}

function total(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]!;
  return sum;
}
