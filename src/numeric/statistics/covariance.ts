import { sumBlock } from "../arrays/sum.js";
import { type Matrix, matrix } from "../linear-algebra/matrix.js";

/** Options of {@link covarianceMatrix}. */
export interface CovarianceOptions {
  /** One per row, ≥ 0. They say how much a row stands for, not how many rows there are: n stays the number of rows. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Divide by n − 1 (true, the default) or by n. */
  readonly sample?: boolean;
}

/** The (weighted) mean of each column of row-major data, summed in fixed blocks of rows. */
export function columnMeans(
  data: Float64Array,
  rows: number,
  columns: number,
  weights?: ArrayLike<number>,
): Float64Array {
  const total = new Float64Array(columns);
  const block = new Float64Array(columns);
  let weightTotal = 0;
  for (let start = 0; start < rows; start += sumBlock) {
    block.fill(0);
    let blockWeight = 0;
    for (let i = start; i < Math.min(rows, start + sumBlock); i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      blockWeight += weight;
      for (let j = 0; j < columns; j++) block[j]! += weight * data[i * columns + j]!;
    }
    weightTotal += blockWeight;
    for (let j = 0; j < columns; j++) total[j]! += block[j]!;
  }
  return total.map((value) => value / weightTotal);
}

/**
 * The covariance matrix of the columns of row-major data, in two passes over fixed blocks of rows. With weights it is
 * Σ w (x − m)(x − m)ᵀ / Σ w, times n / (n − 1) for a sample.
 */
export function covarianceMatrix(
  data: Float64Array,
  rows: number,
  columns: number,
  { weights, sample = true }: CovarianceOptions = {},
): Matrix {
  const means = columnMeans(data, rows, columns, weights);
  const total = matrix(columns, columns);
  const block = new Float64Array(columns * columns);
  const centered = new Float64Array(columns);
  let weightTotal = 0;
  for (let start = 0; start < rows; start += sumBlock) {
    block.fill(0);
    let blockWeight = 0;
    for (let i = start; i < Math.min(rows, start + sumBlock); i++) {
      const weight = weights === undefined ? 1 : weights[i]!;
      blockWeight += weight;
      for (let j = 0; j < columns; j++) centered[j] = data[i * columns + j]! - means[j]!;
      for (let j = 0; j < columns; j++) {
        const factor = weight * centered[j]!;
        for (let k = j; k < columns; k++) block[j * columns + k]! += factor * centered[k]!;
      }
    }
    weightTotal += blockWeight;
    for (let j = 0; j < block.length; j++) total.data[j]! += block[j]!;
  }
  const scale = (sample ? rows / (rows - 1) : 1) / weightTotal;
  for (let j = 0; j < columns; j++) {
    for (let k = j; k < columns; k++) {
      const value = total.data[j * columns + k]! * scale;
      total.data[j * columns + k] = value;
      total.data[k * columns + j] = value;
    }
  }
  return total;
}
