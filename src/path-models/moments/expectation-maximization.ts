import { factorSmall, solveSmall } from "../../numeric/index.js";
import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";

const largestChange = 1e-9;
const mostIterations = 2000;

/** Respondents who left the same questions open, and the sums over the answers they gave. */
interface MissingPattern {
  readonly observed: Int32Array;
  readonly open: Int32Array;
  readonly members: number[];
  total: number;
  /** Over the observed items. */
  readonly sums: Float64Array;
  /** Observed × observed. */
  readonly products: Float64Array;
}

/**
 * Maximum likelihood means and covariances of multivariate normal answers that are missing at random, by EM over the
 * patterns of missing answers (Dempster, Laird and Rubin 1977; Schafer 1997, section 5.3). After one pass over the
 * respondents every iteration works on the sums of the patterns. Means and variances are left in units of the answers,
 * the covariance divided by the sum of the weights.
 */
export function expectationMaximization(answers: ItemAnswers, moments: ItemMoments): Pass {
  const width = answers.items.length;
  const patterns = findPatterns(answers);
  const mean = new Float64Array(width);
  const covariance = new Float64Array(width * width);
  const shiftOfMean = new Float64Array(width);
  const expected = new Float64Array(width * width);
  const factor = new Float64Array(width * width);
  const slopes = new Float64Array(width * width);
  const column = new Float64Array(width);
  const centered = new Float64Array(width);
  const products = new Float64Array(width * width);

  /**
   * Sums of a pattern and its expected products around the present mean, added to `shiftOfMean` and `expected`; false
   * when the items are collinear.
   */
  function expect({ observed, open, total, sums, products: raw }: MissingPattern): boolean {
    const given = observed.length;
    for (let a = 0; a < given; a++) centered[a] = sums[a]! - total * mean[observed[a]!]!;
    for (let a = 0; a < given; a++) {
      const i = observed[a]!;
      for (let b = 0; b < given; b++) {
        const j = observed[b]!;
        // Σ(x−μ)(x−μ)ᵀ = Σxxᵀ − sμᵀ − μsᵀ + nμμᵀ
        const value = raw[a * given + b]! - sums[a]! * mean[j]! - mean[i]! * centered[b]!;
        products[a * given + b] = value;
        expected[i * width + j]! += value;
        factor[a * given + b] = covariance[i * width + j]!;
      }
      shiftOfMean[i]! += centered[a]!;
    }
    if (open.length === 0) return true;
    if (factorSmall(factor, given) >= 0) return false;
    for (let m = 0; m < open.length; m++) {
      const row = open[m]! * width;
      for (let a = 0; a < given; a++) column[a] = covariance[row + observed[a]!]!;
      solveSmall(factor, given, column);
      let expectedShift = 0;
      for (let a = 0; a < given; a++) {
        slopes[m * given + a] = column[a]!;
        expectedShift += column[a]! * centered[a]!;
      }
      shiftOfMean[open[m]!]! += expectedShift;
    }
    for (let m = 0; m < open.length; m++) {
      const i = open[m]!;
      for (let b = 0; b < given; b++) {
        let value = 0;
        for (let a = 0; a < given; a++) value += slopes[m * given + a]! * products[a * given + b]!;
        column[b] = value;
        expected[i * width + observed[b]!]! += value;
        expected[observed[b]! * width + i]! += value;
      }
      for (let l = 0; l <= m; l++) {
        const j = open[l]!;
        let value = total * covariance[i * width + j]!;
        for (let a = 0; a < given; a++) {
          value += slopes[l * given + a]! * (column[a]! - total * covariance[i * width + observed[a]!]!);
        }
        expected[i * width + j]! += value;
        if (i !== j) expected[j * width + i]! += value;
      }
    }
    return true;
  }

  return (multiplicity) => {
    const total = sumPatterns(answers, patterns, multiplicity);
    moments.total = total;
    startingValues(patterns, width, mean, covariance);
    moments.settled = false;
    moments.emIterations = 0;
    while (!moments.settled && moments.emIterations < mostIterations) {
      shiftOfMean.fill(0);
      expected.fill(0);
      if (!patterns.every((pattern) => pattern.total === 0 || expect(pattern))) break;
      let change = 0;
      for (let i = 0; i < width; i++) {
        const scale = Math.sqrt(covariance[i * width + i]!) || 1;
        change = Math.max(change, Math.abs(shiftOfMean[i]! / total) / scale);
        for (let j = 0; j < width; j++) {
          const value = expected[i * width + j]! / total - (shiftOfMean[i]! / total) * (shiftOfMean[j]! / total);
          const other = Math.sqrt(covariance[j * width + j]!) || 1;
          change = Math.max(change, Math.abs(value - covariance[i * width + j]!) / (scale * other));
          expected[i * width + j] = value;
        }
      }
      for (let i = 0; i < width; i++) mean[i]! += shiftOfMean[i]! / total;
      covariance.set(expected);
      moments.emIterations++;
      moments.settled = change < largestChange;
    }
    for (let i = 0; i < width; i++) {
      moments.means[i] = answers.shift[i]! + mean[i]!;
      const variance = covariance[i * width + i]!;
      setVariance(moments, i, variance, variance + mean[i]! * mean[i]!);
      for (let j = 0; j < width; j++) {
        const spread = Math.sqrt(variance * covariance[j * width + j]!);
        moments.correlation[i * width + j] = covariance[i * width + j]! / spread;
      }
    }
  };
}

function findPatterns(answers: ItemAnswers): MissingPattern[] {
  const width = answers.items.length;
  const found = new Map<string, MissingPattern>();
  for (let row = 0; row < answers.rows; row++) {
    let key = "";
    for (let i = 0; i < width; i++) key += Number.isNaN(answers.data[row * width + i]!) ? "-" : "x";
    const known = found.get(key);
    if (known !== undefined) {
      known.members.push(row);
      continue;
    }
    const places = Array.from({ length: width }, (_, i) => i);
    const observed = Int32Array.from(places.filter((i) => key[i] === "x"));
    found.set(key, {
      observed,
      open: Int32Array.from(places.filter((i) => key[i] === "-")),
      members: [row],
      total: 0,
      sums: new Float64Array(observed.length),
      products: new Float64Array(observed.length * observed.length),
    });
  }
  return [...found.values()];
}

function sumPatterns(
  answers: ItemAnswers,
  patterns: readonly MissingPattern[],
  multiplicity: Float64Array | null,
): number {
  const width = answers.items.length;
  let total = 0;
  for (const pattern of patterns) {
    const { observed, sums, products, members } = pattern;
    const given = observed.length;
    sums.fill(0);
    products.fill(0);
    pattern.total = 0;
    for (const row of members) {
      const times = multiplicity === null ? 1 : multiplicity[row]!;
      if (times === 0) continue;
      pattern.total += times;
      for (let a = 0; a < given; a++) {
        const value = times * answers.data[row * width + observed[a]!]!;
        sums[a]! += value;
        for (let b = 0; b <= a; b++) products[a * given + b]! += value * answers.data[row * width + observed[b]!]!;
      }
    }
    for (let a = 0; a < given; a++) for (let b = 0; b < a; b++) products[b * given + a] = products[a * given + b]!;
    total += pattern.total;
  }
  return total;
}

/** Means and variances of the answers given, and no correlation. */
function startingValues(
  patterns: readonly MissingPattern[],
  width: number,
  mean: Float64Array,
  covariance: Float64Array,
): void {
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
