import type { FeatureMatrix } from "../../table/index.js";
import type { BoostedTreesModel } from "../trees/boosted-trees-model.js";
import { type CompiledTree, compileTree } from "../trees/compiled-tree.js";
import { codedFeatures } from "../trees/tree-scores.js";
import { deepContributions, isDeep } from "./deep-tree-shap.js";
import { addLeafValues, type LeafValues, leafValues, tableSize } from "./leaf-values.js";
import { treePaths } from "./tree-paths.js";

/** What each feature adds to the log-odds, row-major, and the log-odds without any. */
export interface Contributions {
  readonly baseline: number;
  readonly data: Float64Array;
}

/** A tree with its paths, laid out for explaining. */
interface ShapTree {
  readonly compiled: CompiledTree;
  readonly places: Int32Array;
  readonly leaves: readonly (LeafValues | null)[];
}

/** Rows that go through a tree together. */
const block = 256;

/** The most numbers in the tables of the trees of a batch: 32 MB. */
const tableBudget = 2 ** 22;

/**
 * Shapley values of the features for boosted trees, with the cases of the fit deciding what a tree expects where a
 * feature is not known: what TreeSHAP computes (Lundberg et al. 2020, algorithm 2). They add up exactly to the
 * log-odds. A leaf's contribution depends only on which of the features on the path to it agree with that path (Yang
 * 2021, Fast TreeSHAP), so it is computed once for each set of agreeing features that occurs.
 */
export function treeContributions(model: BoostedTreesModel, matrix: FeatureMatrix): Contributions {
  const data = codedFeatures(model, matrix);
  const result = new Float64Array(matrix.rows * matrix.columns);
  const paths = model.trees.map(treePaths);
  let baseline = model.baseline;
  let batch: ShapTree[] = [];
  let taken = 0;
  model.trees.forEach((tree, t) => {
    const path = paths[t]!;
    baseline += path.baseline;
    const compiled = compileTree(tree, model.categories);
    if (isDeep(path)) {
      deepContributions(compiled, path, data, matrix.rows, matrix.columns, result);
      return;
    }
    const leaves = path.leaves.map((leaf) => (leaf === null || leaf.features.length === 0 ? null : leafValues(leaf)));
    batch.push({ compiled, places: path.places, leaves });
    taken += leaves.reduce((sum, leaf) => sum + (leaf === null ? 0 : tableSize(leaf.features.length)), 0);
    if (taken < tableBudget) return;
    explainBatch(batch, data, matrix.rows, matrix.columns, result);
    batch = [];
    taken = 0;
  });
  explainBatch(batch, data, matrix.rows, matrix.columns, result);
  return { baseline, data: result };
}

/**
 * Adds the contributions of some trees, block of rows by block; within a block features and sums lie column by column.
 */
function explainBatch(
  trees: readonly ShapTree[],
  data: Float64Array,
  rows: number,
  columns: number,
  result: Float64Array,
): void {
  if (trees.length === 0) return;
  const values = new Float64Array(columns * block);
  const sums = new Float64Array(columns * block);
  const against = new Int32Array(block * Math.max(...trees.map(({ places }) => places.length)));
  for (let start = 0; start < rows; start += block) {
    const size = Math.min(block, rows - start);
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < size; i++) values[column * block + i] = data[(start + i) * columns + column]!;
    }
    sums.fill(0);
    for (const tree of trees) explainBlock(tree, values, size, against, sums);
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < size; i++) result[(start + i) * columns + column]! += sums[column * block + i]!;
    }
  }
}

/**
 * Children come after their parents, so one pass over the nodes carries down, for all rows of the block, which features
 * disagree with the path.
 */
function explainBlock(
  tree: ShapTree,
  values: Float64Array,
  rows: number,
  against: Int32Array,
  sums: Float64Array,
): void {
  const { feature } = tree.compiled;
  for (let node = 0; node < feature.length; node++) {
    const leaf = tree.leaves[node]!;
    if (leaf !== null) addLeafValues(leaf, against, node * block, rows, sums, block);
    if (feature[node]! < 0) continue;
    turnRows(tree, node, values, rows, against);
  }
}

/**
 * Passes the disagreements of the rows at a node on to its children: a row that goes left disagrees with the path to
 * the right.
 */
function turnRows(
  { compiled, places }: ShapTree,
  node: number,
  values: Float64Array,
  rows: number,
  against: Int32Array,
): void {
  const from = node * block;
  const left = compiled.left[node]! * block;
  const right = compiled.right[node]! * block;
  const bit = 1 << places[node]!;
  const at = compiled.feature[node]! * block;
  const threshold = compiled.threshold[node]!;
  const missing = compiled.missingLeft[node]!;
  const sides = compiled.goesLeft[node]!;
  for (let i = 0; i < rows; i++) {
    const x = values[at + i]!;
    let turnsLeft = sides === null ? Number(x <= threshold) : (sides[x] ?? 0);
    if (Number.isNaN(x)) turnsLeft = missing;
    const before = against[from + i]!;
    against[left + i] = before | (bit & (turnsLeft - 1));
    against[right + i] = before | (bit & -turnsLeft);
  }
}
