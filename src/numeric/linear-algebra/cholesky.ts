import { type Matrix, matrix } from "./matrix.js";

/**
 * The lower triangular L with L Lᵀ = A of a symmetric positive semidefinite matrix. Rows that are linear combinations
 * of earlier ones have an infinite pivot, so that their unknowns come out as 0 when a system is solved.
 */
export interface CholeskyFactor {
  /** Row-major, size². */
  readonly lower: Float64Array;
  readonly size: number;
  /** 1 for each parameter that is a linear combination of earlier ones. */
  readonly held: Uint8Array;
}

/** A pivot below this share of the diagonal it came from means that the row depends on those before it. */
const smallestPivot = 1e-12;

/**
 * Cholesky's factor of a small symmetric matrix in the lower triangle of `a` (row-major, order × order), in place
 * (Golub & Van Loan, section 4.2). Returns −1, or the first row that depends on those before it. A dependent row gets
 * an infinite pivot, which makes its unknown zero in {@link solveInPlace}: the fitted values stay right, only the split
 * among dependent rows is arbitrary. `known` marks rows to be treated as dependent in any case. Nothing is allocated:
 * hot loops call this a million times on a handful of rows.
 */
export function factorInPlace(
  a: Float64Array,
  order: number,
  tolerance = smallestPivot,
  known: Uint8Array | null = null,
): number {
  let dependent = -1;
  for (let i = 0; i < order; i++) {
    const row = i * order;
    const diagonal = a[row + i]!;
    for (let j = 0; j <= i; j++) {
      const other = j * order;
      let rest = a[row + j]!;
      for (let k = 0; k < j; k++) rest -= a[row + k]! * a[other + k]!;
      if (j < i) a[row + j] = rest / a[other + j]!;
      else if (rest > tolerance * diagonal && known?.[i] !== 1) a[row + i] = Math.sqrt(rest);
      else {
        a[row + i] = Number.POSITIVE_INFINITY;
        if (dependent < 0) dependent = i;
      }
    }
  }
  return dependent;
}

/** Solves L Lᵀ x = b in place of `b`, with the factor that {@link factorInPlace} left. */
export function solveInPlace(factor: Float64Array, order: number, b: Float64Array): void {
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

/** The diagonal of (L Lᵀ)⁻¹, for a factor without dependent rows: the squared length of each column of L⁻¹. */
export function inverseDiagonal(factor: Float64Array, order: number): Float64Array {
  const diagonal = new Float64Array(order);
  const column = new Float64Array(order);
  for (let k = 0; k < order; k++) {
    let square = 0;
    for (let i = k; i < order; i++) {
      let rest = i === k ? 1 : 0;
      for (let l = k; l < i; l++) rest -= factor[i * order + l]! * column[l]!;
      column[i] = rest / factor[i * order + i]!;
      square += column[i]! * column[i]!;
    }
    diagonal[k] = square;
  }
  return diagonal;
}

/**
 * The factor of a symmetric matrix (lower triangle read) some of whose parameters may depend on others. A pivot of
 * which less than `tolerance` of the diagonal is left is a parameter that the earlier ones determine: it is held at 0,
 * and its row keeps what ties it to them ({@link combinationOf}). `known` parameters are held in any case.
 */
export function partialCholesky(
  a: Float64Array,
  size: number,
  tolerance: number,
  known: Uint8Array | null = null,
): CholeskyFactor {
  const lower = a.slice();
  factorInPlace(lower, size, tolerance, known);
  const held = new Uint8Array(size);
  for (let i = 0; i < size; i++) if (lower[i * size + i] === Number.POSITIVE_INFINITY) held[i] = 1;
  return { lower, size, held };
}

/**
 * The factor of a symmetric matrix (lower triangle read), or null when it is not positive definite to working
 * precision.
 */
export function cholesky(a: Matrix): CholeskyFactor | null {
  const size = a.rows;
  // What is left of a dependent column is rounding noise, of either sign.
  const factor = partialCholesky(a.data, size, size * 2.2e-16);
  return factor.held.includes(1) ? null : factor;
}

/** Solves L Lᵀ x = b; held parameters get 0. */
export function solveCholesky({ lower, size }: CholeskyFactor, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  solveInPlace(lower, size, x);
  return x;
}

/** uᵀ (L Lᵀ)⁻¹ u */
export function quadraticForm(factor: CholeskyFactor, u: Float64Array): number {
  return solveCholesky(factor, u).reduce((sum, value, i) => sum + value * u[i]!, 0);
}

/** (L Lᵀ)⁻¹, row-major and exactly symmetric; rows and columns of held parameters are 0. */
export function invertCholesky(factor: CholeskyFactor): Float64Array {
  const { size, held } = factor;
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    if (held[j] === 1) continue;
    column.fill(0);
    column[j] = 1;
    solveInPlace(factor.lower, size, column);
    for (let i = j; i < size; i++) {
      if (held[i] === 1) continue;
      inverse[i * size + j] = column[i]!;
      inverse[j * size + i] = column[i]!;
    }
  }
  return inverse;
}

/**
 * How a held parameter is made of the free ones before it: z_held = Σ coefficient · z_free. With l its row of L, the
 * coefficients x solve Lᵀ x = l.
 */
export function combinationOf({ lower, size, held }: CholeskyFactor, parameter: number): Float64Array {
  const x = new Float64Array(size);
  for (let i = parameter - 1; i >= 0; i--) {
    if (held[i] === 1) continue;
    let rest = lower[parameter * size + i]!;
    for (let k = i + 1; k < parameter; k++) rest -= lower[k * size + i]! * x[k]!;
    x[i] = rest / lower[i * size + i]!;
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
  const inverse = invertCholesky(factor);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const value = inverse[i * n + j]! * scale[i]! * scale[j]!;
      inverse[i * n + j] = value;
      inverse[j * n + i] = value;
    }
  }
  return matrix(n, n, inverse);
}
