import type { Points, Vector } from "../../table/index.js";
import { type LabeledPoints, labeledPoints } from "../points/read-labels.js";
import { squaredDistance } from "../points/squared-distance.js";

/**
 * How alike the two most alike clusters are, averaged over clusters: (spread of one + spread of the other) / distance
 * of their centers, spread being the mean distance to the center. Lower is better, 0 the least. Points labeled below 0
 * are left out.
 *
 * Errors: as for {@link silhouette}. Source: Davies and Bouldin (1979), IEEE Trans. Pattern Anal. Mach. Intell. 1.
 * Infinite where two clusters share a center.
 *
 * @example
 * ```ts
 * daviesBouldin([[1, 1], [1, 2], [8, 8], [9, 8]], [0, 0, 1, 1]); // about 0.1
 * ```
 */
export function daviesBouldin(points: Points, labels: Vector): number {
  const grouped = labeledPoints("daviesBouldin", points, labels);
  const { columns, starts, data } = grouped;
  const k = starts.length - 1;
  const centers = centersOf(grouped);
  const spreads = Array.from({ length: k }, (_, c) => {
    let total = 0;
    for (let row = starts[c]!; row < starts[c + 1]!; row++) {
      total += Math.sqrt(squaredDistance(data, row * columns, centers, c * columns, columns));
    }
    return total / (starts[c + 1]! - starts[c]!);
  });
  let sum = 0;
  for (let a = 0; a < k; a++) {
    let worst = 0;
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const reach = spreads[a]! + spreads[b]!;
      const distance = Math.sqrt(squaredDistance(centers, a * columns, centers, b * columns, columns));
      worst = Math.max(worst, reach === 0 ? 0 : reach / distance);
    }
    sum += worst;
  }
  return sum / k;
}

/**
 * The variance ratio: spread between clusters over spread within, each divided by its degrees of freedom. Higher is
 * better; infinite where every point lies on its center, 0 where all points are one. Points labeled below 0 are left
 * out.
 *
 * Errors: as for {@link silhouette}. Source: Caliński and Harabasz (1974), Commun. Stat. 3.
 *
 * @example
 * ```ts
 * calinskiHarabasz([[1, 1], [1, 2], [8, 8], [9, 8]], [0, 0, 1, 1]); // about 197
 * ```
 */
export function calinskiHarabasz(points: Points, labels: Vector): number {
  const grouped = labeledPoints("calinskiHarabasz", points, labels);
  const { columns, starts, data, rows } = grouped;
  const k = starts.length - 1;
  const centers = centersOf(grouped);
  const overall = centersOf({ ...grouped, starts: Int32Array.of(0, rows) });
  let within = 0;
  let between = 0;
  for (let c = 0; c < k; c++) {
    const size = starts[c + 1]! - starts[c]!;
    between += size * squaredDistance(centers, c * columns, overall, 0, columns);
    for (let row = starts[c]!; row < starts[c + 1]!; row++) {
      within += squaredDistance(data, row * columns, centers, c * columns, columns);
    }
  }
  return between === 0 ? 0 : between / (k - 1) / (within / (rows - k));
}

/** The mean of each cluster, row-major. */
function centersOf({ data, columns, starts }: LabeledPoints): Float64Array {
  const k = starts.length - 1;
  const centers = new Float64Array(k * columns);
  for (let c = 0; c < k; c++) {
    const size = starts[c + 1]! - starts[c]!;
    for (let f = 0; f < columns; f++) {
      let sum = 0;
      for (let row = starts[c]!; row < starts[c + 1]!; row++) sum += data[row * columns + f]!;
      centers[c * columns + f] = sum / size;
    }
  }
  return centers;
}
