import type { Tree } from "../trees/boosted-trees-model.js";

/** The path from the root to a leaf, its splits grouped by feature. */
export interface LeafPath {
  readonly value: number;
  /** The distinct features on the path, in order. */
  readonly features: readonly number[];
  /** By feature: the share of cases that its splits let through to this leaf. */
  readonly shares: readonly number[];
}

/** The leaves of a tree, each with its path, and for every node the place of its feature on the path. */
export interface TreePaths {
  readonly places: Int32Array;
  /** By node; null for inner nodes. */
  readonly leaves: readonly (LeafPath | null)[];
  /** The mean of the leaves over the cases of the fit. */
  readonly baseline: number;
}

/** The paths to the leaves of a tree. Children come after their parents, so one pass over the nodes finds them. */
export function treePaths(tree: Tree): TreePaths {
  const nodes = tree.feature.length;
  const places = new Int32Array(nodes);
  const leaves: (LeafPath | null)[] = new Array(nodes).fill(null);
  const open: { features: readonly number[]; shares: readonly number[]; reach: number }[] = [];
  open[0] = { features: [], shares: [], reach: 1 };
  let baseline = 0;
  for (let node = 0; node < nodes; node++) {
    const { features, shares, reach } = open[node]!;
    const feature = tree.feature[node]!;
    if (feature < 0) {
      const value = tree.value[node]!;
      baseline += reach * value;
      leaves[node] = { value, features, shares };
      continue;
    }
    const found = features.indexOf(feature);
    const place = found < 0 ? features.length : found;
    places[node] = place;
    const extended = found < 0 ? [...features, feature] : features;
    for (const goesLeft of [true, false]) {
      const share = shareOf(tree, node, goesLeft);
      open[goesLeft ? tree.left[node]! : tree.right[node]!] = {
        features: extended,
        shares: found < 0 ? [...shares, share] : shares.map((old, i) => (i === place ? old * share : old)),
        reach: reach * share,
      };
    }
  }
  return { places, leaves, baseline };
}

/** The share of a node's cases that goes left, or right. */
function shareOf({ cover, left, right }: Tree, node: number, goesLeft: boolean): number {
  const child = cover[goesLeft ? left[node]! : right[node]!]!;
  return cover[node]! > 0 ? child / cover[node]! : 0.5;
}
