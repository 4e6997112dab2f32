import { addScatter, invertCholesky, linearPredictor, partialCholesky, scatterBuffer } from "../../numeric/index.js";
import type { ColumnScales } from "../features/column-scales.js";
import { type LogisticData, logisticLoss } from "./logistic-loss.js";
import { undecidedRows } from "./separation.js";

/** The covariance of the parameters of z, intercept first, row-major, and the inflation of each variance. */
export interface Uncertainty {
  readonly covariance: Float64Array;
  /** One a column, held ones NaN. */
  readonly inflation: Float64Array;
}

/** The inverse C of the Hessian H, and the variance inflation C_jj · (H_jj − H_0j² / H_00) of each column. */
export function inverseCurvature(hessian: Float64Array, held: Uint8Array): Uncertainty {
  const size = held.length;
  const covariance = invertCholesky(partialCholesky(hessian, size, 1e-15, held));
  const inflation = new Float64Array(size - 1).fill(Number.NaN);
  for (let j = 1; j < size; j++) {
    const alone = hessian[j * size + j]! - hessian[j * size]! ** 2 / hessian[0]!;
    if (held[j] === 0) inflation[j - 1] = Math.max(1, covariance[j * size + j]! * alone);
  }
  return { covariance, inflation };
}

/**
 * The uncertainty of the parameters that a separating direction leaves alone, from the rows that it does not decide;
 * null where nothing is left. `raw` is where the search ended, at which those rows are as in the limit.
 */
export function undecidedCurvature(
  data: LogisticData,
  scales: ColumnScales,
  raw: { readonly intercept: number; readonly weights: Float64Array },
  direction: Float64Array,
): { readonly covariance: Float64Array; readonly unknown: Uint8Array } | null {
  const undecided = undecidedRows(data, scales, direction);
  if (undecided === null) return null;
  const size = direction.length;
  const inverseScale = scales.deviations.map((deviation) => 1 / deviation);
  const hessian = new Float64Array(size * size);
  logisticLoss(undecided.data, raw.intercept, raw.weights, new Float64Array(size), {
    center: scales.means,
    inverseScale,
    hessian,
  });
  const factor = partialCholesky(hessian, size, 1e-9);
  const unknown = undecided.growing.map((grows, j) => Math.max(grows, j === 0 ? 0 : factor.held[j]!));
  return unknown.includes(0) ? { covariance: invertCholesky(factor), unknown } : null;
}

const block = 128;

/**
 * The sandwich covariance H⁻¹ J H⁻¹ with J = Σ count · (weight · (p − y))² z zᵀ, valid where rows have importance or
 * sampling weights (Huber 1967; White 1982).
 */
export function robustCovariance(
  inverse: Float64Array,
  data: LogisticData,
  count: Float64Array | null,
  weights: Float64Array,
  scales: ColumnScales,
  raw: { readonly intercept: number; readonly weights: Float64Array },
): Float64Array {
  const size = data.columns + 1;
  const target = {
    center: scales.means,
    inverseScale: scales.deviations.map((deviation) => 1 / deviation),
    hessian: new Float64Array(size * size),
  };
  const buffer = scatterBuffer(size, block);
  const eta = new Float64Array(block);
  for (let start = 0; start < data.rows; start += block) {
    const end = Math.min(start + block, data.rows);
    linearPredictor(data, start, end, raw.intercept, raw.weights, eta);
    for (let i = 0; i < end - start; i++) {
      const residual = 1 / (1 + Math.exp(-eta[i]!)) - data.y[start + i]!;
      eta[i] = (count === null ? 1 : count[start + i]!) * (weights[start + i]! * residual) ** 2;
    }
    addScatter(data, start, end, eta, target, buffer);
  }
  const { hessian: scores } = target;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) scores[j * size + i] = scores[i * size + j]!;
  return product(product(inverse, scores, size), inverse, size);
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) result[i * size + j]! += factor * b[k * size + j]!;
    }
  }
  return result;
}

/**
 * The covariance of the coefficients of the raw features from that of the z-scores: w = θ / deviation, b = θ₀ − Σ w
 * mean.
 */
export function rawCovariance(covariance: Float64Array, { means, deviations }: ColumnScales): Float64Array {
  const size = means.length + 1;
  const scaled = new Float64Array(size * size);
  const factor = (i: number): number => (i === 0 ? 1 : 1 / deviations[i - 1]!);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) scaled[i * size + j] = covariance[i * size + j]! * factor(i) * factor(j);
  }
  const result = scaled.slice();
  for (let i = 1; i < size; i++) {
    let value = scaled[i * size]!;
    for (let k = 1; k < size; k++) value -= means[k - 1]! * scaled[k * size + i]!;
    result[i * size] = value;
    result[i] = value;
  }
  let variance = scaled[0]!;
  for (let k = 1; k < size; k++) {
    variance -= 2 * means[k - 1]! * scaled[k]!;
    for (let l = 1; l < size; l++) variance += means[k - 1]! * means[l - 1]! * scaled[k * size + l]!;
  }
  result[0] = variance;
  return result;
}
