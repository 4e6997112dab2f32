import { fastExp } from "../logistic/fast-exp.js";
import { oneRow, singleHessianUnit } from "./derivative-units.js";
import type { RowDerivatives } from "./histogram.js";
import type { TrainingRows } from "./training-rows.js";

/** The derivatives of the log loss of the rows at their scores; the arrays are used again by the next call. */
export type Derivatives = (rows: TrainingRows) => RowDerivatives;

/**
 * The derivatives c (p − y) and c p (1 − p) as multiples of a unit so fine, 2⁻²⁷ of the heaviest row or less, that
 * rounding to it does not matter.
 */
export function createDerivatives({ y: { length }, cases: heights }: TrainingRows): Derivatives {
  const heaviest = heights === null ? 1 : heights.reduce((most, size) => Math.max(most, size), 0);
  const gradientUnit = 2 ** (Math.ceil(Math.log2(heaviest)) - 30);
  const hessianUnit = heights === null ? singleHessianUnit : gradientUnit;
  const perGradient = 1 / gradientUnit;
  const perHessian = 1 / hessianUnit;
  const pairs = new Float64Array(2 * length);
  const offset = heights === null ? oneRow : 0;
  const ones = new Float64Array(heights === null ? 0 : length).fill(1);
  return ({ y, scores, cases, count }) => {
    for (let row = 0; row < length; row++) {
      const size = cases === null ? 1 : cases[row]!;
      const p = 1 / (1 + fastExp(-scores[row]!));
      // ⌊x + ½⌋ by truncation rounds numbers from 0 on, several times as fast as Math.round.
      pairs[2 * row] = ((size * p * perGradient + 0.5) | 0) - ((size * y[row]! * perGradient + 0.5) | 0);
      pairs[2 * row + 1] = ((size * p * (1 - p) * perHessian + 0.5) | 0) + offset;
    }
    return { pairs, gradientUnit, hessianUnit, count: cases === null ? null : (count ?? ones) };
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
