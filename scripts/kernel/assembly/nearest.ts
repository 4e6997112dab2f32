import { Parameters } from "./parameters";
import { scoreCenters } from "./scores";
import { measureSquares } from "./squares";
import { boundAt, plusProduct, squaredDistance } from "./vectors";

/** The nearest center of every point, and a lower bound on how much farther the second nearest is. */
export function findNearest(search: Parameters, groups: usize): void {
  measureSquares(search, groups);
  scoreCenters(search, groups);
  const answersEnd = groups << 5;
  const zero = f32x4.splat(0);
  for (let answer: usize = 0; answer < answersEnd; answer += 16) {
    keepCertain(search, answer);
    const square = v128.load(search.squares + answer);
    const norm = f32x4.sqrt(square);
    const scoreError = boundAt(norm, search.scorePerNorm, search.scoreAtZero);
    const error = plusProduct(scoreError, f32x4.splat(search.squarePerSquare), square);
    const farther = f32x4.sub(squaredDistance(square, v128.load(search.secondLeast + answer)), error);
    const nearer = f32x4.add(squaredDistance(square, v128.load(search.least + answer)), error);
    const gap = f32x4.sub(f32x4.sqrt(f32x4.pmax(zero, farther)), f32x4.sqrt(f32x4.pmax(zero, nearer)));
    v128.store(search.gaps + answer, f32x4.sub(gap, boundAt(norm, search.gapPerNorm, search.gapAtZero)));
  }
}

/**
 * The nearest center of every point. `changed` gets the groups in which some point's is not its label; returns how many
 * these are.
 */
export function findChanged(search: Parameters, groups: usize): usize {
  measureSquares(search, groups);
  scoreCenters(search, groups);
  let changed: usize = 0;
  for (let group: usize = 0; group < groups; group++) {
    const answer = group << 5;
    const differsA = v128.xor(keepCertain(search, answer), v128.load(search.labels + answer));
    const differsB = v128.xor(keepCertain(search, answer + 16), v128.load(search.labels + answer, 16));
    // Written down in any case and over the next time: a branch would be mispredicted too often.
    store<u32>(search.changed + (changed << 2), group);
    changed += <usize>v128.any_true(v128.or(differsA, differsB));
  }
  return changed;
}

/**
 * Puts −1 for the nearest centers of four points where the scores do not differ by more than their errors, or the norms
 * are beyond those for which the errors are known.
 */
function keepCertain(search: Parameters, answer: usize): v128 {
  const norm = f32x4.sqrt(v128.load(search.squares + answer));
  const lead = f32x4.sub(v128.load(search.secondLeast + answer), v128.load(search.least + answer));
  const leads = f32x4.gt(lead, boundAt(norm, search.scorePerNorm, search.scoreAtZero));
  const certain = v128.and(leads, f32x4.lt(norm, f32x4.splat(search.largestNorm)));
  const nearest = v128.or(v128.load(search.nearest + answer), v128.not(certain));
  v128.store(search.nearest + answer, nearest);
  return nearest;
}
