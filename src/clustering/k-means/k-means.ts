import { ClienteleError, counted, freezeModel, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import { isTable, type PointMatrix, type Points, pointsOf, type Vector } from "../../table/index.js";
import { canonicalOrder, countLabels, renumber } from "../points/canonical-order.js";
import { countDistinct } from "../points/distinct-points.js";
import { measureSpread } from "../points/point-spread.js";
import { pointWeights } from "../points/point-weights.js";
import { createScratch, runBlockTask } from "./k-means-block-tasks.js";
import { type Fit, type FitPlan, type FitStep, fitSteps, setRounding } from "./k-means-fit.js";
import type { KMeansModel } from "./k-means-model.js";
import {
  type Algorithm,
  chooseAlgorithm,
  createState,
  type KMeansState,
  type Memory,
  ownMemory,
} from "./k-means-state.js";

/** Options of {@link kMeans}. */
export interface KMeansOptions {
  /** How many clusters; may be left out where `init` gives the centers. */
  readonly k?: number | undefined;
  /** How to choose the first centers [`"k-means++"`, greedy], or the centers themselves. */
  readonly init?: "k-means++" | "random" | Points | undefined;
  /** Fits from different starts, of which the best is returned [10; 1 where `init` gives the centers]. */
  readonly restarts?: number | undefined;
  /**
   * Tries to better the best start by moving one center to another place and fitting on, with a hundredth of the
   * tolerance [20 for up to 100,000 points and more than one restart; else 0].
   */
  readonly swaps?: number | undefined;
  /** Passes over the points at most, per start [300]. */
  readonly maxIterations?: number | undefined;
  /**
   * A fit ends when the squared moves of the centers sum to this much of the mean variance of the columns [1e-4]; 0
   * waits until no point changes its cluster.
   */
  readonly tolerance?: number | undefined;
  /** Of the random starts [0]. */
  readonly seed?: number | undefined;
  /** The importance of each point, not below 0 [1]. */
  readonly weights?: Vector | undefined;
}

/** What {@link kMeans} finds. */
export interface KMeansResult {
  /** Plain frozen data, for {@link assignClusters} and for JSON. */
  readonly model: KMeansModel;
  /** The cluster of each point, counted from 0. */
  readonly labels: Int32Array;
  /** Σ weight · squared distance of a point to its center. */
  readonly inertia: number;
  /** How many points each cluster has. */
  readonly sizes: Int32Array;
  /** Passes of the best start; the last, in which nothing moved, is counted. */
  readonly iterations: number;
  /** `"iterationLimit"` where the passes were used up before the centers came to rest. */
  readonly status: "converged" | "iterationLimit";
}

/** Up to here the swaps take no time that anyone notices. */
const mostRowsForSwaps = 100_000;

const optionNames = ["k", "init", "restarts", "swaps", "maxIterations", "tolerance", "seed", "weights"];

/**
 * Groups points into `k` clusters so that the sum of squared distances to the cluster centers is small: Lloyd's
 * algorithm from several greedy k-means++ starts, of which the best is returned. Use it when "alike" means close in
 * every column; bring the columns to comparable scales first, or let {@link clusterCustomers} do it.
 *
 * The result is exactly that of the textbook loop (a tie goes to the lower cluster, a cluster that runs empty gets the
 * point farthest from its own center), found with less work: many points in up to four columns are sorted into cells of
 * which most are settled at once (filtering); else bounds tell which points need another look (Hamerly), and many of
 * them are looked at at a time, in single precision with a bound on its error, the doubtful ones again in double (SIMD
 * instructions of WebAssembly, where the engine has them). Clusters are numbered by the first coordinate of their
 * centers, then the next. The same input and seed give the same bits, on one thread or on the workers of
 * `clientele/parallel`.
 *
 * Errors: `too-many-clusters` (k above the number of different points of positive weight), `missing-value`,
 * `not-finite`, `not-a-number`, `out-of-range` (a negative weight, or points too far apart to square),
 * `length-mismatch` (weights), `invalid-option` (also an `init` of the wrong shape), `empty-table`.
 *
 * Sources: Lloyd (1982), IEEE Trans. Inf. Theory 28; Arthur and Vassilvitskii (2007), SODA; Hamerly (2010), SDM;
 * Kanungo et al. (2002), IEEE Trans. Pattern Anal. Mach. Intell. 24.
 *
 * @param points - a table of numeric columns, `{ data, rows, columns }` in row-major order, or an array of rows
 * @example
 * ```ts
 * const { labels, model } = kMeans([[1, 1], [1, 2], [8, 8], [9, 8]], { k: 2 });
 * labels; // Int32Array [0, 0, 1, 1]
 * model.centers; // [[1, 1.5], [8.5, 8]]
 * ```
 */
export function kMeans(points: Points, options: KMeansOptions): KMeansResult {
  return runKMeans("kMeans", points, options);
}

/** {@link kMeans} in the name of the caller. */
export function runKMeans(caller: string, points: Points, options: KMeansOptions): KMeansResult {
  const job = prepareKMeans(caller, points, options, ownMemory);
  const scratch = createScratch(job.state);
  let step = job.steps.next();
  while (!step.done) {
    for (let block = 0; block < job.state.blocks; block++) runBlockTask(job.state, scratch, step.value.task, block);
    step = job.steps.next();
  }
  return step.value;
}

/** A fit that is ready to run: whoever runs it executes each step on all blocks of the state. */
export interface KMeansJob {
  readonly state: KMeansState;
  readonly steps: Generator<FitStep, KMeansResult, void>;
  /** How many starts it has, swaps included. */
  readonly starts: number;
  readonly maxIterations: number;
}

/**
 * Checks the arguments of a fit and lays out its memory. The algorithm is chosen by the shape of the data unless one is
 * named.
 */
export function prepareKMeans(
  caller: string,
  points: Points,
  options: KMeansOptions,
  memory: Memory,
  algorithm?: Algorithm,
): KMeansJob {
  knownOptions(caller, options, optionNames);
  const matrix = pointsOf(caller, points);
  if (matrix.rows === 0 || matrix.columns === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "there are no points");
  }
  const starts = readInit(caller, options.init, matrix);
  const k = readClusterCount(caller, options.k, starts);
  const weights = pointWeights(caller, matrix.rows, options.weights);
  refuseTooManyClusters(caller, k, matrix, weights);
  const plan = readPlan(caller, options, starts, matrix.rows);
  const spread = measureSpread(caller, matrix, starts?.data ?? new Float64Array(0), plan.tolerance > 0, weights);
  const state = createState(matrix, weights, k, memory, algorithm ?? chooseAlgorithm(matrix, k));
  setRounding(state, spread.diagonal);
  const names = isTable(points) ? matrix.names : null;
  const smallestMove = plan.tolerance * spread.meanVariance;
  return {
    state,
    steps: resultSteps(state, { ...plan, smallestMove }, names),
    starts: plan.restarts + plan.swaps,
    maxIterations: plan.maxIterations,
  };
}

function* resultSteps(
  state: KMeansState,
  plan: FitPlan,
  names: readonly string[] | null,
): Generator<FitStep, KMeansResult, void> {
  const fit = yield* fitSteps(state, plan);
  return resultOf({ ...fit, labels: inGivenOrder(fit.labels, state.sources) }, state, names);
}

/** Labels of sorted points in the order in which the points were given. */
function inGivenOrder(labels: Int32Array, sources: Int32Array): Int32Array {
  if (sources.length === 0) return labels;
  const given = new Int32Array(labels.length);
  for (let place = 0; place < labels.length; place++) given[sources[place]!] = labels[place]!;
  return given;
}

/** A fit as callers see it: clusters in canonical order, the centers as a frozen model. */
export function resultOf(
  fit: Omit<Fit, "restart">,
  shape: { readonly k: number; readonly columns: number },
  names: readonly string[] | null,
): KMeansResult {
  const { k, columns } = shape;
  const { labels, inertia, iterations, status } = fit;
  const order = canonicalOrder(fit.centers, k, columns);
  renumber(labels, order);
  const sizes = countLabels(labels, k);
  const model = freezeModel<KMeansModel>({
    kind: "k-means",
    schema: 1,
    columns: names === null ? null : [...names],
    centers: Array.from(order, (j) => Array.from(fit.centers.subarray(j * columns, (j + 1) * columns))),
    sizes: Array.from(sizes),
    inertia,
    iterations,
    status,
  });
  return { model, labels, inertia, sizes, iterations, status };
}

function readInit(caller: string, init: KMeansOptions["init"], matrix: PointMatrix): PointMatrix | undefined {
  if (init === undefined || typeof init === "string") return undefined;
  const starts = pointsOf(caller, init);
  if (starts.rows > 0 && starts.columns === matrix.columns) return starts;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: init },
    `option "init" has ${counted(starts.rows, "center")} of ${counted(starts.columns, "column")} where the points ` +
      `have ${matrix.columns} columns`,
  );
}

function readClusterCount(caller: string, k: number | undefined, starts: PointMatrix | undefined): number {
  if (k === undefined && starts !== undefined) return starts.rows;
  const count = numberOption(caller, "k", k, { min: 1, integer: true });
  if (starts === undefined || starts.rows === count) return count;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: count },
    `option "init" has ${counted(starts.rows, "center")} where "k" is ${count}`,
  );
}

/** Refuses more clusters than there are different points of positive weight. */
export function refuseTooManyClusters(
  caller: string,
  k: number,
  matrix: PointMatrix,
  weights: Float64Array | undefined,
): void {
  const distinct = countDistinct(matrix.data, matrix.columns, weights, k);
  if (distinct >= k) return;
  throw new ClienteleError(
    "too-many-clusters",
    { function: caller, value: k },
    `${counted(k, "cluster was", "clusters were")} asked for, but there ${distinct === 1 ? "is" : "are"} only ` +
      `${counted(distinct, "different point")}${weights === undefined ? "" : " of positive weight"}`,
  );
}

const mostRestarts = 10_000;

function readPlan(
  caller: string,
  options: KMeansOptions,
  starts: PointMatrix | undefined,
  rows: number,
): Omit<FitPlan, "smallestMove"> & { readonly tolerance: number } {
  const drawn = starts === undefined;
  const restarts = numberOption(caller, "restarts", options.restarts ?? 10, {
    min: 1,
    max: mostRestarts,
    integer: true,
  });
  const swaps = drawn && restarts > 1 && rows <= mostRowsForSwaps ? 20 : 0;
  const words = ["k-means++", "random"] as const;
  const word = options.init as (typeof words)[number] | undefined;
  return {
    caller,
    init: starts?.data ?? oneOf(caller, "init", word, words, "k-means++"),
    restarts: drawn ? restarts : 1,
    swaps: numberOption(caller, "swaps", options.swaps ?? swaps, { min: 0, integer: true }),
    maxIterations: numberOption(caller, "maxIterations", options.maxIterations ?? 300, { min: 1, integer: true }),
    tolerance: numberOption(caller, "tolerance", options.tolerance ?? 1e-4, { min: 0 }),
    seed: numberOption(caller, "seed", options.seed ?? 0),
  };
}
