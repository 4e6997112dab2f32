import type { FeatureMatrix } from "../../table/index.js";
import type { BoostedTreesModel } from "./boosted-trees-model.js";
import { addForestScores, codeForest } from "./coded-forest.js";
import { type CompiledTree, compileTree, goesLeft } from "./compiled-tree.js";

/** Of fewer rows, laying out the codes takes longer than what they save. */
const rowsWorthCoding = 512;

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
  const forest = matrix.rows < rowsWorthCoding ? null : codeForest(trees);
  if (forest === null) {
    for (const tree of trees) addTreeScores(tree, data, matrix.columns, 0, matrix.rows, scores);
  } else {
    addForestScores(forest, { ...matrix, data }, scores);
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
