import { nearestScalar } from "./nearest-center-scalar.js";
import { type SimdSearch, searchSimd, simdPays } from "./nearest-simd.js";
import { middleOf } from "./simd-layout.js";

/** Centers among which the nearest of points that follow each other is looked for. */
export interface DistanceSearch {
  readonly columns: number;
  readonly k: number;
  readonly centers: Float64Array;
  /** The squared distances of one point, where a plain loop serves; there `centers` have `narrowColumns` columns. */
  readonly squares: Float64Array | null;
  readonly wide: WideSearch;
}

interface WideSearch {
  readonly list: Int32Array;
  readonly gaps: Float64Array;
  readonly middle: Float64Array;
  readonly simd: SimdSearch | null;
}

/** Up to here a point and a center fit into registers, and a plain loop over the centers beats laying out vectors. */
const narrowColumns = 4;
const fewCenters = 16;

/** A search among `k` centers for `rows` points or more, at most `atATime` of them at a time. */
export function distanceSearch(rows: number, columns: number, k: number, atATime: number): DistanceSearch {
  const isNarrow = columns <= narrowColumns && k <= fewCenters;
  const places = isNarrow ? 0 : atATime;
  const simd = !isNarrow && simdPays(rows, columns, k) ? searchSimd(columns, k) : null;
  return {
    columns,
    k,
    centers: new Float64Array(k * (isNarrow ? narrowColumns : columns)),
    squares: isNarrow ? new Float64Array(k) : null,
    wide: { list: new Int32Array(places), gaps: new Float64Array(places), middle: new Float64Array(columns), simd },
  };
}

/** Takes over the centers, as many as were announced. */
export function loadCenters(search: DistanceSearch, given: Float64Array): void {
  const { columns, k, centers, squares, wide } = search;
  if (squares === null) {
    centers.set(given);
    middleOf(centers, k, columns, wide.middle);
    wide.simd?.load(centers, wide.middle);
    return;
  }
  for (let j = 0; j < k; j++) {
    for (let f = 0; f < columns; f++) centers[j * narrowColumns + f] = given[j * columns + f]!;
  }
}

/**
 * Looks at `count` rows of `points`, the first at `from`. By their places, `nearest` gets the centers, a tie going to
 * the lower index, and `distances` the squared distances, both as the textbook loop has them.
 */
export function findNearest(
  search: DistanceSearch,
  points: Float64Array,
  from: number,
  count: number,
  nearest: Int32Array,
  distances: Float64Array,
): void {
  if (search.squares === null) findWide(search, points, from, count, nearest, distances);
  else findNarrow(search, search.squares, points.subarray(from * search.columns), count, nearest, distances);
}

function findNarrow(
  { columns, k, centers }: DistanceSearch,
  squares: Float64Array,
  points: Float64Array,
  count: number,
  nearest: Int32Array,
  distances: Float64Array,
): void {
  // Columns that do not exist are 0 in points and centers, and add 0 to the distance.
  for (let place = 0; place < count; place++) {
    const row = place * columns;
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
}

function findWide(
  { columns, centers, wide }: DistanceSearch,
  points: Float64Array,
  from: number,
  count: number,
  nearest: Int32Array,
  distances: Float64Array,
): void {
  const { list, gaps, simd } = wide;
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
}
