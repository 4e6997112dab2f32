import { simdGroupSize } from "./simd-layout.js";
import { chunkSize, filled, layOutMemory, loadCenters } from "./simd-memory.js";

/** Finds out for which points one of a few centers may be closer than what they have. */
export interface CloserSearch {
  /**
   * Takes over the centers; coordinates will be counted from the middle. Has to be done again once another search has
   * taken over its own.
   */
  readonly load: (centers: Float64Array, middle: Float64Array) => void;
  /**
   * Compares the rows from `from`, the first of a group, to `to` with the centers, at most {@link chunkSize} rows. The
   * first entries of `rows` and `centers` get the pairs in question, for each center in the order of the rows; every
   * pair that is left out is at least as far apart as `closest`, the squared distances of all rows. Returns how many
   * pairs these are.
   *
   * @param simdPoints - all points in groups, see `layAllForSimd`
   */
  readonly find: (
    simdPoints: Float32Array,
    from: number,
    to: number,
    closest: Float64Array,
    rows: Int32Array,
    centers: Uint16Array,
  ) => number;
}

/** A search among at most so many centers; null where the engine has no SIMD instructions. */
export function closerSimd(columns: number, mostCenters: number): CloserSearch | null {
  const memory = layOutMemory(columns, mostCenters, (mostCenters * chunkSize) / simdGroupSize);
  if (memory === null) return null;
  return {
    load: (centers, middle) => loadCenters(memory, centers, middle, 0),
    find: (simdPoints, from, to, closest, rows, centers) => {
      memory.points.set(simdPoints.subarray(from * columns, (from + filled(to - from)) * columns));
      memory.closest.set(closest.subarray(from, to));
      const found = memory.kernel.findCloser(memory.parameters, filled(to - from) / simdGroupSize);
      return listPairs(memory.found, found, from, to, rows, centers);
    },
  };
}

/** Takes the answers of the kernel apart: a center, a group of points, a bit for each of its points. */
function listPairs(
  answers: Int32Array,
  count: number,
  from: number,
  to: number,
  rows: Int32Array,
  centers: Uint16Array,
): number {
  let pairs = 0;
  for (let i = 0; i < count; i++) {
    const answer = answers[i]!;
    let row = from + simdGroupSize * ((answer >> 8) & 255);
    for (let bits = answer & 255; bits !== 0 && row < to; bits >>= 1, row++) {
      // Written down in any case and over the next time: a branch would be mispredicted too often.
      rows[pairs] = row;
      centers[pairs] = answer >> 16;
      pairs += bits & 1;
    }
  }
  return pairs;
}
