import { factorInPlace } from "../../numeric/index.js";
import { createExtrapolation, leap, walk } from "./em-iterations.js";
import { createEmSums, createEstimate, type NormalEstimate, sumGivenAnswers } from "./em-step.js";
import type { ItemAnswers } from "./item-answers.js";
import { type ItemMoments, type Pass, setVariance } from "./item-moments.js";
import { findPatterns, type MissingPattern, sumPatterns } from "./missing-patterns.js";
import { nearSingular } from "./open-answers-regression.js";

/** Of extrapolated steps; nearer to the limit than plain ones, at the cost of a step or two. */
const leaping = { tolerance: 1e-10, mostSteps: 1000 };
const plain = { tolerance: 1e-9, mostSteps: 2000 };
/** Of resamples, whose estimates differ by whole standard errors, of which such a step is a tiny part. */
const leapingResample = { tolerance: 1e-7, mostSteps: 1000 };

/**
 * Maximum likelihood means and covariances of multivariate normal answers that are missing at random, by EM over the
 * patterns of missing answers (Dempster, Laird and Rubin 1977; Schafer 1997, section 5.3). What the steps have in
 * common is added up once, in one pass over the respondents.
 *
 * Where the answers determine the covariances there is one limit, and extrapolation gets there sooner; where they
 * hardly do, the likelihood may grow without end towards a singular covariance: the way then decides on the place that
 * EM comes to rest at, and that way is always the plain one. Resamples start from the estimate of all respondents.
 * Means and variances are left in units of the answers, the covariance divided by the sum of the weights.
 */
export function expectationMaximization(answers: ItemAnswers, moments: ItemMoments): Pass {
  const width = answers.items.length;
  const patterns = findPatterns(answers);
  const sums = createEmSums(width, patterns);
  const extrapolation = createExtrapolation(width);
  const estimate = createEstimate(width);
  let ofAll: NormalEstimate | null | undefined;
  const passFrom = (start: NormalEstimate | null, multiplicity: Float64Array | null, limits = leaping): void => {
    moments.total = sumPatterns(patterns, multiplicity);
    sumGivenAnswers(sums);
    begin(patterns, start, estimate);
    let run = leap(sums, extrapolation, moments.total, estimate, limits);
    if (!run.settled || dependsOnOthers(estimate, sums.products)) {
      begin(patterns, start, estimate);
      run = walk(sums, moments.total, estimate, plain);
    }
    moments.settled = run.settled;
    moments.emIterations = run.steps;
  };
  return (multiplicity) => {
    const isOfAll = multiplicity === answers.weights;
    if (isOfAll || ofAll === undefined) {
      passFrom(null, answers.weights);
      // The estimate near which those of the resamples lie.
      ofAll = moments.settled ? { mean: estimate.mean.slice(), covariance: estimate.covariance.slice() } : null;
    }
    if (!isOfAll) passFrom(ofAll, multiplicity, ofAll === null ? leaping : leapingResample);
    setMoments(estimate, answers, moments);
  };
}

/** The estimate to start from: the given one, or that of the answers to each item by itself. */
function begin(patterns: readonly MissingPattern[], start: NormalEstimate | null, estimate: NormalEstimate): void {
  startingValues(patterns, estimate);
  if (start === null || !allVary(estimate)) return;
  estimate.mean.set(start.mean);
  estimate.covariance.set(start.covariance);
}

/** Whether an item is nearly a combination of others. */
function dependsOnOthers({ mean, covariance }: NormalEstimate, memory: Float64Array): boolean {
  memory.set(covariance);
  return factorInPlace(memory, mean.length, nearSingular) >= 0;
}

/** Whether the answers to every item vary; one that does not has to keep its variance of exactly 0. */
function allVary({ mean, covariance }: NormalEstimate): boolean {
  return mean.every((_, i) => covariance[i * mean.length + i]! > 0);
}

/** Means and variances of the answers given, and no correlation. */
function startingValues(patterns: readonly MissingPattern[], { mean, covariance }: NormalEstimate): void {
  const width = mean.length;
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

function setMoments({ mean, covariance }: NormalEstimate, answers: ItemAnswers, moments: ItemMoments): void {
  const width = mean.length;
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
