import { groupSize, type KMeansState } from "./k-means-state.js";
import { squaredDistance } from "./squared-distance.js";

/** Far beyond any point, so that the empty places of a group are never nearest; the square is infinite, not undefined. */
const nowhere = 1e300;

/** Puts each center into a group of four with the nearest that are left, members ascending. Centers that lie together move together, which keeps the bounds of their group tight. */
export function groupCenters(state: KMeansState): void {
  const { k, columns, centers, groupMembers, groupOf } = state;
  groupMembers.fill(-1);
  let left = Array.from({ length: k }, (_, j) => j);
  for (let g = 0; left.length > 0; g++) {
    const anchor = left[0]! * columns;
    const distance = new Map(left.map((j) => [j, squaredDistance(centers, anchor, centers, j * columns, columns)]));
    const byDistance = [...left].sort((a, b) => distance.get(a)! - distance.get(b)! || a - b);
    const members = byDistance.slice(0, groupSize).sort((a, b) => a - b);
    left = left.filter((j) => !members.includes(j));
    members.forEach((j, i) => {
      groupMembers[groupSize * g + i] = j;
      groupOf[j] = g;
    });
  }
  copyCentersToGroups(state);
}

/** Brings the copies of the centers that lie group by group up to date. */
export function copyCentersToGroups({ columns, centers, groupCenters: copies, groupMembers }: KMeansState): void {
  for (let place = 0; place < groupMembers.length; place++) {
    const j = groupMembers[place]!;
    if (j < 0) copies.fill(nowhere, place * columns, (place + 1) * columns);
    else copies.set(centers.subarray(j * columns, (j + 1) * columns), place * columns);
  }
}
