import { findRoot } from "../../numeric/index.js";
import { createTable, type Table } from "../../table/index.js";
import type { WeightedIndices } from "./index-by-weights.js";
import type { TreeNode } from "./indicator-tree.js";
import { perturbWeight } from "./perturb-weight.js";
import type { RespondentGroups } from "./respondent-groups.js";

/** Columns of the table of rank reversals. */
export type RankReversalColumns = {
  path: string;
  weight: number;
  /** The weight, between 0 and 1, nearest to the given one at which the two groups swap places. */
  reversalWeight: number;
  /** The group that is ahead under the given weights. */
  ahead: string | number | boolean;
  behind: string | number | boolean;
  period: string | number | boolean;
};

interface Reversal {
  readonly node: number;
  readonly weight: number;
  readonly ahead: number;
  readonly behind: number;
}

/**
 * For every node and every two groups of one period the nearest weight that swaps their order; pairs that no weight
 * swaps have no row. The nearest reversals come first.
 */
export function rankReversals(
  nodes: readonly TreeNode[],
  given: Float64Array,
  groups: RespondentGroups,
  indices: WeightedIndices,
): Table<RankReversalColumns> {
  const periods = groups.period.toArray();
  const index = indices(given);
  const reversals: Reversal[] = [];
  for (let node = 1; node < nodes.length; node++) {
    if (nodes.filter((other) => other.parent === nodes[node]!.parent).length < 2) continue;
    const at = (weight: number): Float64Array => indices(perturbWeight(nodes, given, node, weight));
    const ends = [
      { weight: 0, index: at(0) },
      { weight: 1, index: at(1) },
    ];
    for (let a = 0; a < groups.count; a++) {
      for (let b = a + 1; b < groups.count; b++) {
        if (periods[a] !== periods[b] || !(Math.abs(index[a]! - index[b]!) > 0)) continue;
        const [ahead, behind] = index[a]! > index[b]! ? [a, b] : [b, a];
        const found = ends.flatMap((end) => {
          if (!(end.index[ahead]! < end.index[behind]!)) return [];
          const lead = (weight: number): number => {
            const moved = at(weight);
            return moved[ahead]! - moved[behind]!;
          };
          return [
            findRoot(lead, Math.min(end.weight, given[node]!), Math.max(end.weight, given[node]!), {
              tolerance: 1e-12,
            }),
          ];
        });
        const weight = nearest(found, given[node]!);
        if (weight !== null) reversals.push({ node, weight, ahead, behind });
      }
    }
  }
  const distance = ({ node, weight }: Reversal): number => Math.abs(weight - given[node]!);
  reversals.sort((a, b) => distance(a) - distance(b));
  return createTable<RankReversalColumns>([
    ["path", reversals.map(({ node }) => nodes[node]!.path)],
    ["weight", Float64Array.from(reversals, ({ node }) => given[node]!)],
    ["reversalWeight", Float64Array.from(reversals, ({ weight }) => weight)],
    ["ahead", groups.group.take(reversals.map(({ ahead }) => ahead))],
    ["behind", groups.group.take(reversals.map(({ behind }) => behind))],
    ["period", groups.period.take(reversals.map(({ ahead }) => ahead))],
  ]);
}

function nearest(weights: readonly number[], given: number): number | null {
  let best: number | null = null;
  for (const weight of weights) {
    if (best === null || Math.abs(weight - given) < Math.abs(best - given)) best = weight;
  }
  return best;
}
