import { nearestTwo } from "./nearest-two.js";

const blockRows = 4096;

/** The nearest center of each point, a tie going to the lower index. */
export function nearestCenters(points: Float64Array, columns: number, centers: Float64Array, labels: Int32Array): void {
  const k = centers.length / columns;
  const list = new Int32Array(blockRows);
  const nearest = new Int32Array(blockRows);
  const gaps = new Float64Array(blockRows);
  for (let from = 0; from < labels.length; from += blockRows) {
    const count = Math.min(blockRows, labels.length - from);
    for (let i = 0; i < count; i++) list[i] = from + i;
    nearestTwo(points, centers, columns, k, list, count, nearest, gaps);
    for (let i = 0; i < count; i++) labels[from + i] = nearest[i]!;
  }
}
