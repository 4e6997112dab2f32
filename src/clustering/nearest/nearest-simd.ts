import { nearestScalar } from "./nearest-center-scalar.js";
import { roundingBounds, unit } from "./rounding-bounds.js";
import { simdKernel } from "./simd-kernel.js";
import { lanes, layForSimd } from "./simd-layout.js";
import { chunk, filled, layOutMemory } from "./simd-memory.js";

/**
 * Finds the nearest of `k` centers for many points. Squared distances count as the textbook loop sums them, a tie goes
 * to the lower index.
 */
export interface SimdSearch {
  /**
   * Takes over the centers; coordinates will be counted from the middle. Has to be done again once another search may
   * have taken over its own.
   */
  readonly load: (centers: Float64Array, middle: Float64Array) => void;
  /**
   * Looks at the rows of `points` that the first `count` entries of `list` name: `nearest` gets the index of the
   * nearest center, `gaps` a lower bound on how much farther the second nearest is, both by place in the list.
   *
   * @param copies - all points in lanes (see `layAllForSimd`) where the list names rows that follow each other from a
   * multiple of eight on, which saves putting them there; else null
   */
  readonly find: (
    points: Float64Array,
    copies: Float32Array | null,
    list: Int32Array,
    count: number,
    nearest: Int32Array,
    gaps: Float64Array,
  ) => void;
  /**
   * Looks at the rows from `from`, a multiple of eight, to `to`. `list` gets those whose nearest center may be another
   * than their label says, and `nearest` that center; returns how many they are.
   */
  readonly findChanged: (
    points: Float64Array,
    copies: Float32Array,
    from: number,
    to: number,
    labels: Int32Array,
    list: Int32Array,
    nearest: Int32Array,
  ) => number;
}

/** Setting up the lanes takes as long as looking at some thousand points. */
const leastRows = 2048;
/** Beyond this the bounds on rounding errors would not hold. */
const mostColumns = 4096;
/** The memory of the kernel is not given back. */
const mostCoordinates = 2 ** 22;

/** Whether points of this shape are best searched in lanes, and can be. */
export function simdPays(rows: number, columns: number, k: number): boolean {
  return (
    rows >= leastRows && k > 1 && columns <= mostColumns && k * columns <= mostCoordinates && simdKernel(0) !== null
  );
}

/**
 * Single precision, many points at a time, made exact: a nearest center that leads by more than rounding can do (see
 * {@link roundingBounds}) is the nearest in double precision too; the few points without such a lead go to {@link
 * nearestScalar}. Null where the engine has no such instructions.
 */
export function searchSimd(columns: number, k: number): SimdSearch | null {
  const origin = new Float64Array(columns);
  const memory = layOutMemory(columns, k, 0);
  if (memory === null) return null;
  let centersGiven: Float64Array = origin;
  let longest = 0;
  let errors = roundingBounds(columns, longest);
  const doubtful = new Int32Array(chunk);
  const doubtfulRows = new Int32Array(chunk);
  const doubtfulNearest = new Int32Array(chunk);
  const doubtfulGaps = new Float64Array(chunk);

  const load: SimdSearch["load"] = (centers, middle) => {
    origin.set(middle);
    centersGiven = centers;
    longest = loadCenters(centers, columns, middle, memory.centers, memory.halves);
    errors = roundingBounds(columns, longest);
  };

  /**
   * Runs the kernel on points that are in lanes; returns in how many groups labels change where it does not see to
   * gaps.
   */
  const run = (count: number, withGaps: boolean): number =>
    memory.kernel.nearest(
      memory.points.byteOffset,
      filled(count) / lanes,
      columns,
      memory.centers.byteOffset,
      memory.halves.byteOffset,
      k,
      memory.nearest.byteOffset,
      withGaps ? memory.gaps.byteOffset : 0,
      memory.labels.byteOffset,
      memory.changed.byteOffset,
      errors.perNorm,
      errors.atZero,
      errors.perSquare,
      8 * unit,
      8 * unit * longest,
      errors.largestNorm,
    );

  /** Answers the entries of the list that are in doubt. */
  function settle(
    points: Float64Array,
    doubts: number,
    list: Int32Array,
    nearest: Int32Array,
    gaps: Float64Array | null,
  ) {
    for (let i = 0; i < doubts; i++) doubtfulRows[i] = list[doubtful[i]!]!;
    nearestScalar(points, centersGiven, columns, k, doubtfulRows, doubts, doubtfulNearest, doubtfulGaps);
    for (let i = 0; i < doubts; i++) {
      nearest[doubtful[i]!] = doubtfulNearest[i]!;
      if (gaps !== null) gaps[doubtful[i]!] = doubtfulGaps[i]!;
    }
  }

  const find: SimdSearch["find"] = (points, copies, list, count, nearest, gaps) => {
    for (let from = 0; from < count; from += chunk) {
      const to = Math.min(from + chunk, count);
      if (copies === null) layForSimd(points, columns, list, from, to, origin, memory.points, 0);
      else memory.points.set(copies.subarray(list[from]! * columns, (list[from]! + filled(to - from)) * columns));
      run(to - from, true);
      const doubts = takeAnswers(memory.nearest, memory.gaps, from, to, nearest, gaps, doubtful);
      if (doubts > 0) settle(points, doubts, list, nearest, gaps);
    }
  };

  const findChanged: SimdSearch["findChanged"] = (points, copies, from, to, labels, list, nearest) => {
    let listed = 0;
    for (let start = from; start < to; start += chunk) {
      const count = Math.min(chunk, to - start);
      memory.points.set(copies.subarray(start * columns, (start + filled(count)) * columns));
      memory.labels.set(labels.subarray(start, start + count));
      const groups = run(count, false);
      const { nearest: answers, labels: before, changed } = memory;
      let doubts = 0;
      for (let i = 0; i < groups; i++) {
        const first = changed[i]! * lanes;
        const end = Math.min(first + lanes, count);
        for (let place = first; place < end; place++) {
          const found = answers[place]!;
          if (found === before[place]) continue;
          if (found < 0) doubtful[doubts++] = listed;
          list[listed] = start + place;
          nearest[listed++] = found;
        }
      }
      if (doubts > 0) settle(points, doubts, list, nearest, null);
    }
    return listed;
  };

  return { load, find, findChanged };
}

/**
 * Puts the centers, counted from the middle, where the kernel reads them: in fours, column by column, and what is left
 * over one by one. Returns the greatest distance of a center from the middle.
 */
function loadCenters(
  centers: Float64Array,
  columns: number,
  middle: Float64Array,
  into: Float32Array,
  halves: Float32Array,
): number {
  const k = halves.length;
  const inFours = k - (k % 4);
  let longest = 0;
  for (let j = 0; j < k; j++) {
    const step = j < inFours ? 4 : 1;
    let at = j < inFours ? (j - (j % 4)) * columns + (j % 4) : j * columns;
    let square = 0;
    for (let f = 0; f < columns; f++, at += step) {
      const coordinate = centers[j * columns + f]! - middle[f]!;
      square += coordinate * coordinate;
      into[at] = coordinate;
    }
    halves[j] = square / 2;
    longest = Math.max(longest, Math.sqrt(square));
  }
  return longest;
}

/**
 * Takes what the kernel found for the entries from `from` to `to` of the list, and lists those in doubt; returns how
 * many they are.
 */
function takeAnswers(
  foundNearest: Int32Array,
  foundGaps: Float32Array,
  from: number,
  to: number,
  nearest: Int32Array,
  gaps: Float64Array,
  doubtful: Int32Array,
): number {
  let doubts = 0;
  for (let i = 0; i < to - from; i++) {
    const found = foundNearest[i]!;
    nearest[from + i] = found;
    gaps[from + i] = foundGaps[i]!;
    if (found < 0) doubtful[doubts++] = from + i;
  }
  return doubts;
}
