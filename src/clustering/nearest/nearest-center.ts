import { nearestScalar } from "./nearest-center-scalar.js";
import { searchSimd, simdPays } from "./nearest-simd.js";
import { middleOf } from "./simd-layout.js";

const blockRows = 4096;

/** The nearest center of each point, a tie going to the lower index. */
export function nearestCenters(points: Float64Array, columns: number, centers: Float64Array, labels: Int32Array): void {
  const k = centers.length / columns;
  const simd = simdPays(labels.length, columns, k) ? searchSimd(columns, k) : null;
  const middle = new Float64Array(columns);
  middleOf(centers, k, columns, middle);
  simd?.load(centers, middle);
  const list = new Int32Array(blockRows);
  const nearest = new Int32Array(blockRows);
  const gaps = new Float64Array(blockRows);
  for (let from = 0; from < labels.length; from += blockRows) {
    const count = Math.min(blockRows, labels.length - from);
    for (let i = 0; i < count; i++) list[i] = from + i;
    if (simd === null) nearestScalar(points, centers, columns, list, count, nearest, gaps);
    else simd.find(points, null, list, count, nearest, gaps);
    for (let i = 0; i < count; i++) labels[from + i] = nearest[i]!;
  }
}
