/** A block of items in a correlation matrix, with what a model says of them. */
export interface ItemBlock {
  /** Row-major correlations. */
  readonly matrix: Float64Array;
  /** Order of the matrix. */
  readonly order: number;
  /** Rows of the items. */
  readonly rows: ArrayLike<number>;
}

/**
 * Cronbach's α of standardized items: k/(k−1) · (1 − k/Σr), the sum over all of the block's correlations; 1 for a
 * single item. NaN where the sum is not positive.
 */
export function standardizedAlpha({ matrix, order, rows }: ItemBlock): number {
  const count = rows.length;
  if (count === 1) return 1;
  let total = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) total += matrix[rows[a]! * order + rows[b]!]!;
  }
  return total > 0 ? (count / (count - 1)) * (1 - count / total) : Number.NaN;
}

/**
 * Cronbach's α in the units of the answers: k/(k−1) · (1 − Σ variances / variance of the sum). `variances` are by row
 * of the matrix, 1 beyond its end.
 */
export function rawAlpha({ matrix, order, rows }: ItemBlock, variances: Float64Array): number {
  const count = rows.length;
  if (count === 1) return 1;
  let total = 0;
  let own = 0;
  for (let a = 0; a < count; a++) {
    const variance = rows[a]! < variances.length ? variances[rows[a]!]! : 1;
    own += variance;
    for (let b = 0; b < count; b++) {
      const other = rows[b]! < variances.length ? variances[rows[b]!]! : 1;
      total += matrix[rows[a]! * order + rows[b]!]! * Math.sqrt(variance * other);
    }
  }
  return total > 0 ? (count / (count - 1)) * (1 - own / total) : Number.NaN;
}

/** Composite reliability ρC = (Σλ)² / ((Σλ)² + Σ(1 − λ²)) (Jöreskog 1971), of loadings `from` to `to − 1`. */
export function compositeReliability(loadings: Float64Array, from: number, to: number): number {
  let sum = 0;
  let errors = 0;
  for (let slot = from; slot < to; slot++) {
    sum += loadings[slot]!;
    errors += 1 - loadings[slot]! * loadings[slot]!;
  }
  return to - from === 1 ? 1 : (sum * sum) / (sum * sum + errors);
}

/** Average variance extracted: the mean of λ² (Fornell and Larcker 1981). */
export function averageVarianceExtracted(loadings: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let slot = from; slot < to; slot++) sum += loadings[slot]! * loadings[slot]!;
  return to - from === 1 ? 1 : sum / (to - from);
}

/**
 * Heterotrait-monotrait ratio of two blocks (Henseler, Ringle and Sarstedt 2015): the mean correlation between the
 * blocks over the geometric mean of the mean correlations within them, 1 for a single item. `absolute` takes |r|
 * throughout (seminr), otherwise signs count (cSEM). NaN where the product of the means within is not positive.
 */
export function heterotraitRatio(
  matrix: Float64Array,
  order: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  absolute: boolean,
): number {
  let across = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const r = matrix[a[i]! * order + b[j]!]!;
      across += absolute ? Math.abs(r) : r;
    }
  }
  const within = meanWithin(matrix, order, a, absolute) * meanWithin(matrix, order, b, absolute);
  return within > 0 ? across / (a.length * b.length) / Math.sqrt(within) : Number.NaN;
}

function meanWithin(matrix: Float64Array, order: number, rows: ArrayLike<number>, absolute: boolean): number {
  if (rows.length === 1) return 1;
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      const r = matrix[rows[i]! * order + rows[j]!]!;
      sum += absolute ? Math.abs(r) : r;
    }
  }
  return sum / ((rows.length * (rows.length - 1)) / 2);
}
