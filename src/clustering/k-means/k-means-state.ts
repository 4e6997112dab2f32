import { simdPays } from "../nearest/nearest-simd.js";
import { layAllForSimd, middleOf, simdGroupSize } from "../nearest/simd-layout.js";
import { sortIntoGrid } from "./z-order-grid.js";

/** Where the state of a computation lives: in the memory of one thread, or in memory that several threads share. */
export interface Memory {
  readonly doubles: (length: number) => Float64Array;
  readonly singles: (length: number) => Float32Array;
  readonly integers: (length: number) => Int32Array;
  /** The numbers in this memory: the same array where it already is, else a copy. It will not be changed. */
  readonly keep: (numbers: Float64Array) => Float64Array;
}

/** The memory of the calling thread. */
export const ownMemory: Memory = {
  doubles: (length) => new Float64Array(length),
  singles: (length) => new Float32Array(length),
  integers: (length) => new Int32Array(length),
  keep: (numbers) => numbers,
};

/**
 * How a pass finds the nearest centers without computing every distance; all give the same assignments. `"kanungo"`
 * filters centers over the cells of a grid (Kanungo et al. 2002) and settles whole cells at once; `"hamerly"` keeps a
 * bound for every point, which says how far centers may move until its cluster can change (Hamerly 2010);
 * `"hamerly-simd"` does so too and searches with SIMD instructions.
 */
export type Algorithm = "kanungo" | "hamerly" | "hamerly-simd";

/**
 * Everything that the threads of a k-means fit share. Rows are cut into fixed blocks; what a block contributes goes to
 * its own place, and blocks are added up in their order, so the number of threads never changes a bit.
 */
export interface KMeansState {
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  readonly blockRows: number;
  readonly blocks: number;
  readonly algorithm: Algorithm;
  /** Centers tried at each step of k-means++. */
  readonly trials: number;
  /** Row-major, in the order of the cells where there are any. */
  readonly points: Float64Array;
  /** The points once more as the SIMD search reads them, see `layAllForSimd`, counted from `middle`; else empty. */
  readonly simdPoints: Float32Array;
  readonly middle: Float64Array;
  /** The row in which each point was given; empty where the order is the same. */
  readonly sources: Int32Array;
  /**
   * First row of each cell, first cell of each group, and the boxes of both, as in `ZOrderGrid`; empty where there are
   * none.
   */
  readonly cellStarts: Int32Array;
  readonly groupStarts: Int32Array;
  readonly boxes: Float64Array;
  /** The cluster of cells that belong to one as a whole; -1 for others. */
  readonly cellLabels: Int32Array;
  /** Empty where every point weighs 1. */
  readonly weights: Float64Array;
  /** Row-major. */
  readonly centers: Float64Array;
  /** The cluster of each point; −1 before the first pass. */
  readonly labels: Int32Array;
  /**
   * The Hamerly bound of each point: its cluster cannot change while the `drift` of the cluster is below this.
   * While seeding: the squared distance of a point to the nearest center chosen so far.
   */
  readonly slack: Float64Array;
  /** For each block, the passes to come that look at all its points without testing their bounds. */
  readonly untestedPasses: Int32Array;
  /** How far each center and the fastest of the others have moved together, summed since the first pass. */
  readonly drift: Float64Array;
  /**
   * What a block changes in the sums of the clusters: `k` times (columns, weight), first the leading parts, then the
   * trailing.
   */
  readonly sumChanges: Float64Array;
  /** What a block changes in the number of points of positive weight of each cluster. */
  readonly countChanges: Int32Array;
  /** Numbers that a block reports: how many points moved, its inertia, or the gain of each tried center. */
  readonly reports: Float64Array;
  /** While seeding, for each block: Σ weight · squared distance to the nearest center chosen so far. */
  readonly remaining: Float64Array;
  /** The rows tried as the next center while seeding. */
  readonly candidates: Int32Array;
  /**
   * While seeding, for each tried center and each center chosen so far: a quarter of the squared distance between them.
   */
  readonly quarters: Float64Array;
  /** Single numbers, by {@link scalar}. */
  readonly scalars: Float64Array;
}

/** What the places of `scalars` hold. */
export const scalar = {
  /** While seeding: how many centers are chosen. */
  chosen: 0,
  /** No distance is off by more than this through rounding. */
  rounding: 1,
  /** The same for squared distances. */
  squareRounding: 2,
} as const;

/**
 * Sums of all blocks together stay below this many numbers, so that many clusters in many columns get larger blocks.
 */
const sumsLimit = 2 ** 22;
const smallestBlock = 4096;

/**
 * Rows of a block, whole groups for the SIMD search: a function of the shape of the data alone, never of the number of
 * threads.
 */
function rowsOfBlock(rows: number, columns: number, k: number): number {
  const sumsOfBlock = 2 * k * (columns + 1);
  const mostBlocks = Math.max(1, Math.floor(sumsLimit / sumsOfBlock));
  return Math.max(smallestBlock, simdGroupSize * Math.ceil(rows / mostBlocks / simdGroupSize));
}

/** Filtering pays where a box can lie well within a cluster: in few dimensions. Sorting pays with many points. */
const mostColumnsForFiltering = 4;
const leastRowsForFiltering = 20_000;

/**
 * What was fastest in measurements on a million points; bounds on groups of centers (Ding et al. 2015) and on single
 * ones (Elkan 2003) never were.
 */
export function chooseAlgorithm(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  k: number,
): Algorithm {
  if (columns <= mostColumnsForFiltering && rows >= leastRowsForFiltering) return "kanungo";
  return simdPays(rows, columns, k) ? "hamerly-simd" : "hamerly";
}

/** A copy of whole numbers in this memory. */
export function keepIntegers({ integers }: Memory, numbers: Int32Array = new Int32Array(0)): Int32Array {
  const kept = integers(numbers.length);
  kept.set(numbers);
  return kept;
}

function weightsInOrder(weights: Float64Array = new Float64Array(0), sources: Int32Array | undefined): Float64Array {
  return weights.length === 0 || sources === undefined ? weights : Float64Array.from(sources, (row) => weights[row]!);
}

/** The state of a fit before it begins. The points and weights are used as they are. */
export function createState(
  matrix: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  weights: Float64Array | undefined,
  k: number,
  memory: Memory,
  algorithm: Algorithm,
): KMeansState {
  const { rows, columns } = matrix;
  const { doubles, integers, keep } = memory;
  const grid = algorithm === "kanungo" ? sortIntoGrid(matrix.data, rows, columns) : undefined;
  const blockRows = rowsOfBlock(rows, columns, k);
  const blocks = Math.ceil(rows / blockRows);
  const withSimd = algorithm === "hamerly-simd";
  const middle = doubles(withSimd ? columns : 0);
  const simdPoints = memory.singles(withSimd ? Math.ceil(rows / simdGroupSize) * simdGroupSize * columns : 0);
  if (withSimd) {
    middleOf(matrix.data, rows, columns, middle);
    layAllForSimd(matrix.data, rows, columns, middle, simdPoints);
  }
  const trials = 2 + Math.floor(Math.log(k));
  return {
    rows,
    columns,
    k,
    blockRows,
    blocks,
    algorithm,
    trials,
    simdPoints,
    middle,
    points: keep(grid?.points ?? matrix.data),
    sources: keepIntegers(memory, grid?.sources),
    cellStarts: keepIntegers(memory, grid?.cellStarts),
    groupStarts: keepIntegers(memory, grid?.groupStarts),
    boxes: keep(grid?.boxes ?? doubles(0)),
    cellLabels: integers(grid === undefined ? 0 : grid.cellStarts.length - 1),
    weights: keep(weightsInOrder(weights, grid?.sources)),
    centers: doubles(k * columns),
    labels: integers(rows),
    slack: doubles(rows),
    untestedPasses: integers(blocks),
    drift: doubles(k),
    sumChanges: doubles(blocks * 2 * k * (columns + 1)),
    countChanges: integers(blocks * k),
    reports: doubles(blocks * trials),
    remaining: doubles(blocks),
    candidates: integers(trials),
    quarters: doubles(trials * k),
    scalars: doubles(3),
  };
}
