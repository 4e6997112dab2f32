import type { PointMatrix } from "../../table/index.js";
import { runKMeans } from "../k-means/k-means.js";
import type { Memory } from "../k-means/k-means-state.js";
import { stabilityOf } from "./cluster-stability.js";
import { logInertiaOfReference } from "./gap-statistic.js";
import { calinskiHarabasz, daviesBouldin } from "./separation-indices.js";
import { silhouetteReport } from "./silhouette.js";

/**
 * Above so many times the sample, starts are searched on the sample: where there are k clusters to find, its best
 * centers lie so near to those of all points that one fit of all points from there is enough.
 */
const manyTimesTheSample = 4;

/**
 * Beyond the number of clusters there are many optima that lie near each other, and the best of the sample need not be
 * the best of all points: so many starts among all points compete with it.
 */
const startsOfAllPoints = 2;

/** On all points a swap costs as much as a start, and the sample has had its own: one, after a more patient fit. */
const swapsOfAllPoints = 2;

/** Everything that the threads of a comparison of numbers of clusters share. */
export interface ClusterCountState {
  readonly caller: string;
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** The sample, or all points where they are few. */
  readonly part: Float64Array;
  readonly partRows: number;
  readonly sample: number;
  readonly counts: readonly number[];
  /** Of `counts`, those for which the sample has enough different points. */
  readonly known: readonly number[];
  readonly seed: number;
  readonly restarts: number;
  readonly references: number;
  readonly pairs: number;
  /** A block for every number of clusters, and then one for every reference of the gap statistic. */
  readonly blocks: number;
  /**
   * Per number of clusters: inertia, silhouette, Caliński and Harabasz, Davies and Bouldin, stability, ln of the gap.
   */
  readonly measures: Float64Array;
  /** Per reference: ln inertia for each of `known`. */
  readonly logs: Float64Array;
}

/** The measures of a number of clusters, in the order in which a block writes them. */
export const countMeasures = [
  "inertia",
  "silhouette",
  "calinskiHarabasz",
  "daviesBouldin",
  "stability",
  "inertiaOfPart",
] as const;

/** Lays out the memory of a comparison. */
export function createClusterCountState(
  matrix: PointMatrix,
  part: PointMatrix,
  settings: Pick<
    ClusterCountState,
    "caller" | "sample" | "counts" | "known" | "seed" | "restarts" | "references" | "pairs"
  >,
  memory: Memory,
): ClusterCountState {
  const { counts, known, references } = settings;
  const data = memory.keep(matrix.data);
  return {
    ...settings,
    data,
    rows: matrix.rows,
    columns: matrix.columns,
    part: part === matrix ? data : memory.keep(part.data),
    partRows: part.rows,
    blocks: counts.length + references,
    measures: memory.doubles(counts.length * countMeasures.length),
    logs: memory.doubles(references * known.length),
  };
}

/** Computes one block. Blocks do not depend on each other. */
export function clusterCountBlock(state: ClusterCountState, block: number): void {
  const { counts, known, columns, seed, restarts, caller } = state;
  const part = { data: state.part, rows: state.partRows, columns, names: [] };
  if (block < counts.length) {
    state.measures.set(measuresOf(state, part, counts[block]!), block * countMeasures.length);
    return;
  }
  const reference = block - counts.length;
  const settings = { restarts: Math.min(restarts, 5), seed };
  state.logs.set(logInertiaOfReference(caller, part, known, settings, reference), reference * known.length);
}

function measuresOf(state: ClusterCountState, part: PointMatrix, k: number): number[] {
  const { caller, rows, columns, seed, known, pairs, sample } = state;
  const matrix = { data: state.data, rows, columns, names: [] };
  const { labels, inertia, inertiaOfPart } = fitOf(state, matrix, part, k);
  const separate = (value: () => number): number => (k === 1 || k >= rows ? Number.NaN : value());
  return [
    inertia,
    separate(() => silhouetteReport(matrix, labels, { sample: silhouetteSample(rows, sample), seed }).mean),
    separate(() => calinskiHarabasz(matrix, labels)),
    separate(() => daviesBouldin(matrix, labels)),
    k === 1 ? Number.NaN : stabilityOf(caller, part, k, { pairs, restarts: 2, seed }),
    known.includes(k) ? inertiaOfPart() : Number.NaN,
  ];
}

/**
 * The fit of all points, from the best centers of the sample where points are many. Beside it the inertia of the
 * sample, for the gap.
 */
function fitOf(state: ClusterCountState, matrix: PointMatrix, part: PointMatrix, k: number) {
  const { caller, seed, restarts, sample, known } = state;
  if (matrix.rows <= manyTimesTheSample * sample || !known.includes(k)) {
    const { labels, inertia } = runKMeans(caller, matrix, { k, seed, restarts });
    const ofPart = () => runKMeans(caller, part, { k, seed, restarts: Math.min(restarts, 5) }).inertia;
    return { labels, inertia, inertiaOfPart: ofPart };
  }
  const ofPart = runKMeans(caller, part, { k, seed, restarts });
  const inertiaOfPart = () => ofPart.inertia;
  const fromSample = runKMeans(caller, matrix, { k, seed, init: ofPart.model.centers, tolerance: 1e-5 });
  if (k === 1) return { ...fromSample, inertiaOfPart };
  const starts = Math.min(restarts, startsOfAllPoints);
  const fromAll = runKMeans(caller, matrix, { k, seed, restarts: starts, swaps: swapsOfAllPoints, tolerance: 1e-5 });
  return { ...(fromAll.inertia < fromSample.inertia ? fromAll : fromSample), inertiaOfPart };
}

/** A silhouette looks at every point for each that it judges, so of many points fewer are judged. */
function silhouetteSample(rows: number, sample: number): number {
  return rows <= sample ? rows : Math.max(10, Math.min(sample, Math.floor((sample * sample) / rows)));
}
