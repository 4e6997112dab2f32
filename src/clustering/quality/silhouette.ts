import { knownOptions, numberOption } from "../../errors/index.js";
import { createRandom, mean, standardDeviation } from "../../numeric/index.js";
import { createTable, type Points, type Table, type Vector } from "../../table/index.js";
import { type Memory, ownMemory } from "../k-means/k-means-state.js";
import { labeledPoints } from "../points/read-labels.js";
import { createSilhouetteState, type SilhouetteState, silhouetteBlock } from "./silhouette-blocks.js";

/** Options of {@link silhouette} and {@link silhouetteReport}. */
export interface SilhouetteOptions {
  /** How many points, drawn at random, to judge (each still against all points) [all]. */
  readonly sample?: number | undefined;
  /** Of the draw [0]. */
  readonly seed?: number | undefined;
}

/** What {@link silhouetteReport} finds. */
export interface SilhouetteReport {
  /** The mean silhouette of the judged points, −1..1. */
  readonly mean: number;
  /** How far the mean of a sample may be off, one standard error; 0 where all points were judged. */
  readonly standardError: number;
  /** Whether all points were judged. */
  readonly exact: boolean;
  /** How many points were judged. */
  readonly judged: number;
  /** The silhouette of each point in the order given; NaN for points that were not judged or have no cluster. */
  readonly values: Float64Array;
  /**
   * One row per cluster: `cluster`, `points` judged, their mean silhouette `mean`, and `negative`, the share that would
   * be nearer to another cluster.
   */
  readonly clusters: Table<{ cluster: number; points: number; mean: number; negative: number }>;
}

/**
 * How well separated clusters are: the mean silhouette, from −1 (every point would be better off elsewhere) over 0
 * (clusters that touch) to 1. Exact, or of a random sample of the points. The time grows with points judged × points.
 * Points labeled below 0 are left out; a point alone in its cluster counts as 0.
 *
 * Errors: `one-class` (fewer than 2 clusters), `too-few-rows` (as many clusters as points), `length-mismatch`,
 * `out-of-range` (half a label, or points too far apart to square), `invalid-option`, and those of points.
 *
 * Source: Rousseeuw (1987), J. Comput. Appl. Math. 20.
 *
 * @example
 * ```ts
 * silhouette([[1, 1], [1, 2], [8, 8], [9, 8]], [0, 0, 1, 1]); // about 0.9
 * ```
 */
export function silhouette(points: Points, labels: Vector, options: SilhouetteOptions = {}): number {
  return runSilhouette("silhouette", points, labels, options).mean;
}

/**
 * The silhouette of every point and every cluster, with the standard error where only a sample was judged. As {@link
 * silhouette} in all else.
 *
 * @example
 * ```ts
 * const report = silhouetteReport([[1, 1], [1, 2], [8, 8], [9, 8]], [0, 0, 1, 1]);
 * console.log(String(report.clusters));
 * ```
 */
export function silhouetteReport(points: Points, labels: Vector, options: SilhouetteOptions = {}): SilhouetteReport {
  return runSilhouette("silhouetteReport", points, labels, options);
}

function runSilhouette(caller: string, points: Points, labels: Vector, options: SilhouetteOptions): SilhouetteReport {
  const job = prepareSilhouette(caller, points, labels, options, ownMemory);
  for (let block = 0; block < job.state.blocks; block++) silhouetteBlock(job.state, block);
  return job.report();
}

/** A silhouette that is ready to run: whoever runs it computes each block and then asks for the report. */
export interface SilhouetteJob {
  readonly state: SilhouetteState;
  readonly report: () => SilhouetteReport;
}

/** Checks the arguments of a silhouette and lays out its memory. */
export function prepareSilhouette(
  caller: string,
  input: Points,
  labels: Vector,
  options: SilhouetteOptions,
  memory: Memory,
): SilhouetteJob {
  knownOptions(caller, options, ["sample", "seed"]);
  const points = labeledPoints(caller, input, labels);
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const sample = numberOption(caller, "sample", options.sample ?? points.rows, { min: 2, integer: true });
  const judged = drawRows(points.rows, sample, seed);
  const state = createSilhouetteState(points, judged, memory);
  const report = (): SilhouetteReport => {
    const values = new Float64Array(labels.length).fill(Number.NaN);
    for (let i = 0; i < judged.length; i++) values[points.sources[judged[i]!]!] = state.values[i]!;
    const exact = judged.length === points.rows;
    const spread = exact ? 0 : standardDeviation(state.values);
    const unseen = 1 - judged.length / points.rows;
    return {
      mean: mean(state.values),
      standardError: Math.sqrt((spread * spread * unseen) / judged.length),
      exact,
      judged: judged.length,
      values,
      clusters: summarizeClusters(points.labels, points.starts, judged, state.values),
    };
  };
  return { state, report };
}

/** Places of the points to judge, ascending: all, or as many as asked for, each equally likely. */
function drawRows(rows: number, sample: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  if (sample >= rows) return all;
  const random = createRandom(seed);
  for (let i = 0; i < sample; i++) {
    const other = i + random.integer(rows - i);
    const row = all[other]!;
    all[other] = all[i]!;
    all[i] = row;
  }
  return all.slice(0, sample).sort();
}

function summarizeClusters(
  labels: readonly number[],
  starts: Int32Array,
  judged: Int32Array,
  values: Float64Array,
): SilhouetteReport["clusters"] {
  const counts = new Int32Array(labels.length);
  const totals = new Float64Array(labels.length);
  const negatives = new Float64Array(labels.length);
  let cluster = 0;
  for (let i = 0; i < judged.length; i++) {
    while (judged[i]! >= starts[cluster + 1]!) cluster++;
    counts[cluster]!++;
    totals[cluster] = totals[cluster]! + values[i]!;
    if (values[i]! < 0) negatives[cluster]!++;
  }
  return createTable({
    cluster: labels,
    points: counts,
    mean: totals.map((total, c) => total / counts[c]!),
    negative: negatives.map((count, c) => count / counts[c]!),
  });
}
