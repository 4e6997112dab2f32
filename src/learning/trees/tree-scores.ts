import type { FeatureMatrix } from "../../table/index.js";
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

/** Rows that go through all trees before the next ones start, so that their features stay in the cache. */
const block = 512;

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

/**
 * Features with every category replaced by its place in the model's list. A category that the fit has not seen comes
 * after the last, and goes where most cases of the fit went: nothing says that it behaves like a missing value. Where
 * the list is as long as it may be, the fit counted rarer categories as missing, and so does this.
 */
export function codedFeatures(
  { categories, bins }: Pick<BoostedTreesModel, "categories" | "bins">,
  matrix: FeatureMatrix,
): Float64Array {
  if (categories.every((known) => known === null)) return matrix.data;
  const data = matrix.data.slice();
  categories.forEach((known, column) => {
    if (known === null) return;
    const place = new Map(known.map((category, index) => [category, index]));
    const unseen = known.length < bins ? known.length : Number.NaN;
    for (let at = column; at < data.length; at += matrix.columns) {
      if (!Number.isNaN(data[at]!)) data[at] = place.get(data[at]!) ?? unseen;
    }
  });
  return data;
}

/** Baseline plus the leaves of all trees, for every row. */
export function treeScores(
  model: Pick<BoostedTreesModel, "baseline" | "bins" | "categories" | "trees">,
  matrix: FeatureMatrix,
): Float64Array {
  const data = codedFeatures(model, matrix);
  const trees = model.trees.map((tree) => compileTree(tree, model.categories));
  const scores = new Float64Array(matrix.rows).fill(model.baseline);
  for (let start = 0; start < matrix.rows; start += block) {
    const end = Math.min(start + block, matrix.rows);
    for (const tree of trees) addTreeScores(tree, data, matrix.columns, start, end, scores);
  }
  return scores;
}

/** Adds a tree's leaves to the scores of the rows from `start` to `end`. */
export function addTreeScores(
  tree: CompiledTree,
  data: Float64Array,
  columns: number,
  start: number,
  end: number,
  scores: Float64Array,
): void {
  const { feature, left, right, value } = tree;
  for (let row = start; row < end; row++) {
    let node = 0;
    let column = feature[0]!;
    while (column >= 0) {
      node = goesLeft(tree, node, data[row * columns + column]!) ? left[node]! : right[node]!;
      column = feature[node]!;
    }
    scores[row]! += value[node]!;
  }
}

/** Whether a (coded) value goes left at a node. */
export function goesLeft({ threshold, missingLeft, goesLeft: sides }: CompiledTree, node: number, x: number): boolean {
  if (Number.isNaN(x)) return missingLeft[node] === 1;
  const side = sides[node]!;
  return side === null ? x <= threshold[node]! : side[x] === 1;
}
