/** Where the state of a computation lives: in the memory of one thread, or in memory that several threads share. */
export interface Memory {
  readonly doubles: (length: number) => Float64Array;
  readonly integers: (length: number) => Int32Array;
  /** The numbers in this memory: the same array where it already is, else a copy. It will not be changed. */
  readonly keep: (numbers: Float64Array) => Float64Array;
}

/** The memory of the calling thread. */
export const ownMemory: Memory = {
  doubles: (length) => new Float64Array(length),
  integers: (length) => new Int32Array(length),
  keep: (numbers) => numbers,
};

/** How a pass finds the nearest centers without computing every distance. All give the same assignments. */
export type Algorithm = "lloyd" | "hamerly";

/**
 * Everything that the threads of a k-means fit share. Rows are cut into fixed blocks; what a block contributes goes to its own
 * place, and blocks are added up in their order, so the number of threads never changes a bit.
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
  /** Row-major. */
  readonly points: Float64Array;
  /** Empty where every point weighs 1. */
  readonly weights: Float64Array;
  /** Row-major. */
  readonly centers: Float64Array;
  /** The cluster of each point; −1 before the first pass. */
  readonly labels: Int32Array;
  /**
   * How far the centers may move, as `budget` counts it, until the cluster of a point can change.
   * While seeding: the squared distance of a point to the nearest center chosen so far.
   */
  readonly slack: Float64Array;
  /** How much slack the points of each cluster have used up since the first pass. */
  readonly budget: Float64Array;
  /** What a block changes in the sums of the clusters: `k` times (columns, weight), first the leading parts, then the trailing. */
  readonly sumChanges: Float64Array;
  /** What a block changes in the number of points of positive weight of each cluster. */
  readonly countChanges: Int32Array;
  /** Numbers that a block reports: how many points moved, its inertia, or the gain of each tried center. */
  readonly reports: Float64Array;
  /** While seeding, for each block: Σ weight · squared distance to the nearest center chosen so far. */
  readonly remaining: Float64Array;
  /** The rows tried as the next center while seeding. */
  readonly candidates: Int32Array;
  /** While seeding, for each tried center and each center chosen so far: a quarter of the squared distance between them. */
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
} as const;

/** Sums of all blocks together stay below this many numbers, so that many clusters in many columns get larger blocks. */
const sumsLimit = 2 ** 22;
const smallestBlock = 4096;

/** Rows of a block: a function of the shape of the data alone, never of the number of threads. */
function rowsOfBlock(rows: number, columns: number, k: number): number {
  const sumsOfBlock = 2 * k * (columns + 1);
  const mostBlocks = Math.max(1, Math.floor(sumsLimit / sumsOfBlock));
  return Math.max(smallestBlock, Math.ceil(rows / mostBlocks));
}

/** The state of a fit before it begins. The points and weights are used as they are. */
export function createState(
  matrix: { readonly data: Float64Array; readonly rows: number; readonly columns: number },
  weights: Float64Array | undefined,
  k: number,
  memory: Memory,
  algorithm: Algorithm = "hamerly",
): KMeansState {
  const { rows, columns } = matrix;
  const { doubles, integers } = memory;
  const blockRows = rowsOfBlock(rows, columns, k);
  const blocks = Math.ceil(rows / blockRows);
  const trials = 2 + Math.floor(Math.log(k));
  return {
    rows,
    columns,
    k,
    blockRows,
    blocks,
    algorithm,
    trials,
    points: memory.keep(matrix.data),
    weights: weights === undefined ? doubles(0) : memory.keep(weights),
    centers: doubles(k * columns),
    labels: integers(rows),
    slack: doubles(rows),
    budget: doubles(k),
    sumChanges: doubles(blocks * 2 * k * (columns + 1)),
    countChanges: integers(blocks * k),
    reports: doubles(blocks * trials),
    remaining: doubles(blocks),
    candidates: integers(trials),
    quarters: doubles(trials * k),
    scalars: doubles(2),
  };
}
