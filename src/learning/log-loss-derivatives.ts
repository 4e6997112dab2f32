import { type RowDerivatives, singleHessianUnit } from "./histogram.js";

/** The derivatives of the log loss at the given log-odds, for the given rows; the arrays are used again by the next call. */
export type Derivatives = (scores: Float64Array, rows: Int32Array) => RowDerivatives;

/** The derivatives c (p − y) and c p (1 − p) as multiples of a unit so fine, 2⁻²⁷ of the heaviest row or less, that rounding to it does not matter. */
export function createDerivatives(
  y: Float64Array,
  { count, combined }: { readonly count: Float64Array | null; readonly combined: Float64Array | null },
): Derivatives {
  const heaviest = combined === null ? 1 : combined.reduce((most, size) => Math.max(most, size), 0);
  const gradientUnit = 2 ** (Math.ceil(Math.log2(heaviest)) - 30);
  const hessianUnit = combined === null ? singleHessianUnit : gradientUnit;
  const result: RowDerivatives = {
    pairs: new Int32Array(2 * y.length),
    gradientUnit,
    hessianUnit,
    count: combined === null ? null : (count ?? new Float64Array(y.length).fill(1)),
  };
  return (scores, rows) => {
    const { pairs } = result;
    const perGradient = 1 / gradientUnit;
    const perHessian = 1 / hessianUnit;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const size = combined === null ? 1 : combined[row]!;
      const p = 1 / (1 + Math.exp(-scores[row]!));
      pairs[2 * row] = Math.round(size * (p - y[row]!) * perGradient);
      pairs[2 * row + 1] = Math.round(size * p * (1 - p) * perHessian);
    }
    return result;
  };
}

/** Mean log loss of the given rows at the given log-odds. */
export function meanLogLoss(
  scores: Float64Array,
  y: Float64Array,
  cases: Float64Array | null,
  rows: Int32Array,
): number {
  let loss = 0;
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const size = cases === null ? 1 : cases[row]!;
    const margin = y[row] === 1 ? scores[row]! : -scores[row]!;
    loss += size * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(-margin, 0));
    total += size;
  }
  return loss / total;
}
