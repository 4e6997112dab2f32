import { addScatter, linearPredictor, type RowMajor, scatterBuffer } from "../../numeric/index.js";
import { fastExp } from "./fast-exp.js";

/** What a logistic fit minimizes over: features, outcomes of 0 and 1, and how much each row counts (null: 1). */
export interface LogisticData extends RowMajor {
  readonly rows: number;
  readonly y: Float64Array;
  readonly cases: Float64Array | null;
}

/**
 * Where the Hessian is collected: in terms of z = (x − center) · inverseScale, which keeps it well conditioned whatever
 * the units.
 */
export interface CurvatureTarget {
  readonly center: Float64Array;
  readonly inverseScale: Float64Array;
  /** Lower triangle, (columns + 1)², the intercept first. */
  readonly hessian: Float64Array;
}

/** Rows of a block: their features stay in the L1 cache between the steps. */
const block = 128;

/**
 * The log loss Σ c ln(1 + e^(−m)), m = ±η, and its gradient Σ c (p − y) x by the raw features; `gradient[0]` is by the
 * intercept. With a `curvature`, the Hessian Σ c p (1 − p) z zᵀ too. One pass over the rows.
 */
export function logisticLoss(
  problem: LogisticData,
  intercept: number,
  weights: Float64Array,
  gradient: Float64Array,
  curvature: CurvatureTarget | null = null,
): number {
  const { rows, columns } = problem;
  const eta = new Float64Array(block);
  const spread = new Float64Array(block);
  const buffer = curvature === null ? null : scatterBuffer(columns + 1, block);
  gradient.fill(0);
  curvature?.hessian.fill(0);
  let loss = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(start + block, rows);
    linearPredictor(problem, start, end, intercept, weights, eta);
    loss += residuals(problem, start, end, eta, spread);
    addProducts(problem, start, end, eta, gradient);
    if (curvature !== null && buffer !== null) addScatter(problem, start, end, spread, curvature, buffer);
  }
  return loss;
}

/** Beyond this |η| the product of the block's factors could overflow, and a row is added by itself. */
const extreme = 300;

/**
 * Turns η of a block into residuals c (p − y) and the weights c p (1 − p) of the Hessian, and returns the loss of the
 * block. With e = e^(−η) and p = 1 / (1 + e) the loss is ln (1 + e) + (1 − y) η and the residual p (1 − y (1 + e)),
 * without a branch on the sign of η, which would be mispredicted.
 */
function residuals(
  { y, cases }: LogisticData,
  start: number,
  end: number,
  eta: Float64Array,
  spread: Float64Array,
): number {
  let loss = 0;
  // ln Π (1 + e) instead of Σ ln (1 + e): one logarithm for many rows.
  let product = 1;
  for (let i = 0; i < end - start; i++) {
    const outcome = y[start + i]!;
    const predictor = eta[i]!;
    const size = cases === null ? 1 : cases[start + i]!;
    if (cases !== null || !(Math.abs(predictor) < extreme)) {
      loss += size * softplus(outcome === 1 ? -predictor : predictor);
    }
    const e = fastExp(Math.min(-predictor, 700));
    const p = 1 / (1 + e);
    if (cases === null && Math.abs(predictor) < extreme) {
      product *= 1 + e;
      loss += (1 - outcome) * predictor;
      if (product > 1e150) {
        loss += Math.log(product);
        product = 1;
      }
    }
    eta[i] = size * p * (1 - outcome - outcome * e);
    spread[i] = size * p * p * e;
  }
  return loss + Math.log(product);
}

/** ln (1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
}

/** gradient += Σ residual · (1, x). */
function addProducts(
  { data, columns }: RowMajor,
  start: number,
  end: number,
  residual: Float64Array,
  gradient: Float64Array,
): void {
  let row = start;
  let total = 0;
  for (; row + 4 <= end; row += 4) {
    const first = row * columns;
    const second = first + columns;
    const third = second + columns;
    const fourth = third + columns;
    const from = row - start;
    const a = residual[from]!;
    const b = residual[from + 1]!;
    const c = residual[from + 2]!;
    const d = residual[from + 3]!;
    total += a + b + c + d;
    for (let j = 0; j < columns; j++) {
      gradient[j + 1]! += a * data[first + j]! + b * data[second + j]! + c * data[third + j]! + d * data[fourth + j]!;
    }
  }
  for (; row < end; row++) {
    const a = residual[row - start]!;
    total += a;
    for (let j = 0; j < columns; j++) gradient[j + 1]! += a * data[row * columns + j]!;
  }
  gradient[0]! += total;
}
