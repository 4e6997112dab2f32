import type { BoostedTreesModel, Tree } from "../../../src/learning/index.js";

/** Stands for a category that the fit has not seen. */
export const unseen = Number.POSITIVE_INFINITY;

/**
 * What a tree expects of a row of which only the features of a set (a bit each) are known: elsewhere the cases of the
 * fit decide.
 */
function expectation(tree: Tree, row: readonly number[], set: number, node = 0): number {
  const feature = tree.feature[node]!;
  if (feature < 0) return tree.value[node]!;
  const [left, right] = [tree.left[node]!, tree.right[node]!];
  if (((set >> feature) & 1) === 0) {
    const share = tree.cover[left]! / tree.cover[node]!;
    return share * expectation(tree, row, set, left) + (1 - share) * expectation(tree, row, set, right);
  }
  return expectation(tree, row, set, goesLeft(tree, node, row[feature]!) ? left : right);
}

function goesLeft(tree: Tree, node: number, x: number): boolean {
  const chosen = tree.categories[node];
  if (Number.isNaN(x)) return tree.missingLeft[node]!;
  if (chosen && x === unseen) return tree.unseenLeft![node]!;
  return chosen ? chosen.includes(x) : x <= tree.threshold[node]!;
}

/**
 * Shapley values by their definition: Σ over all sets without the feature of |S|! (d − |S| − 1)! / d! times what the
 * feature adds.
 */
export function bruteForceShapley(
  model: BoostedTreesModel,
  row: readonly number[],
): { baseline: number; values: number[] } {
  const d = model.names.length;
  const expected = Array.from({ length: 2 ** d }, (_, set) =>
    model.trees.reduce((sum, tree) => sum + expectation(tree, row, set), model.baseline),
  );
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const values = Array.from({ length: d }, (_, feature) => {
    let value = 0;
    for (let set = 0; set < 2 ** d; set++) {
      if ((set >> feature) & 1) continue;
      const size = set.toString(2).replaceAll("0", "").length;
      const weight = (factorial(size) * factorial(d - size - 1)) / factorial(d);
      value += weight * (expected[set | (1 << feature)]! - expected[set]!);
    }
    return value;
  });
  return { baseline: expected[0]!, values };
}
