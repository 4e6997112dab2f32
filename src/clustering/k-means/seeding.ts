import type { Random } from "../../numeric/index.js";
import { squaredDistance } from "../points/squared-distance.js";
import type { BlockTask } from "./k-means-block-tasks.js";
import { type KMeansState, scalar } from "./k-means-state.js";

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007): each further center is the best of a few points drawn with
 * probability proportional to weight times squared distance to the nearest center so far. Yields the tasks to run;
 * afterwards `centers` is filled.
 */
export function* seedPlusPlus(state: KMeansState, random: Random): Generator<BlockTask, void, void> {
  const { k, trials, blocks, reports, candidates } = state;
  takeCenter(state, 0, drawByWeight(state, random));
  yield "seed";
  for (let chosen = 1; chosen < k; chosen++) {
    for (let trial = 0; trial < trials; trial++) candidates[trial] = drawByDistance(state, random);
    measureQuarters(state, chosen);
    yield "try";
    let best = 0;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (let trial = 0; trial < trials; trial++) {
      let gain = 0;
      for (let block = 0; block < blocks; block++) gain += reports[block * trials + trial]!;
      if (gain <= bestGain) continue;
      bestGain = gain;
      best = trial;
    }
    takeCenter(state, chosen, candidates[best]!);
    // The last center's distances are of no further use.
    if (chosen < k - 1) yield "seed";
  }
}

/** Different rows of positive weight as centers, each equally likely. */
export function seedRandomly(state: KMeansState, random: Random): void {
  const { k, rows, weights } = state;
  const usable: number[] = [];
  for (let row = 0; row < rows; row++) if (weights.length === 0 || weights[row]! > 0) usable.push(row);
  for (let j = 0; j < k; j++) {
    const other = j + random.integer(usable.length - j);
    const row = usable[other]!;
    usable[other] = usable[j]!;
    takeCenter(state, j, row);
  }
}

/**
 * Moves one center, each equally likely, to a point drawn with probability proportional to weight times squared
 * distance to the nearest of the others.
 */
export function* swapCenter(state: KMeansState, random: Random): Generator<BlockTask, void, void> {
  const { k, columns, centers, scalars } = state;
  if (k === 1) return;
  const removed = random.integer(k) * columns;
  const last = (k - 1) * columns;
  centers.copyWithin(removed, last, last + columns);
  for (let chosen = 1; chosen < k; chosen++) {
    scalars[scalar.chosen] = chosen;
    yield "seed";
  }
  takeCenter(state, k - 1, drawByDistance(state, random));
}

function takeCenter(state: KMeansState, j: number, row: number): void {
  const { points, centers, columns, scalars } = state;
  centers.set(points.subarray(row * columns, (row + 1) * columns), j * columns);
  scalars[scalar.chosen] = j + 1;
}

function drawByWeight(state: KMeansState, random: Random): number {
  const { rows, weights } = state;
  if (weights.length === 0) return random.integer(rows);
  let total = 0;
  for (let row = 0; row < rows; row++) total += weights[row]!;
  let left = random.uniform() * total;
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    last = row;
    left -= weight;
    if (left < 0) break;
  }
  return last;
}

/** A row drawn by weight times squared distance: first the block, from what each reported, then the row within it. */
function drawByDistance(state: KMeansState, random: Random): number {
  const { blocks, blockRows, rows, weights, slack, remaining } = state;
  let total = 0;
  for (let block = 0; block < blocks; block++) total += remaining[block]!;
  let left = random.uniform() * total;
  let block = 0;
  for (let candidate = 0; candidate < blocks; candidate++) {
    if (remaining[candidate] === 0) continue;
    block = candidate;
    if (left < remaining[candidate]!) break;
    left -= remaining[candidate]!;
  }
  let last = block * blockRows;
  const end = Math.min(last + blockRows, rows);
  for (let row = last; row < end; row++) {
    const share = weights.length === 0 ? slack[row]! : weights[row]! * slack[row]!;
    if (share === 0) continue;
    last = row;
    left -= share;
    if (left < 0) break;
  }
  return last;
}

/**
 * A quarter of the squared distance of each tried center to each chosen one, a hair less so that rounding cannot skip a
 * point.
 */
function measureQuarters(state: KMeansState, chosen: number): void {
  const { points, centers, columns, k, trials, candidates, quarters } = state;
  for (let trial = 0; trial < trials; trial++) {
    for (let j = 0; j < chosen; j++) {
      const squared = squaredDistance(points, candidates[trial]! * columns, centers, j * columns, columns);
      quarters[trial * k + j] = 0.25 * squared * (1 - 1e-9);
    }
  }
}
