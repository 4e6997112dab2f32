import { type Matrix, matrix } from "./matrix.js";

/** The solution of a linear least-squares problem. */
export interface LeastSquares {
  /** One per column; 0 for columns that add nothing to those before them. */
  readonly coefficients: Float64Array;
  readonly rank: number;
  /** Columns that are linear combinations of columns before them, to working precision. */
  readonly dependent: readonly number[];
  readonly residualSumOfSquares: number;
  /**
   * (XᵀX)⁻¹ when every column counts, else null; times the residual variance it is the covariance of the coefficients.
   */
  readonly unscaledCovariance: Matrix | null;
}

/**
 * Minimizes ‖y − X β‖² by Householder's QR (Golub & Van Loan, section 5.2). Columns are taken in their order; one whose
 * part orthogonal to those before is below 1e-11 of its length is left out and named. No intercept is added. `weights`
 * multiply the squared residuals.
 */
export function leastSquares(x: Matrix, y: ArrayLike<number>, weights?: ArrayLike<number>): LeastSquares {
  const { rows, columns } = x;
  if (y.length !== rows) throw new RangeError(`leastSquares: ${rows} rows and ${y.length} outcomes`);
  const { columnData, right } = weightedColumns(x, y, weights);
  const kept: number[] = [];
  const dependent: number[] = [];
  const r = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j++) {
    const column = columnData[j]!;
    const length = norm(column, 0);
    const position = kept.length;
    for (let k = 0; k < position; k++) reflect(columnData[kept[k]!]!, column, k);
    const rest = position < rows ? norm(column, position) : 0;
    if (!(rest > 1e-11 * length)) {
      dependent.push(j);
      continue;
    }
    for (let k = 0; k < position; k++) r[k * columns + position] = column[k]!;
    // The column now keeps the reflector, scaled so that H = I − v vᵀ / v₀ (its first element stands at `position`).
    const pivot = column[position]! > 0 ? -rest : rest;
    r[position * columns + position] = pivot;
    for (let i = position; i < rows; i++) column[i]! /= -pivot;
    column[position]! += 1;
    reflect(column, right, position);
    kept.push(j);
  }
  const rank = kept.length;
  const coefficients = new Float64Array(columns);
  const solution = backSubstitute(r, columns, rank, right);
  for (let k = 0; k < rank; k++) coefficients[kept[k]!] = solution[k]!;
  return {
    coefficients,
    rank,
    dependent,
    residualSumOfSquares: norm(right, rank) ** 2,
    unscaledCovariance: rank === columns ? inverseOfCrossProduct(r, columns) : null,
  };
}

function weightedColumns(
  x: Matrix,
  y: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): { columnData: Float64Array[]; right: Float64Array } {
  const { data, rows, columns } = x;
  const columnData = Array.from({ length: columns }, () => new Float64Array(rows));
  const right = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const root = weights === undefined ? 1 : Math.sqrt(weights[i]!);
    right[i] = y[i]! * root;
    for (let j = 0; j < columns; j++) columnData[j]![i] = data[i * columns + j]! * root;
  }
  return { columnData, right };
}

/** target ← (I − v vᵀ / v₀) target for a reflector v that begins at `start`. */
function reflect(v: Float64Array, target: Float64Array, start: number): void {
  let dot = 0;
  for (let i = start; i < target.length; i++) dot += v[i]! * target[i]!;
  const factor = dot / v[start]!;
  for (let i = start; i < target.length; i++) target[i]! -= factor * v[i]!;
}

function backSubstitute(r: Float64Array, columns: number, rank: number, right: Float64Array): Float64Array {
  const solution = right.slice(0, rank);
  for (let k = rank - 1; k >= 0; k--) {
    for (let l = k + 1; l < rank; l++) solution[k]! -= r[k * columns + l]! * solution[l]!;
    solution[k]! /= r[k * columns + k]!;
  }
  return solution;
}

function inverseOfCrossProduct(r: Float64Array, n: number): Matrix {
  const rInverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = backSubstitute(r, n, n, unit);
    for (let i = 0; i < n; i++) rInverse[i * n + j] = column[i]!;
  }
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let value = 0;
      for (let k = j; k < n; k++) value += rInverse[i * n + k]! * rInverse[j * n + k]!;
      result.data[i * n + j] = value;
      result.data[j * n + i] = value;
    }
  }
  return result;
}

/** The length of values[start..], without overflow. */
function norm(values: Float64Array, start: number): number {
  let largest = 0;
  for (let i = start; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let squares = 0;
  for (let i = start; i < values.length; i++) squares += (values[i]! / largest) ** 2;
  return largest * Math.sqrt(squares);
}
