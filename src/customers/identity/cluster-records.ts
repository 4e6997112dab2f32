import { sortedOrder } from "../../numeric/index.js";
import { type NumberedSets, numberSets, rootOf } from "./disjoint-sets.js";
import type { CandidatePairs } from "./pair-levels.js";

/** The records of each person as a set, with what was refused. */
export interface RecordClusters extends NumberedSets {
  /** Links that joined nothing, because the clusters that they would join have too little in common. */
  readonly refusedLinks: number;
}

/** Of large clusters so many records each are compared before they join. */
const mostComparedMembers = 20;

/**
 * Clusters from pairs with their probabilities, by agglomeration: links of at least `threshold` are taken from the
 * strongest down, and two clusters join when the mean probability over all pairs between them, also those that no rule
 * brings, is at least half the threshold. A single weak link can so never make a chain of two groups of records.
 */
export function clusterRecords(
  records: number,
  pairs: CandidatePairs,
  probabilities: Float64Array,
  threshold: number,
  score: (i: number, j: number) => number,
): RecordClusters {
  const parent = Int32Array.from({ length: records }, (_, record) => record);
  // The members of a cluster as a ring.
  const next = parent.slice();
  const size = new Int32Array(records).fill(1);
  const links = sortedOrder(probabilities.map((value) => (value >= threshold ? -value : Number.NaN)));
  let refusedLinks = 0;
  for (const pair of links) {
    if (!(probabilities[pair]! >= threshold)) break;
    const a = rootOf(parent, pairs.left[pair]!);
    const b = rootOf(parent, pairs.right[pair]!);
    if (a === b) continue;
    const mean = size[a] === 1 && size[b] === 1 ? probabilities[pair]! : meanBetween(a, b, next, size, score);
    if (mean < threshold / 2) {
      refusedLinks++;
      continue;
    }
    const [root, joined] = size[a]! >= size[b]! ? [a, b] : [b, a];
    parent[joined] = root;
    size[root]! += size[joined]!;
    const after = next[root]!;
    next[root] = next[joined]!;
    next[joined] = after;
  }
  return { ...numberSets(parent), refusedLinks };
}

function meanBetween(
  a: number,
  b: number,
  next: Int32Array,
  size: Int32Array,
  score: (i: number, j: number) => number,
): number {
  const [fromA, fromB] = [Math.min(size[a]!, mostComparedMembers), Math.min(size[b]!, mostComparedMembers)];
  let total = 0;
  for (let i = a, seenA = 0; seenA < fromA; i = next[i]!, seenA++) {
    for (let j = b, seenB = 0; seenB < fromB; j = next[j]!, seenB++) total += score(i, j);
  }
  return total / (fromA * fromB);
}
