import type { TreeNode } from "./indicator-tree.js";

/**
 * The weights with that of one node changed and its siblings sharing the rest in their old proportions (equally where
 * all had 0). An only child keeps its weight.
 */
export function perturbWeight(
  nodes: readonly TreeNode[],
  given: Float64Array,
  node: number,
  weight: number,
): Float64Array {
  const weights = Float64Array.from(given);
  const { parent } = nodes[node]!;
  const siblings = nodes.flatMap((other, at) => (at !== node && at > 0 && other.parent === parent ? [at] : []));
  if (siblings.length === 0) return weights;
  const rest = siblings.reduce((sum, at) => sum + given[at]!, 0);
  weights[node] = weight;
  for (const at of siblings) {
    weights[at] = rest > 0 ? (given[at]! / rest) * (1 - weight) : (1 - weight) / siblings.length;
  }
  return weights;
}
