import { factorInPlace, solveInPlace } from "../../numeric/index.js";
import type { MissingPattern } from "./missing-patterns.js";

/** The regression of the open items of a pattern on the observed ones, and working memory; matrices are row-major. */
export interface OpenItemsRegression {
  /** Open × observed: B. */
  readonly slopes: Float64Array;
  /** By open item: μ_m − B μ_o. */
  readonly intercepts: Float64Array;
  /** Open × open: the covariance of the open items given the observed ones. */
  readonly rest: Float64Array;
  readonly factor: Float64Array;
  readonly row: Float64Array;
}

/** Memory for patterns of up to `width` items. */
export function createRegression(width: number): OpenItemsRegression {
  const square = () => new Float64Array(width * width);
  const line = () => new Float64Array(width);
  return { slopes: square(), intercepts: line(), rest: square(), factor: square(), row: line() };
}

/**
 * A pivot below this share of its variance says that an item is nearly a combination of others. The precision then has
 * few digits, and the covariance may be on its way to a singular one.
 */
export const nearSingular = 1e-6;

/** The inverse of a covariance into `precision`, or false where an item is nearly a combination of others. */
export function invertCovariance(
  covariance: Float64Array,
  width: number,
  precision: Float64Array,
  { factor, row }: OpenItemsRegression,
): boolean {
  factor.set(covariance);
  if (factorInPlace(factor, width, nearSingular) >= 0) return false;
  for (let j = 0; j < width; j++) {
    row.fill(0);
    row[j] = 1;
    solveInPlace(factor, width, row);
    for (let i = j; i < width; i++) {
      precision[i * width + j] = row[i]!;
      precision[j * width + i] = row[i]!;
    }
  }
  return true;
}

/**
 * From the precision K of all items: the covariance of the open items given the observed ones, K_mm⁻¹ (Lauritzen 1996,
 * Graphical Models, section C.1). Only a matrix of the open items is factored, which are few. False where it cannot be.
 */
export function restByPrecision(
  precision: Float64Array,
  width: number,
  open: Int32Array,
  { rest, factor }: OpenItemsRegression,
): boolean {
  const missing = open.length;
  for (let m = 0; m < missing; m++) {
    const at = open[m]! * width;
    for (let l = 0; l <= m; l++) factor[m * missing + l] = precision[at + open[l]!]!;
  }
  if (missing === 1) {
    rest[0] = 1 / factor[0]!;
    return rest[0] > 0;
  }
  if (factorInPlace(factor, missing) >= 0) return false;
  // L⁻¹ in place, row by row, and then L⁻ᵀ L⁻¹.
  for (let i = 0; i < missing; i++) {
    const own = 1 / factor[i * missing + i]!;
    for (let j = 0; j < i; j++) {
      let value = 0;
      for (let k = j; k < i; k++) value += factor[i * missing + k]! * factor[k * missing + j]!;
      factor[i * missing + j] = -own * value;
    }
    factor[i * missing + i] = own;
  }
  for (let i = 0; i < missing; i++) {
    for (let j = 0; j <= i; j++) {
      let value = 0;
      for (let k = i; k < missing; k++) value += factor[k * missing + i]! * factor[k * missing + j]!;
      rest[i * missing + j] = value;
      rest[j * missing + i] = value;
    }
  }
  return true;
}

/** The slopes −K_mm⁻¹ K_mo and intercepts K_mm⁻¹ (K μ)_m, after {@link restByPrecision}. */
export function regressByPrecision(
  precision: Float64Array,
  pull: Float64Array,
  { observed, open }: MissingPattern,
  { slopes, intercepts, rest }: OpenItemsRegression,
): void {
  const width = pull.length;
  const given = observed.length;
  const missing = open.length;
  for (let m = 0; m < missing; m++) {
    let intercept = 0;
    for (let l = 0; l < missing; l++) intercept += rest[m * missing + l]! * pull[open[l]!]!;
    intercepts[m] = intercept;
    for (let a = 0; a < given; a++) {
      let slope = 0;
      for (let l = 0; l < missing; l++) slope -= rest[m * missing + l]! * precision[open[l]! * width + observed[a]!]!;
      slopes[m * given + a] = slope;
    }
  }
}

/**
 * From the covariance Σ: the slopes are Σ_mo Σ_oo⁻¹ and the covariance of the open items given the observed ones Σ_mm −
 * B Σ_om, also where an open item depends on others. False where the observed items are collinear.
 */
export function regressByCovariance(
  covariance: Float64Array,
  mean: Float64Array,
  { observed, open }: MissingPattern,
  { slopes, intercepts, rest, factor, row }: OpenItemsRegression,
): boolean {
  const width = mean.length;
  const given = observed.length;
  const missing = open.length;
  for (let a = 0; a < given; a++) {
    const at = observed[a]! * width;
    for (let b = 0; b <= a; b++) factor[a * given + b] = covariance[at + observed[b]!]!;
  }
  if (factorInPlace(factor, given) >= 0) return false;
  for (let m = 0; m < missing; m++) {
    const at = open[m]! * width;
    for (let a = 0; a < given; a++) row[a] = covariance[at + observed[a]!]!;
    solveInPlace(factor, given, row);
    let intercept = mean[open[m]!]!;
    for (let a = 0; a < given; a++) {
      slopes[m * given + a] = row[a]!;
      intercept -= row[a]! * mean[observed[a]!]!;
    }
    intercepts[m] = intercept;
    for (let l = 0; l <= m; l++) {
      let value = covariance[at + open[l]!]!;
      for (let a = 0; a < given; a++) value -= row[a]! * covariance[open[l]! * width + observed[a]!]!;
      rest[m * missing + l] = value;
    }
  }
  return true;
}
