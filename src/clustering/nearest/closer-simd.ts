import { roundingBounds } from "./rounding-bounds.js";
import { lanes } from "./simd-layout.js";
import { chunk, filled, layOutMemory } from "./simd-memory.js";

/** Finds out for which points one of a few centers may be closer than what they have. */
export interface CloserSearch {
  /**
   * Takes over the centers; coordinates will be counted from the middle. Has to be done again once another search may
   * have taken over its own.
   */
  readonly load: (centers: Float64Array, middle: Float64Array) => void;
  /**
   * Compares the rows from `from`, a multiple of eight, to `to` with the centers, at most {@link chunk} rows. The first
   * entries of `rows` and `centers` get the pairs in question, for each center in the order of the rows; every pair
   * that is left out is at least as far apart as `closest`, the squared distances of all rows. Returns how many pairs
   * these are.
   *
   * @param copies - all points in lanes, see `layAllForSimd`
   */
  readonly find: (
    copies: Float32Array,
    from: number,
    to: number,
    closest: Float64Array,
    rows: Int32Array,
    centers: Uint16Array,
  ) => number;
}

/** A search among at most so many centers; null where the engine has no such instructions. */
export function closerSimd(columns: number, most: number): CloserSearch | null {
  const memory = layOutMemory(columns, most, (most * chunk) / lanes);
  if (memory === null) return null;
  let count = 0;
  let errors = roundingBounds(columns, 0);

  const load: CloserSearch["load"] = (centers, middle) => {
    count = centers.length / columns;
    let longest = 0;
    for (let j = 0; j < count; j++) {
      let square = 0;
      for (let f = 0; f < columns; f++) {
        const coordinate = centers[j * columns + f]! - middle[f]!;
        square += coordinate * coordinate;
        memory.centers[j * columns + f] = coordinate;
      }
      memory.halves[j] = square / 2;
      longest = Math.max(longest, Math.sqrt(square));
    }
    errors = roundingBounds(columns, longest);
  };

  const find: CloserSearch["find"] = (copies, from, to, closest, rows, centers) => {
    memory.points.set(copies.subarray(from * columns, (from + filled(to - from)) * columns));
    memory.closest.set(closest.subarray(from, to));
    const found = memory.kernel.closer(
      memory.points.byteOffset,
      filled(to - from) / lanes,
      columns,
      memory.centers.byteOffset,
      memory.halves.byteOffset,
      count,
      memory.closest.byteOffset,
      memory.found.byteOffset,
      errors.perNorm,
      errors.atZero,
      errors.perSquare,
      errors.largestNorm,
    );
    return listPairs(memory.found, found, from, to, rows, centers);
  };

  return { load, find };
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
    let row = from + lanes * ((answer >> 8) & 255);
    for (let bits = answer & 255; bits !== 0 && row < to; bits >>= 1, row++) {
      rows[pairs] = row;
      centers[pairs] = answer >> 16;
      pairs += bits & 1;
    }
  }
  return pairs;
}
