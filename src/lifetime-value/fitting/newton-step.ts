import { type Matrix, matrix, symmetricEigen } from "../../numeric/index.js";

/** The gradient and the row-major Hessian of a function to be maximized, at a point. */
export interface LocalDerivatives {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** The longest step, in logarithms of parameters. */
export const maximalRadius = 4;

/** A step of the search. */
export interface Step {
  readonly step: Float64Array;
  /** What the quadratic model promises for the step. */
  readonly gain: number;
  /** What Newton's method expects to be left to gain. */
  readonly remaining: number;
}

/** The step that maximizes the quadratic model over the free coordinates within the radius. */
export function newtonStep(state: LocalDerivatives, free: readonly number[], radius: number): Step {
  const n = state.gradient.length;
  if (free.length === 0) return { step: new Float64Array(n), gain: 0, remaining: 0 };
  const m = free.length;
  const { values, vectors } = symmetricEigen(negated(state.hessian, n, free));
  const slopes = new Float64Array(m);
  for (let e = 0; e < m; e++) {
    for (let f = 0; f < m; f++) slopes[e]! += vectors.data[f * m + e]! * state.gradient[free[f]!]!;
  }
  let remaining = 0;
  for (let e = 0; e < m; e++) {
    const slope = Math.abs(slopes[e]!);
    const reach = values[e]! > 0 ? Math.min(slope / values[e]!, maximalRadius) : maximalRadius;
    remaining += slope * reach - 0.5 * values[e]! * reach * reach * (values[e]! > 0 ? 1 : 0);
  }
  const damping = dampingFor(values, slopes, radius);
  const step = new Float64Array(n);
  let gain = 0;
  for (let e = 0; e < m; e++) {
    if (slopes[e] === 0) continue;
    const along = slopes[e]! / (values[e]! + damping);
    gain += along * slopes[e]! - 0.5 * values[e]! * along * along;
    for (let f = 0; f < m; f++) step[free[f]!]! += vectors.data[f * m + e]! * along;
  }
  return { step, gain, remaining };
}

/** The λ ≥ 0 that keeps the step (K + λI)⁻¹ g inside the radius and K + λI positive definite. */
function dampingFor(values: Float64Array, slopes: Float64Array, radius: number): number {
  const stepLength = (damping: number): number => {
    let squares = 0;
    for (let e = 0; e < values.length; e++) if (slopes[e] !== 0) squares += (slopes[e]! / (values[e]! + damping)) ** 2;
    return Math.sqrt(squares);
  };
  const smallest = values[values.length - 1]!;
  let low = Math.max(0, -smallest);
  if (smallest > 0 && stepLength(0) <= radius) return 0;
  let high = Math.max(2 * low, 1e-12);
  while (stepLength(high) > radius) high *= 4;
  for (let i = 0; i < 60 && high - low > 1e-6 * high; i++) {
    const middle = 0.5 * (low + high);
    if (stepLength(middle) > radius) low = middle;
    else high = middle;
  }
  return high;
}

/** −H over some of its rows and columns. */
export function negated(hessian: Float64Array, n: number, rows: readonly number[]): Matrix {
  const m = rows.length;
  const block = matrix(m, m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) block.data[i * m + j] = -hessian[rows[i]! * n + rows[j]!]!;
  return block;
}
