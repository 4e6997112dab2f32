import type { MissingPattern } from "./missing-patterns.js";
import {
  createRegression,
  invertCovariance,
  type OpenItemsRegression,
  regressByCovariance,
  regressByPrecision,
  restByPrecision,
} from "./open-answers-regression.js";

/** Means and covariances of the (shifted) answers; the covariance is width × width. */
export interface NormalEstimate {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** What the steps from one weighting of the respondents share. */
export interface EmSums {
  readonly width: number;
  readonly patterns: readonly MissingPattern[];
  /** Σ x and Σ x xᵀ over the answers given, which no step changes; products lower triangle. */
  readonly givenSums: Float64Array;
  readonly givenProducts: Float64Array;
  /** Those, with what is expected of the open answers. The product of items i and j stands in [i, j] and [j, i]. */
  readonly sums: Float64Array;
  readonly products: Float64Array;
  /** The inverse K of the covariance, and K μ. */
  readonly precision: Float64Array;
  readonly pull: Float64Array;
  /** Of one pattern. */
  readonly regression: OpenItemsRegression;
  readonly expected: Float64Array;
}

/** An estimate that is to be filled. */
export function createEstimate(width: number): NormalEstimate {
  return { mean: new Float64Array(width), covariance: new Float64Array(width * width) };
}

/** Memory for the steps. */
export function createEmSums(width: number, patterns: readonly MissingPattern[]): EmSums {
  const row = () => new Float64Array(width);
  const square = () => new Float64Array(width * width);
  return {
    width,
    patterns,
    givenSums: row(),
    givenProducts: square(),
    sums: row(),
    products: square(),
    precision: square(),
    pull: row(),
    regression: createRegression(width),
    expected: row(),
  };
}

/** Adds up the answers given; the sums of the patterns have to be those of the weights at hand. */
export function sumGivenAnswers({ width, patterns, givenSums, givenProducts }: EmSums): void {
  givenSums.fill(0);
  givenProducts.fill(0);
  for (const { observed, sums, products } of patterns) {
    const given = observed.length;
    for (let a = 0; a < given; a++) {
      const i = observed[a]!;
      givenSums[i]! += sums[a]!;
      for (let b = 0; b <= a; b++) givenProducts[i * width + observed[b]!]! += products[a * given + b]!;
    }
  }
}

/**
 * One step of EM from `from` into `into` (which may be the same): what is expected of the open answers given the
 * others, then means and covariances of all. Returns the largest change of a mean or covariance, in standard
 * deviations; NaN where the observed items of a pattern are collinear.
 */
export function emStep(memory: EmSums, total: number, from: NormalEstimate, into: NormalEstimate): number {
  memory.sums.set(memory.givenSums);
  memory.products.set(memory.givenProducts);
  const { width, precision, pull, regression } = memory;
  const hasPrecision = invertCovariance(from.covariance, width, precision, regression);
  if (hasPrecision) multiply(precision, from.mean, pull);
  for (const pattern of memory.patterns) {
    const { observed, open, present } = pattern;
    if (present === 0 || open.length === 0) continue;
    if (hasPrecision && open.length <= observed.length && restByPrecision(precision, width, open, regression)) {
      // Of few respondents each is cheaper by itself than their products are together.
      if (2 * present < width) {
        addRespondents(memory, pattern);
      } else {
        regressByPrecision(precision, pull, pattern, regression);
        addPattern(memory, pattern);
      }
    } else {
      if (!regressByCovariance(from.covariance, from.mean, pattern, regression)) return Number.NaN;
      addPattern(memory, pattern);
    }
    addRest(memory, pattern);
  }
  return maximize(memory, total, from, into);
}

/**
 * Adds what is expected of each respondent of a pattern: x_m = K_mm⁻¹ ((K μ)_m − K_mo x_o), x_m x_oᵀ and x_m x_mᵀ. Two
 * open items at a time, whose sums do not wait for each other; the last of an odd number goes with itself.
 */
function addRespondents(memory: EmSums, { open, answers, weights, members }: MissingPattern): void {
  const { width, sums, products, precision, pull, regression, expected } = memory;
  const { rest, row: gap } = regression;
  const missing = open.length;
  for (let member = 0; member < members.length; member++) {
    const times = weights[member]!;
    if (times === 0) continue;
    const at = member * width;
    for (let m = 0; m < missing; m += 2) {
      const partner = m + 1 < missing ? m + 1 : m;
      const row = open[m]! * width;
      const partnerRow = open[partner]! * width;
      let value = pull[open[m]!]!;
      let partnerValue = pull[open[partner]!]!;
      // The answers to open items are 0.
      for (let i = 0; i < width; i++) {
        const answer = answers[at + i]!;
        value -= precision[row + i]! * answer;
        partnerValue -= precision[partnerRow + i]! * answer;
      }
      gap[m] = value;
      gap[partner] = partnerValue;
    }
    for (let m = 0; m < missing; m++) {
      let value = 0;
      for (let l = 0; l < missing; l++) value += rest[m * missing + l]! * gap[l]!;
      expected[m] = value;
      const weighted = times * value;
      const row = open[m]! * width;
      sums[open[m]!]! += weighted;
      for (let i = 0; i < width; i++) products[row + i]! += weighted * answers[at + i]!;
      for (let l = 0; l <= m; l++) products[row + open[l]!]! += weighted * expected[l]!;
    }
  }
}

/** The same for all respondents of a pattern at once, from their sums s and products P: n a + B s, a sᵀ + B P, …. */
function addPattern(memory: EmSums, { observed, open, total, sums: s, products: p }: MissingPattern): void {
  const { width, sums, products, regression, expected: crossed } = memory;
  const { slopes, intercepts } = regression;
  const given = observed.length;
  for (let m = 0; m < open.length; m++) {
    const row = open[m]! * width;
    const intercept = intercepts[m]!;
    let sum = total * intercept;
    for (let b = 0; b < given; b++) {
      let value = intercept * s[b]!;
      for (let a = 0; a < given; a++) value += slopes[m * given + a]! * p[a * given + b]!;
      crossed[b] = value;
      sum += slopes[m * given + b]! * s[b]!;
      products[row + observed[b]!]! += value;
    }
    sums[open[m]!]! += sum;
    for (let l = 0; l <= m; l++) {
      let value = intercepts[l]! * sum;
      for (let b = 0; b < given; b++) value += slopes[l * given + b]! * crossed[b]!;
      products[row + open[l]!]! += value;
    }
  }
}

/** K μ */
function multiply(precision: Float64Array, mean: Float64Array, into: Float64Array): void {
  const width = mean.length;
  for (let i = 0; i < width; i++) {
    let value = 0;
    for (let j = 0; j < width; j++) value += precision[i * width + j]! * mean[j]!;
    into[i] = value;
  }
}

/** Adds the covariance of the open answers given the others, for each respondent. */
function addRest({ width, products, regression }: EmSums, { open, total }: MissingPattern): void {
  const missing = open.length;
  for (let m = 0; m < missing; m++) {
    const row = open[m]! * width;
    for (let l = 0; l <= m; l++) products[row + open[l]!]! += total * regression.rest[m * missing + l]!;
  }
}

function maximize(
  { width, sums, products }: EmSums,
  total: number,
  from: NormalEstimate,
  into: NormalEstimate,
): number {
  let change = 0;
  for (let i = 0; i < width; i++) {
    const scale = Math.sqrt(from.covariance[i * width + i]!) || 1;
    change = Math.max(change, Math.abs(sums[i]! / total - from.mean[i]!) / scale);
    for (let j = 0; j <= i; j++) {
      const both = i === j ? products[i * width + i]! : products[i * width + j]! + products[j * width + i]!;
      const value = both / total - (sums[i]! / total) * (sums[j]! / total);
      const other = Math.sqrt(from.covariance[j * width + j]!) || 1;
      change = Math.max(change, Math.abs(value - from.covariance[i * width + j]!) / (scale * other));
      products[i * width + j] = value;
    }
  }
  for (let i = 0; i < width; i++) {
    into.mean[i] = sums[i]! / total;
    for (let j = 0; j <= i; j++) {
      into.covariance[i * width + j] = products[i * width + j]!;
      into.covariance[j * width + i] = products[i * width + j]!;
    }
  }
  return change;
}
