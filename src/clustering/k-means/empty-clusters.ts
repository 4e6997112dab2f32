import { ClienteleError, counted } from "../../errors/index.js";
import { squaredDistance } from "../points/squared-distance.js";
import { type ClusterSums, movePoint } from "./cluster-sums.js";
import type { KMeansState } from "./k-means-state.js";

/**
 * Gives every cluster without points the point that lies farthest from its own center (of equally far ones the first),
 * taken from a cluster that has others left. Each such move lowers the inertia, so it cannot go on for ever. The center
 * itself follows with the next update, which is how the bounds of the other points learn of the jump. Returns how many
 * points moved.
 */
export function refillEmpty(caller: string, state: KMeansState, sums: ClusterSums): number {
  const { points, columns, weights, labels, slack, cellLabels } = state;
  let moved = 0;
  for (let j = 0; j < state.k; j++) {
    if (sums.counts[j] !== 0) continue;
    const row = farthestPoint(state, sums);
    if (row < 0) {
      throw new ClienteleError(
        "too-many-clusters",
        { function: caller, value: state.k },
        `some of the points are so close together that doubles cannot tell ${counted(state.k, "cluster")} apart`,
      );
    }
    movePoint(points, columns, weights, row, labels[row]!, j, sums);
    labels[row] = j;
    // The row has changed its cluster without a pass, so what was known of it no longer holds.
    slack[row] = Number.NEGATIVE_INFINITY;
    cellLabels.fill(-1);
    moved++;
  }
  return moved;
}

function farthestPoint(state: KMeansState, sums: ClusterSums): number {
  const { points, weights, rows, columns, labels, centers, sources } = state;
  let farthest = -1;
  let longest = 0;
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    if (sums.counts[label]! < 2 || weights[row] === 0) continue;
    const distance = squaredDistance(points, row * columns, centers, label * columns, columns);
    if (distance < longest || distance === 0) continue;
    if (distance === longest && (sources.length === 0 || sources[row]! > sources[farthest]!)) continue;
    longest = distance;
    farthest = row;
  }
  return farthest;
}
