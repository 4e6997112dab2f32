import { matrix, symmetricEigen } from "../../numeric/index.js";

/** Points on their first two principal components. */
export interface PrincipalPlane {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Shares of the variance, 0..1. */
  readonly shares: readonly [number, number];
}

/** The plane in which points (row-major) spread most: eigenvectors of their covariance. */
export function principalPlane(data: Float64Array, rows: number, columns: number): PrincipalPlane {
  const means = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) means[i % columns]! += data[i]! / rows;
  const covariance = matrix(columns, columns);
  for (let row = 0; row < rows; row++) {
    for (let a = 0; a < columns; a++) {
      const fromMean = data[row * columns + a]! - means[a]!;
      for (let b = 0; b < columns; b++) {
        covariance.data[a * columns + b]! += (fromMean * (data[row * columns + b]! - means[b]!)) / rows;
      }
    }
  }
  const { values, vectors } = symmetricEigen(covariance);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const share = (i: number): number => (total > 0 && i < columns ? Math.max(0, values[i]!) / total : 0);
  const along = (component: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => {
      if (component >= columns) return 0;
      let sum = 0;
      for (let k = 0; k < columns; k++) {
        sum += (data[row * columns + k]! - means[k]!) * vectors.data[k * columns + component]!;
      }
      return sum;
    });
  return { x: along(0), y: along(1), shares: [share(0), share(1)] };
}
