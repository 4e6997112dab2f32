import type { CloserSearch } from "../nearest/closer-simd.js";
import { chunkSize } from "../nearest/simd-memory.js";
import { squaredDistance } from "../points/squared-distance.js";
import { type KMeansState, scalar } from "./k-means-state.js";

/** Working memory of one thread for seeding with SIMD instructions. */
export interface SeedingScratch {
  readonly search: CloserSearch;
  /** The centers in question. */
  readonly tried: Float64Array;
  /** Pairs of a row and a center that may be closer than what the row has, of a chunk of rows. */
  readonly rows: Int32Array;
  readonly centers: Uint16Array;
}

/** Room for every pair of a chunk, and one more that is written before it is known whether the pair counts. */
export function createSeedingScratch(search: CloserSearch, columns: number, trials: number): SeedingScratch {
  return {
    search,
    tried: new Float64Array(trials * columns),
    rows: new Int32Array(trials * chunkSize + 1),
    centers: new Uint16Array(trials * chunkSize + 1),
  };
}

/**
 * k-means++: the center chosen last takes the points to which it is nearest. `remaining` gets the weighted squared
 * distances that remain.
 */
export function updateClosest(
  state: KMeansState,
  scratch: SeedingScratch | null,
  block: number,
  from: number,
  to: number,
): void {
  const { points, weights, centers, columns, labels, slack, scalars } = state;
  const last = scalars[scalar.chosen]! - 1;
  const center = last * columns;
  if (scratch !== null && last > 0) takeCloser(state, scratch, last, from, to);
  else {
    for (let row = from; row < to; row++) {
      const distance = squaredDistance(points, row * columns, centers, center, columns);
      if (last > 0 && distance >= slack[row]!) continue;
      slack[row] = distance;
      labels[row] = last;
    }
  }
  let total = 0;
  for (let row = from; row < to; row++) total += weights.length === 0 ? slack[row]! : weights[row]! * slack[row]!;
  state.remaining[block] = total;
}

function takeCloser(state: KMeansState, scratch: SeedingScratch, last: number, from: number, to: number): void {
  const { points, simdPoints, middle, centers, columns, labels, slack } = state;
  const { search, rows } = scratch;
  const center = last * columns;
  search.load(centers.subarray(center, center + columns), middle);
  for (let start = from; start < to; start += chunkSize) {
    const pairs = search.find(simdPoints, start, Math.min(start + chunkSize, to), slack, rows, scratch.centers);
    for (let pair = 0; pair < pairs; pair++) {
      const row = rows[pair]!;
      const distance = squaredDistance(points, row * columns, centers, center, columns);
      if (distance >= slack[row]!) continue;
      slack[row] = distance;
      labels[row] = last;
    }
  }
}

/** Greedy k-means++: by how much each tried center would lower the total of weighted squared distances. */
export function gainOfCandidates(
  state: KMeansState,
  scratch: SeedingScratch | null,
  block: number,
  from: number,
  to: number,
): void {
  const { trials, reports } = state;
  const gains = reports.subarray(block * trials, (block + 1) * trials);
  gains.fill(0);
  if (scratch === null) gainsScalar(state, gains, from, to);
  else gainsSimd(state, scratch, gains, from, to);
}

function gainsScalar(state: KMeansState, gains: Float64Array, from: number, to: number): void {
  const { points, weights, columns, k, trials, labels, slack, candidates, quarters } = state;
  for (let trial = 0; trial < trials; trial++) {
    const candidate = candidates[trial]! * columns;
    const quarter = trial * k;
    let gain = 0;
    for (let row = from; row < to; row++) {
      const closest = slack[row]!;
      // A center more than twice as far from the point's own one cannot be nearer (Raff 2021, Exact Acceleration of
      // K-Means++).
      if (closest <= quarters[quarter + labels[row]!]!) continue;
      const distance = squaredDistance(points, row * columns, points, candidate, columns);
      if (distance >= closest) continue;
      gain += weights.length === 0 ? closest - distance : weights[row]! * (closest - distance);
    }
    gains[trial] = gain;
  }
}

function gainsSimd(
  state: KMeansState,
  { search, tried, rows, centers }: SeedingScratch,
  gains: Float64Array,
  from: number,
  to: number,
): void {
  const { points, simdPoints, middle, weights, columns, trials, slack, candidates } = state;
  for (let trial = 0; trial < trials; trial++) {
    const first = candidates[trial]! * columns;
    for (let f = 0; f < columns; f++) tried[trial * columns + f] = points[first + f]!;
  }
  search.load(tried, middle);
  for (let start = from; start < to; start += chunkSize) {
    const pairs = search.find(simdPoints, start, Math.min(start + chunkSize, to), slack, rows, centers);
    for (let pair = 0; pair < pairs; pair++) {
      const row = rows[pair]!;
      const trial = centers[pair]!;
      const distance = squaredDistance(points, row * columns, tried, trial * columns, columns);
      const gain = slack[row]! - distance;
      if (gain > 0) gains[trial] = gains[trial]! + (weights.length === 0 ? gain : weights[row]! * gain);
    }
  }
}
