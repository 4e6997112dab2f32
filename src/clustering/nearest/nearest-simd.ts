import { nearestScalar } from "./nearest-center-scalar.js";
import { simdKernel } from "./simd-kernel.js";
import { layForSimd, simdGroupSize } from "./simd-layout.js";
import { chunkSize, filled, layOutMemory, loadCenters, type SimdMemory } from "./simd-memory.js";

/**
 * Finds the nearest of `k` centers for many points. Squared distances count as the textbook loop sums them, a tie goes
 * to the lower index.
 */
export interface SimdSearch {
  /**
   * Takes over the centers; coordinates will be counted from the middle. Has to be done again once another search has
   * taken over its own.
   */
  readonly load: (centers: Float64Array, middle: Float64Array) => void;
  /**
   * Looks at the rows of `points` that the first `count` entries of `list` name: `nearest` gets the index of the
   * nearest center, `gaps` a lower bound on how much farther the second nearest is, both by place in the list.
   *
   * @param simdPoints - all points in groups (see `layAllForSimd`) where the list names rows that follow each other
   * from the first of a group on, which saves laying them out; else null
   */
  readonly find: (
    points: Float64Array,
    simdPoints: Float32Array | null,
    list: Int32Array,
    count: number,
    nearest: Int32Array,
    gaps: Float64Array,
  ) => void;
  /**
   * Looks at the rows from `from`, the first of a group, to `to`. `list` gets those whose nearest center may be another
   * than their label says, and `nearest` that center; returns how many they are.
   */
  readonly findChanged: (
    points: Float64Array,
    simdPoints: Float32Array,
    from: number,
    to: number,
    labels: Int32Array,
    list: Int32Array,
    nearest: Int32Array,
  ) => number;
}

/** Setting up the memory takes as long as looking at some thousand points. */
const leastRows = 2048;
/** Beyond this the bounds on rounding errors would not hold. */
const mostColumns = 4096;
/** The memory of the kernel is not given back. */
const mostCoordinates = 2 ** 22;

/** Whether points of this shape are best searched with SIMD instructions, and can be. */
export function simdPays(rows: number, columns: number, k: number): boolean {
  return (
    rows >= leastRows && k > 1 && columns <= mostColumns && k * columns <= mostCoordinates && simdKernel(0) !== null
  );
}

/** What a search has at hand. */
interface SearchState {
  readonly memory: SimdMemory;
  readonly columns: number;
  readonly middle: Float64Array;
  centers: Float64Array;
  /** Places in a list that rounding leaves in doubt, and what the search in double precision says of them. */
  readonly doubtful: Int32Array;
  readonly rows: Int32Array;
  readonly nearest: Int32Array;
  readonly gaps: Float64Array;
}

/**
 * Single precision, many points at a time, made exact: a nearest center that leads by more than rounding can do (see
 * `roundingBounds`) is the nearest in double precision too; the few points without such a lead go to {@link
 * nearestScalar}. Null where the engine has no SIMD instructions.
 */
export function searchSimd(columns: number, k: number): SimdSearch | null {
  const memory = layOutMemory(columns, k, 0);
  if (memory === null) return null;
  const state: SearchState = {
    memory,
    columns,
    middle: new Float64Array(columns),
    centers: new Float64Array(0),
    doubtful: new Int32Array(chunkSize),
    rows: new Int32Array(chunkSize),
    nearest: new Int32Array(chunkSize),
    gaps: new Float64Array(chunkSize),
  };
  return {
    load: (centers, middle) => {
      state.middle.set(middle);
      state.centers = centers;
      loadCenters(memory, centers, state.middle, k - (k % 4));
    },
    find: (points, simdPoints, list, count, nearest, gaps) => {
      for (let from = 0; from < count; from += chunkSize) {
        const to = Math.min(from + chunkSize, count);
        if (simdPoints === null) layForSimd(points, columns, list, from, to, state.middle, memory.points);
        else copyGroups(memory, simdPoints, list[from]! * columns, filled(to - from) * columns);
        memory.kernel.findNearest(memory.parameters, filled(to - from) / simdGroupSize);
        const doubts = takeAnswers(state, from, to, nearest, gaps);
        if (doubts > 0) settleDoubts(state, points, doubts, list, nearest, gaps);
      }
    },
    findChanged: (points, simdPoints, from, to, labels, list, nearest) => {
      let listed = 0;
      for (let start = from; start < to; start += chunkSize) {
        const end = Math.min(start + chunkSize, to);
        copyGroups(memory, simdPoints, start * columns, filled(end - start) * columns);
        memory.labels.set(labels.subarray(start, end));
        listed += listChanged(state, points, start, end, list.subarray(listed), nearest.subarray(listed));
      }
      return listed;
    },
  };
}

function copyGroups({ points }: SimdMemory, simdPoints: Float32Array, start: number, length: number): void {
  points.set(simdPoints.subarray(start, start + length));
}

/**
 * Takes what the kernel found for the entries from `from` to `to` of the list, and lists those in doubt; returns how
 * many they are.
 */
function takeAnswers(
  { memory, doubtful }: SearchState,
  from: number,
  to: number,
  nearest: Int32Array,
  gaps: Float64Array,
): number {
  const { nearest: foundNearest, gaps: foundGaps } = memory;
  let doubts = 0;
  for (let i = 0; i < to - from; i++) {
    const found = foundNearest[i]!;
    nearest[from + i] = found;
    gaps[from + i] = foundGaps[i]!;
    if (found < 0) doubtful[doubts++] = from + i;
  }
  return doubts;
}

/** Lists the rows of a chunk whose nearest center is not their label; returns how many they are. */
function listChanged(
  state: SearchState,
  points: Float64Array,
  start: number,
  end: number,
  list: Int32Array,
  nearest: Int32Array,
): number {
  const { memory, doubtful } = state;
  const { nearest: foundNearest, labels, changed } = memory;
  const groups = memory.kernel.findChanged(memory.parameters, filled(end - start) / simdGroupSize);
  let listed = 0;
  let doubts = 0;
  for (let i = 0; i < groups; i++) {
    const first = changed[i]! * simdGroupSize;
    const last = Math.min(first + simdGroupSize, end - start);
    for (let place = first; place < last; place++) {
      const found = foundNearest[place]!;
      if (found === labels[place]) continue;
      if (found < 0) doubtful[doubts++] = listed;
      list[listed] = start + place;
      nearest[listed++] = found;
    }
  }
  if (doubts > 0) settleDoubts(state, points, doubts, list, nearest, null);
  return listed;
}

/** Searches in double precision for the entries of the list that are in doubt. */
function settleDoubts(
  state: SearchState,
  points: Float64Array,
  doubts: number,
  list: Int32Array,
  nearest: Int32Array,
  gaps: Float64Array | null,
): void {
  const { doubtful, rows, columns, centers } = state;
  for (let i = 0; i < doubts; i++) rows[i] = list[doubtful[i]!]!;
  nearestScalar(points, centers, columns, rows, doubts, state.nearest, state.gaps);
  for (let i = 0; i < doubts; i++) {
    nearest[doubtful[i]!] = state.nearest[i]!;
    if (gaps !== null) gaps[doubtful[i]!] = state.gaps[i]!;
  }
}
