import { createRandom, mean, type Random } from "../../numeric/index.js";
import type { PointMatrix } from "../../table/index.js";
import { runKMeans } from "../k-means/k-means.js";
import { adjustedRandIndex } from "../points/adjusted-rand-index.js";
import { countDistinct } from "../points/distinct-points.js";

/**
 * Whether the same clusters come out of other samples: the mean adjusted Rand index, over pairs of bootstrap samples,
 * between the clusters that the two give to all points (Fang and Wang 2012, Comput. Stat. Data Anal. 56, with the index
 * of Hubert and Arabie). 1 is the same every time. NaN where the samples have too few different points.
 */
export function stabilityOf(
  caller: string,
  points: PointMatrix,
  k: number,
  settings: { readonly pairs: number; readonly restarts: number; readonly seed: number },
): number {
  const { pairs, restarts, seed } = settings;
  const random = createRandom(seed).fork(k);
  const agreements: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [a, b] = [drawCounts(points.rows, random), drawCounts(points.rows, random)];
    if (countDistinct(points.data, points.columns, a, k) < k || countDistinct(points.data, points.columns, b, k) < k)
      continue;
    const [first, second] = [a, b].map(
      (weights) => runKMeans(caller, points, { k, seed, restarts, swaps: 0, weights }).labels,
    );
    agreements.push(adjustedRandIndex(first!, second!));
  }
  return mean(agreements);
}

/** How often each row appears in a sample with replacement of as many rows. */
function drawCounts(rows: number, random: Random): Float64Array {
  const counts = new Float64Array(rows);
  for (let i = 0; i < rows; i++) counts[random.integer(rows)]!++;
  return counts;
}
