import { ClienteleError, knownOptions, numberOption } from "../../errors/index.js";
import { createRandom, type Random } from "../../numeric/index.js";
import { isTable, type PointMatrix, type Points, pointsOf, type Vector } from "../../table/index.js";
import { type DistanceSearch, distanceSearch, findNearest, loadCenters } from "../nearest/distance-search.js";
import { canonicalOrder } from "../points/canonical-order.js";
import { countDistinct } from "../points/distinct-points.js";
import { measureSpread } from "../points/point-spread.js";
import { pointWeights } from "../points/point-weights.js";
import { type KMeansResult, refuseTooManyClusters, resultOf, runKMeans } from "./k-means.js";

/** Options of {@link miniBatchKMeans}. */
export interface MiniBatchKMeansOptions {
  readonly k: number;
  /** Points looked at in each step [1,024]. */
  readonly batchSize?: number | undefined;
  /** Steps at most [10 looks at every point, at least 100]. */
  readonly maxBatches?: number | undefined;
  /** The fit ends when this many steps in a row have not lowered the smoothed inertia [10]. */
  readonly patience?: number | undefined;
  /** [0] */
  readonly seed?: number | undefined;
  /** The importance of each point, not below 0 [1]. */
  readonly weights?: Vector | undefined;
}

const optionNames = ["k", "batchSize", "maxBatches", "patience", "seed", "weights"];

/**
 * k-means for very many points: each step looks at a small random batch and moves the centers a little toward its
 * points. Faster than {@link kMeans} and a little worse; use it where a full fit takes too long. The start is a full
 * fit of a sample of 4 batches' worth of points, or 100 a cluster where those are more; at the end all points get the
 * nearest center, and the inertia is that of all.
 *
 * `iterations` counts the steps; `"iterationLimit"` means that the inertia was still falling when they were used up.
 * Errors: as for {@link kMeans}.
 *
 * Source: Sculley (2010), WWW: a center moves by the share of a point in all that it has seen, those of the start
 * counted.
 *
 * @example
 * ```ts
 * const { labels, inertia } = miniBatchKMeans({ data, rows: 1_000_000, columns: 3 }, { k: 8, seed: 1 });
 * ```
 */
export function miniBatchKMeans(points: Points, options: MiniBatchKMeansOptions): KMeansResult {
  const caller = "miniBatchKMeans";
  knownOptions(caller, options, optionNames);
  const whole = (name: "k" | "batchSize" | "maxBatches" | "patience", fallback: number | undefined) =>
    numberOption(caller, name, options[name] ?? fallback, { min: 1, integer: true });
  const k = whole("k", undefined);
  const matrix = pointsOf(caller, points);
  if (matrix.rows === 0 || matrix.columns === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "there are no points");
  }
  const weights = pointWeights(caller, matrix.rows, options.weights);
  refuseTooManyClusters(caller, k, matrix, weights);
  const batchSize = Math.min(matrix.rows, Math.max(k, whole("batchSize", 1024)));
  const maxBatches = whole("maxBatches", Math.max(100, Math.ceil((10 * matrix.rows) / batchSize)));
  const patience = whole("patience", 10);
  const seed = numberOption(caller, "seed", options.seed ?? 0);

  const random = createRandom(seed);
  const sample = Math.max(4 * batchSize, 100 * k);
  const { centers, seen } = startOf(caller, matrix, weights, k, sample, seed, random.fork(1));
  const search = distanceSearch(matrix.rows, matrix.columns, k, Math.max(batchSize, blockRows));
  const settings = { batchSize, maxBatches, patience, random: random.fork(2) };
  const steps = runBatches(matrix, weights, search, { centers, seen }, settings);
  const fit = { centers: inCanonicalOrder(centers, k, matrix.columns), labels: new Int32Array(matrix.rows) };
  const inertia = assignAll(matrix, weights, search, fit.centers, fit.labels);
  // Points that no step has looked at may lie too far away.
  if (!Number.isFinite(inertia)) measureSpread(caller, matrix, fit.centers, false);
  const shape = { k, columns: matrix.columns };
  return resultOf({ ...fit, inertia, ...steps }, shape, isTable(points) ? matrix.names : null);
}

function inCanonicalOrder(centers: Float64Array, k: number, columns: number): Float64Array {
  const ordered = new Float64Array(centers.length);
  canonicalOrder(centers, k, columns).forEach((old, j) => {
    ordered.set(centers.subarray(old * columns, (old + 1) * columns), j * columns);
  });
  return ordered;
}

interface Start {
  /** Centers, row-major. */
  readonly centers: Float64Array;
  /** The weight of the points that each center is the mean of. */
  readonly seen: Float64Array;
}

/** A full fit of a sample; of all points where the sample has too few different ones. */
function startOf(
  caller: string,
  matrix: PointMatrix,
  weights: Float64Array | undefined,
  k: number,
  count: number,
  seed: number,
  random: Random,
): Start {
  const taken = sampleRows(matrix.rows, Math.min(matrix.rows, count), random);
  const { columns, names } = matrix;
  const data = new Float64Array(taken.length * columns);
  gatherRows(matrix.data, columns, taken, data);
  const ofSample = weights === undefined ? undefined : Float64Array.from(taken, (row) => weights[row]!);
  const enough = countDistinct(data, columns, ofSample, k) >= k;
  const fit = enough
    ? runKMeans(caller, { data, rows: taken.length, columns, names } as Points, {
        k,
        seed,
        restarts: 3,
        swaps: 0,
        weights: ofSample,
      })
    : runKMeans(caller, matrix as Points, { k, seed, restarts: 1, weights });
  const seen = new Float64Array(k);
  const importance = enough ? ofSample : weights;
  fit.labels.forEach((label, i) => {
    seen[label] = seen[label]! + (importance === undefined ? 1 : importance[i]!);
  });
  return { centers: Float64Array.from(fit.model.centers.flat()), seen };
}

function sampleRows(rows: number, count: number, random: Random): Int32Array {
  if (count === rows) return Int32Array.from({ length: rows }, (_, row) => row);
  const taken = new Int32Array(count);
  for (let i = 0; i < count; i++) taken[i] = random.integer(rows);
  return taken.sort();
}

/** One row after the other. */
function gatherRows(data: Float64Array, columns: number, list: Int32Array, into: Float64Array): void {
  for (let i = 0; i < list.length; i++) {
    const row = list[i]! * columns;
    const place = i * columns;
    for (let f = 0; f < columns; f++) into[place + f] = data[row + f]!;
  }
}

interface BatchSettings {
  readonly batchSize: number;
  readonly maxBatches: number;
  readonly patience: number;
  readonly random: Random;
}

function runBatches(
  { data, rows, columns }: PointMatrix,
  weights: Float64Array | undefined,
  search: DistanceSearch,
  { centers, seen }: Start,
  { batchSize, maxBatches, patience, random }: BatchSettings,
): { iterations: number; status: "converged" | "iterationLimit" } {
  const drawn = new Int32Array(batchSize);
  const batch = new Float64Array(batchSize * columns);
  const importance = new Float64Array(batchSize).fill(1);
  const labels = new Int32Array(batchSize);
  const distances = new Float64Array(batchSize);
  // One batch is noisy; the average follows the last few looks at all points.
  const memory = Math.min(1, (2 * batchSize) / (rows + 1));
  let smoothed = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  let withoutGain = 0;
  for (let step = 1; step <= maxBatches; step++) {
    // Drawn first, for then the reads do not wait for each other.
    for (let i = 0; i < batchSize; i++) drawn[i] = random.integer(rows);
    gatherRows(data, columns, drawn, batch);
    if (weights !== undefined) for (let i = 0; i < batchSize; i++) importance[i] = weights[drawn[i]!]!;
    loadCenters(search, centers);
    findNearest(search, batch, 0, batchSize, labels, distances);
    let inertia = 0;
    for (let i = 0; i < batchSize; i++) inertia += importance[i]! * distances[i]!;
    moveCenters(centers, seen, batch, labels, importance, columns);
    smoothed = Number.isNaN(smoothed) ? inertia : smoothed + memory * (inertia - smoothed);
    withoutGain = smoothed < least ? 0 : withoutGain + 1;
    least = Math.min(least, smoothed);
    if (withoutGain >= patience) return { iterations: step, status: "converged" };
  }
  return { iterations: maxBatches, status: "iterationLimit" };
}

/** Every center becomes the mean of all points it has been shown: it moves by Σ w (x − c) / Σ w. */
function moveCenters(
  centers: Float64Array,
  seen: Float64Array,
  batch: Float64Array,
  labels: Int32Array,
  importance: Float64Array,
  columns: number,
): void {
  const pulls = new Float64Array(centers.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const weight = importance[i]!;
    const point = i * columns;
    const center = label * columns;
    seen[label] = seen[label]! + weight;
    for (let f = 0; f < columns; f++) {
      pulls[center + f] = pulls[center + f]! + weight * (batch[point + f]! - centers[center + f]!);
    }
  }
  for (let place = 0; place < centers.length; place++) {
    const total = seen[Math.floor(place / columns)]!;
    if (total > 0) centers[place] = centers[place]! + pulls[place]! / total;
  }
}

/** Rows looked at together: few enough to stay in the cache. */
const blockRows = 1024;

/** Gives all points the nearest center; returns the inertia. */
function assignAll(
  { data, rows }: PointMatrix,
  weights: Float64Array | undefined,
  search: DistanceSearch,
  centers: Float64Array,
  labels: Int32Array,
): number {
  const nearest = new Int32Array(blockRows);
  const distances = new Float64Array(blockRows);
  loadCenters(search, centers);
  let inertia = 0;
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    findNearest(search, data, from, count, nearest, distances);
    labels.set(count === blockRows ? nearest : nearest.subarray(0, count), from);
    let ofBlock = 0;
    for (let i = 0; i < count; i++)
      ofBlock += weights === undefined ? distances[i]! : weights[from + i]! * distances[i]!;
    inertia += ofBlock;
  }
  return inertia;
}
