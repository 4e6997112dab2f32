/** A pivot below this share of the diagonal it came from means that the row depends on those before it. */
const smallestPivot = 1e-12;

/**
 * Cholesky factor of a small symmetric matrix in the lower triangle of `a` (row-major, order × order), in place.
 * Returns −1, or the first row that depends on those before it. A dependent row gets an infinite pivot, which makes its
 * unknown zero in {@link solveSmall}: the fitted values stay right, only the split among dependent rows is arbitrary.
 * Hot loops call this a million times on a handful of rows, so nothing is allocated.
 */
export function factorSmall(a: Float64Array, order: number): number {
  let dependent = -1;
  for (let i = 0; i < order; i++) {
    const row = i * order;
    const diagonal = a[row + i]!;
    for (let j = 0; j <= i; j++) {
      const other = j * order;
      let rest = a[row + j]!;
      for (let k = 0; k < j; k++) rest -= a[row + k]! * a[other + k]!;
      if (j < i) a[row + j] = rest / a[other + j]!;
      else if (rest > smallestPivot * diagonal) a[row + i] = Math.sqrt(rest);
      else {
        a[row + i] = Number.POSITIVE_INFINITY;
        if (dependent < 0) dependent = i;
      }
    }
  }
  return dependent;
}

/** Solves L·Lᵀ·x = b in place of `b`, with the factor that {@link factorSmall} left. */
export function solveSmall(factor: Float64Array, order: number, b: Float64Array): void {
  for (let i = 0; i < order; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= factor[i * order + k]! * b[k]!;
    b[i] = rest / factor[i * order + i]!;
  }
  for (let i = order - 1; i >= 0; i--) {
    let rest = b[i]!;
    for (let k = i + 1; k < order; k++) rest -= factor[k * order + i]! * b[k]!;
    b[i] = rest / factor[i * order + i]!;
  }
}
