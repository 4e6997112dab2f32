import { nearestScalar } from "./nearest-center-scalar.js";
import { type SimdSearch, searchSimd, simdPays } from "./nearest-simd.js";
import { middleOf } from "./simd-layout.js";

/** Finds the nearest of some centers for points that follow each other, and how far away it is. */
export interface DistanceSearch {
  /** Takes over the centers, as many as were announced. */
  readonly load: (centers: Float64Array) => void;
  /**
   * Looks at `count` rows of `points`, the first at `from`. By their places, `nearest` gets the centers, a tie going to
   * the lower index, and `distances` the squared distances, both as the textbook loop has them.
   */
  readonly find: (
    points: Float64Array,
    from: number,
    count: number,
    nearest: Int32Array,
    distances: Float64Array,
  ) => void;
}

/** Up to here a point and a center fit into registers, and a plain loop over the centers beats laying out vectors. */
const narrowColumns = 4;
const fewCenters = 16;

/** A search among `k` centers for `rows` points or more, at most `atATime` of them at a time. */
export function distanceSearch(rows: number, columns: number, k: number, atATime: number): DistanceSearch {
  if (columns <= narrowColumns && k <= fewCenters) return narrowSearch(columns, k);
  return wideSearch(columns, k, atATime, simdPays(rows, columns, k) ? searchSimd(columns, k) : null);
}

function narrowSearch(columns: number, k: number): DistanceSearch {
  const centers = new Float64Array(k * narrowColumns);
  const squares = new Float64Array(k);
  return {
    load: (given) => {
      for (let j = 0; j < k; j++) {
        for (let f = 0; f < columns; f++) centers[j * narrowColumns + f] = given[j * columns + f]!;
      }
    },
    find: (points, from, count, nearest, distances) => {
      // Columns that do not exist are 0 in points and centers, and add 0 to the distance.
      for (let place = 0; place < count; place++) {
        const row = (from + place) * columns;
        const x = points[row]!;
        const y = columns > 1 ? points[row + 1]! : 0;
        const z = columns > 2 ? points[row + 2]! : 0;
        const w = columns > 3 ? points[row + 3]! : 0;
        let index = 0;
        for (let j = 0; j < k; j++) {
          const center = j * narrowColumns;
          const dx = x - centers[center]!;
          const dy = y - centers[center + 1]!;
          const dz = z - centers[center + 2]!;
          const dw = w - centers[center + 3]!;
          const square = dx * dx + dy * dy + dz * dz + dw * dw;
          squares[j] = square;
          // The index is j where this one is nearer, else as it is: a branch would be mispredicted too often.
          index ^= (index ^ j) & -Number(square < squares[index]!);
        }
        nearest[place] = index;
        distances[place] = squares[index]!;
      }
    },
  };
}

function wideSearch(columns: number, k: number, atATime: number, simd: SimdSearch | null): DistanceSearch {
  const list = new Int32Array(atATime);
  const gaps = new Float64Array(atATime);
  const middle = new Float64Array(columns);
  let centers: Float64Array = new Float64Array(0);
  return {
    load: (given) => {
      centers = given;
      middleOf(centers, k, columns, middle);
      simd?.load(centers, middle);
    },
    find: (points, from, count, nearest, distances) => {
      for (let place = 0; place < count; place++) list[place] = from + place;
      if (simd === null) nearestScalar(points, centers, columns, list, count, nearest, gaps);
      else simd.find(points, null, list, count, nearest, gaps);
      for (let place = 0; place < count; place++) {
        const row = (from + place) * columns;
        const center = nearest[place]! * columns;
        let distance = 0;
        for (let f = 0; f < columns; f++) {
          const difference = points[row + f]! - centers[center + f]!;
          distance += difference * difference;
        }
        distances[place] = distance;
      }
    },
  };
}
