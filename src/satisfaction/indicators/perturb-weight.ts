import type { TreeNode } from "./indicator-tree.js";

/**
 * The weights with one moved and its siblings sharing the rest as before (equally where they had nothing). An only
 * child keeps its weight.
 */
export function withWeight(
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
