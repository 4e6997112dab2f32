import { factorInPlace, solveInPlace } from "../../numeric/index.js";
import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";
import { findPatterns, type MissingPattern, sumPatterns } from "./missing-patterns.js";

const largestChange = 1e-9;
const mostIterations = 2000;

/** The estimate so far and the working memory of an iteration; matrices are width × width. */
interface EmMemory {
  readonly width: number;
  readonly patterns: readonly MissingPattern[];
  /** Of the shifted answers. */
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  /** Σ E[x − μ] and Σ E[(x − μ)(x − μ)ᵀ] over the respondents, given their answers. */
  readonly expectedSums: Float64Array;
  readonly expectedProducts: Float64Array;
  /** Of one pattern: Σ(x − μ) and Σ(x − μ)(x − μ)ᵀ over its observed items. */
  readonly centered: Float64Array;
  readonly products: Float64Array;
  /** Of one pattern: the Cholesky factor of the covariance of its observed items. */
  readonly factor: Float64Array;
  /** Of one pattern: coefficients of its open items on the observed ones, a row each. */
  readonly slopes: Float64Array;
  /** One row at a time. */
  readonly row: Float64Array;
}

/**
 * Maximum likelihood means and covariances of multivariate normal answers that are missing at random, by EM over the
 * patterns of missing answers (Dempster, Laird and Rubin 1977; Schafer 1997, section 5.3). After one pass over the
 * respondents every iteration works on the sums of the patterns. Resamples start from the estimate of all respondents,
 * which takes fewer iterations to the same limit. Means and variances are left in units of the answers,
 * the covariance divided by the sum of the weights.
 */
export function expectationMaximization(answers: ItemAnswers, moments: ItemMoments): Pass {
  const memory = createMemory(answers);
  let ofAll: Start | null | undefined;
  const passFrom = (start: Start | null, multiplicity: Float64Array | null): void => {
    moments.total = sumPatterns(answers, memory.patterns, multiplicity);
    startingValues(memory);
    if (start !== null && allVary(memory)) {
      memory.mean.set(start.mean);
      memory.covariance.set(start.covariance);
    }
    moments.settled = false;
    moments.emIterations = 0;
    while (!moments.settled && moments.emIterations < mostIterations) {
      if (!expect(memory)) break;
      const change = maximize(memory, moments.total);
      moments.emIterations++;
      moments.settled = change < largestChange;
    }
  };
  return (multiplicity) => {
    const isOfAll = multiplicity === answers.weights;
    if (isOfAll || ofAll === undefined) {
      passFrom(null, answers.weights);
      ofAll = moments.settled ? { mean: memory.mean.slice(), covariance: memory.covariance.slice() } : null;
    }
    if (!isOfAll) passFrom(ofAll, multiplicity);
    setMoments(memory, answers, moments);
  };
}

/** The estimate from all respondents, near which that of a resample lies. */
interface Start {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** Whether the answers to every item vary; one that does not has to keep its variance of exactly 0. */
function allVary({ width, covariance }: EmMemory): boolean {
  for (let i = 0; i < width; i++) if (!(covariance[i * width + i]! > 0)) return false;
  return true;
}

function createMemory(answers: ItemAnswers): EmMemory {
  const width = answers.items.length;
  const square = () => new Float64Array(width * width);
  return {
    width,
    patterns: findPatterns(answers),
    mean: new Float64Array(width),
    covariance: square(),
    expectedSums: new Float64Array(width),
    expectedProducts: square(),
    centered: new Float64Array(width),
    products: square(),
    factor: square(),
    slopes: square(),
    row: new Float64Array(width),
  };
}

/** Means and variances of the answers given, and no correlation. */
function startingValues({ width, patterns, mean, covariance }: EmMemory): void {
  const counts = new Float64Array(width);
  const squares = new Float64Array(width);
  mean.fill(0);
  covariance.fill(0);
  for (const { observed, total, sums, products } of patterns) {
    for (let a = 0; a < observed.length; a++) {
      const i = observed[a]!;
      counts[i]! += total;
      mean[i]! += sums[a]!;
      squares[i]! += products[a * observed.length + a]!;
    }
  }
  for (let i = 0; i < width; i++) {
    if (counts[i] === 0) continue;
    mean[i] = mean[i]! / counts[i]!;
    covariance[i * width + i] = squares[i]! / counts[i]! - mean[i]! * mean[i]!;
  }
}

/** The E step; false when the observed items of a pattern are collinear. */
function expect(memory: EmMemory): boolean {
  memory.expectedSums.fill(0);
  memory.expectedProducts.fill(0);
  for (const pattern of memory.patterns) {
    if (pattern.total === 0) continue;
    addObserved(memory, pattern);
    if (pattern.open.length === 0) continue;
    if (factorInPlace(memory.factor, pattern.observed.length) >= 0) return false;
    addOpenSums(memory, pattern);
    addOpenProducts(memory, pattern);
  }
  return true;
}

/** Adds the sums of the observed items, and lays out the covariance of those for factoring. */
function addObserved(memory: EmMemory, { observed, total, sums, products: raw }: MissingPattern): void {
  const { width, mean, covariance, expectedSums, expectedProducts, centered, products, factor } = memory;
  const given = observed.length;
  for (let a = 0; a < given; a++) centered[a] = sums[a]! - total * mean[observed[a]!]!;
  for (let a = 0; a < given; a++) {
    const i = observed[a]!;
    for (let b = 0; b < given; b++) {
      const j = observed[b]!;
      // Σ(x−μ)(x−μ)ᵀ = Σxxᵀ − sμᵀ − μsᵀ + nμμᵀ
      const value = raw[a * given + b]! - sums[a]! * mean[j]! - mean[i]! * centered[b]!;
      products[a * given + b] = value;
      expectedProducts[i * width + j]! += value;
      factor[a * given + b] = covariance[i * width + j]!;
    }
    expectedSums[i]! += centered[a]!;
  }
}

/** Regresses the open items on the observed ones, B = Σ_mo Σ_oo⁻¹, and adds B Σ(x_o − μ_o). */
function addOpenSums(memory: EmMemory, { observed, open }: MissingPattern): void {
  const { width, covariance, expectedSums, centered, factor, slopes, row } = memory;
  const given = observed.length;
  for (let m = 0; m < open.length; m++) {
    const at = open[m]! * width;
    for (let a = 0; a < given; a++) row[a] = covariance[at + observed[a]!]!;
    solveInPlace(factor, given, row);
    let shift = 0;
    for (let a = 0; a < given; a++) {
      slopes[m * given + a] = row[a]!;
      shift += row[a]! * centered[a]!;
    }
    expectedSums[open[m]!]! += shift;
  }
}

/** Adds B P for open × observed items and B P Bᵀ + n (Σ_mm − B Σ_om) for open × open, P = Σ(x_o − μ_o)(x_o − μ_o)ᵀ. */
function addOpenProducts(memory: EmMemory, { observed, open, total }: MissingPattern): void {
  const { width, covariance, expectedProducts, products, slopes, row } = memory;
  const given = observed.length;
  for (let m = 0; m < open.length; m++) {
    const i = open[m]!;
    for (let b = 0; b < given; b++) {
      let value = 0;
      for (let a = 0; a < given; a++) value += slopes[m * given + a]! * products[a * given + b]!;
      row[b] = value;
      expectedProducts[i * width + observed[b]!]! += value;
      expectedProducts[observed[b]! * width + i]! += value;
    }
    for (let l = 0; l <= m; l++) {
      const j = open[l]!;
      let value = total * covariance[i * width + j]!;
      for (let a = 0; a < given; a++) {
        value += slopes[l * given + a]! * (row[a]! - total * covariance[i * width + observed[a]!]!);
      }
      expectedProducts[i * width + j]! += value;
      if (i !== j) expectedProducts[j * width + i]! += value;
    }
  }
}

/** The M step; returns the largest change of a mean or covariance, in standard deviations. */
function maximize({ width, mean, covariance, expectedSums, expectedProducts }: EmMemory, total: number): number {
  let change = 0;
  for (let i = 0; i < width; i++) {
    const scale = Math.sqrt(covariance[i * width + i]!) || 1;
    change = Math.max(change, Math.abs(expectedSums[i]! / total) / scale);
    for (let j = 0; j < width; j++) {
      const value = expectedProducts[i * width + j]! / total - (expectedSums[i]! / total) * (expectedSums[j]! / total);
      const other = Math.sqrt(covariance[j * width + j]!) || 1;
      change = Math.max(change, Math.abs(value - covariance[i * width + j]!) / (scale * other));
      expectedProducts[i * width + j] = value;
    }
  }
  for (let i = 0; i < width; i++) mean[i]! += expectedSums[i]! / total;
  covariance.set(expectedProducts);
  return change;
}

function setMoments({ width, mean, covariance }: EmMemory, answers: ItemAnswers, moments: ItemMoments): void {
  for (let i = 0; i < width; i++) {
    moments.means[i] = answers.shift[i]! + mean[i]!;
    const variance = covariance[i * width + i]!;
    setVariance(moments, i, variance, variance + mean[i]! * mean[i]!);
    for (let j = 0; j < width; j++) {
      const spread = Math.sqrt(variance * covariance[j * width + j]!);
      moments.correlation[i * width + j] = covariance[i * width + j]! / spread;
    }
  }
}
