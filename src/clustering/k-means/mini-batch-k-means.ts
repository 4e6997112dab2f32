import { ClienteleError, knownOptions, numberOption } from "../../errors/index.js";
import { createRandom, type Random } from "../../numeric/index.js";
import { isTable, type PointMatrix, type Points, pointsOf, type Vector } from "../../table/index.js";
import { nearestCenters } from "../nearest/nearest-center.js";
import { countDistinct } from "../points/distinct-points.js";
import { pointWeights } from "../points/point-weights.js";
import { squaredDistance } from "../points/squared-distance.js";
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
 * fit of a sample of 20 batches' worth of points; at the end all points get the nearest center, and the inertia is that
 * of all.
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
  const { centers, seen } = startOf(caller, matrix, weights, k, 20 * batchSize, seed, random.fork(1));
  const steps = runBatches(matrix, weights, centers, seen, { batchSize, maxBatches, patience, random: random.fork(2) });
  const labels = new Int32Array(matrix.rows);
  nearestCenters(matrix.data, matrix.columns, centers, labels);
  const inertia = inertiaOf(matrix, weights, centers, labels);
  const shape = { k, columns: matrix.columns };
  return resultOf({ centers, labels, inertia, ...steps }, shape, isTable(points) ? matrix.names : null);
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
  taken.forEach((row, i) => {
    data.set(matrix.data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
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
  return Int32Array.from({ length: count }, () => random.integer(rows)).sort();
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
  centers: Float64Array,
  seen: Float64Array,
  { batchSize, maxBatches, patience, random }: BatchSettings,
): { iterations: number; status: "converged" | "iterationLimit" } {
  const batch = new Float64Array(batchSize * columns);
  const importance = new Float64Array(batchSize);
  const labels = new Int32Array(batchSize);
  // One batch is noisy; the average follows the last few looks at all points.
  const memory = Math.min(1, (2 * batchSize) / (rows + 1));
  let smoothed = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  let withoutGain = 0;
  for (let step = 1; step <= maxBatches; step++) {
    for (let i = 0; i < batchSize; i++) {
      const row = random.integer(rows);
      for (let f = 0; f < columns; f++) batch[i * columns + f] = data[row * columns + f]!;
      importance[i] = weights === undefined ? 1 : weights[row]!;
    }
    nearestCenters(batch, columns, centers, labels);
    let inertia = 0;
    for (let i = 0; i < batchSize; i++) {
      inertia += importance[i]! * squaredDistance(batch, i * columns, centers, labels[i]! * columns, columns);
    }
    for (let i = 0; i < batchSize; i++)
      moveToward(centers, seen, labels[i]!, batch, i * columns, importance[i]!, columns);
    smoothed = Number.isNaN(smoothed) ? inertia : smoothed + memory * (inertia - smoothed);
    withoutGain = smoothed < least ? 0 : withoutGain + 1;
    least = Math.min(least, smoothed);
    if (withoutGain >= patience) return { iterations: step, status: "converged" };
  }
  return { iterations: maxBatches, status: "iterationLimit" };
}

/** The center becomes the mean of all points it has been shown. */
function moveToward(
  centers: Float64Array,
  seen: Float64Array,
  label: number,
  batch: Float64Array,
  point: number,
  weight: number,
  columns: number,
): void {
  if (weight === 0) return;
  const total = seen[label]! + weight;
  seen[label] = total;
  const step = weight / total;
  for (let f = 0; f < columns; f++) {
    const place = label * columns + f;
    centers[place] = centers[place]! + step * (batch[point + f]! - centers[place]!);
  }
}

function inertiaOf(
  { data, rows, columns }: PointMatrix,
  weights: Float64Array | undefined,
  centers: Float64Array,
  labels: Int32Array,
): number {
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const distance = squaredDistance(data, row * columns, centers, labels[row]! * columns, columns);
    total += weights === undefined ? distance : weights[row]! * distance;
  }
  return total;
}
