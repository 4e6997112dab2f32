import type { BoostedTreesModel, Tree } from "./boosted-trees-model.js";

/** A tree in typed arrays, to be traversed from the root to a leaf. */
export interface CompiledTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
  /**
   * By node, 1 for the categories (by their place in the model's list, unseen ones after the last) that go left; null
   * where a threshold decides.
   */
  readonly goesLeft: readonly (Uint8Array | null)[];
}

/** Lays a tree out in typed arrays. */
export function compileTree(tree: Tree, categories: BoostedTreesModel["categories"]): CompiledTree {
  return {
    feature: Int32Array.from(tree.feature),
    threshold: Float64Array.from(tree.threshold, (value) => value ?? 0),
    missingLeft: Uint8Array.from(tree.missingLeft, Number),
    left: Int32Array.from(tree.left),
    right: Int32Array.from(tree.right),
    value: Float64Array.from(tree.value),
    goesLeft: tree.categories.map((left, node) => {
      if (left === null) return null;
      const known = categories[tree.feature[node]!] ?? [];
      const chosen = new Set(left);
      const sides = Uint8Array.from({ length: known.length + 1 }, (_, place) => Number(chosen.has(known[place]!)));
      const larger = tree.cover[tree.left[node]!]! > tree.cover[tree.right[node]!]!;
      sides[known.length] = Number(tree.unseenLeft?.[node] ?? larger);
      return sides;
    }),
  };
}

/** Whether a (coded) value goes left at a node. */
export function goesLeft({ threshold, missingLeft, goesLeft: sides }: CompiledTree, node: number, x: number): boolean {
  if (Number.isNaN(x)) return missingLeft[node] === 1;
  const side = sides[node]!;
  return side === null ? x <= threshold[node]! : side[x] === 1;
}
