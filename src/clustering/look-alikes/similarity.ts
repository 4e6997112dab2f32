import { neighborTree } from "./nearest-neighbors.js";

/** How one point compares with the nearest of the good ones. */
export interface Similarity {
  /** The root of the mean squared distance to them. */
  readonly distance: number;
  /** Which good point is nearest. */
  readonly nearest: number;
  /** What each column adds to the squared distance. */
  readonly contributions: Float64Array;
  /** The mean of the nearest good points. */
  readonly mean: Float64Array;
}

/**
 * Compares points with the nearest `neighbors` of the good points. `except` is a good point that is not to be compared
 * with itself.
 */
export function similarityTo(
  good: Float64Array,
  columns: number,
  neighbors: number,
): {
  readonly distance: (point: Float64Array, except?: number) => number;
  readonly explain: (point: Float64Array) => Similarity;
} {
  const rows = good.length / columns;
  const tree = neighborTree(good, rows, columns);
  const found = new Int32Array(Math.min(neighbors, rows));
  const squared = new Float64Array(found.length);

  function distance(point: Float64Array, except?: number): number {
    const count = tree.search(point, found, squared, except);
    let total = 0;
    for (let i = 0; i < count; i++) total += squared[i]!;
    return Math.sqrt(total / count);
  }

  function explain(point: Float64Array): Similarity {
    const count = tree.search(point, found, squared);
    const contributions = new Float64Array(columns);
    const mean = new Float64Array(columns);
    for (let i = 0; i < count; i++) {
      for (let f = 0; f < columns; f++) {
        const coordinate = good[found[i]! * columns + f]!;
        contributions[f] = contributions[f]! + (point[f]! - coordinate) ** 2 / count;
        mean[f] = mean[f]! + coordinate / count;
      }
    }
    return { distance: distance(point), nearest: found[0]!, contributions, mean };
  }
  return { distance, explain };
}
