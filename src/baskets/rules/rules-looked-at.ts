import type { Itemsets } from "../itemsets/itemsets.js";
import type { ItemsetIndex } from "./itemset-index.js";

/**
 * How many rules the search looked at: every frequent set in front of every frequent set (or item) behind that shares
 * no item with it, together no longer than the search went. Most of them do not occur together often enough to be
 * listed; those that do are the ones with small p-values, so that the p-values must be corrected for all (Webb 2007,
 * "Discovering significant patterns").
 */
export function rulesLookedAt(itemsets: Itemsets, index: ItemsetIndex, consequent: "single" | "any"): number {
  const longest = itemsets.truncated?.maxLength ?? itemsets.maxLength ?? Number.POSITIVE_INFINITY;
  return consequent === "single" ? withOneBehind(itemsets, longest) : disjointPairs(itemsets, index, longest);
}

function withOneBehind({ starts, size }: Itemsets, longest: number): number {
  let items = 0;
  for (let set = 0; set < size; set++) if (starts[set + 1]! - starts[set]! === 1) items++;
  let rules = 0;
  for (let set = 0; set < size; set++) {
    const length = starts[set + 1]! - starts[set]!;
    if (length < longest) rules += items - length;
  }
  return rules;
}

/**
 * Ordered pairs of sets without a common item, by inclusion and exclusion: Σ (−1)^|S| · pairs that both contain S, over
 * the frequent sets S and the empty one.
 */
function disjointPairs(itemsets: Itemsets, index: ItemsetIndex, longest: number): number {
  const { starts, members, size } = itemsets;
  const lengthOf = (set: number): number => starts[set + 1]! - starts[set]!;
  let most = 0;
  for (let set = 0; set < size; set++) most = Math.max(most, lengthOf(set));
  // Of each set, how many sets of each length contain it; the last row is that of the empty set.
  const columns = most + 1;
  const containing = new Float64Array((size + 1) * columns);
  for (let set = 0; set < size; set++) {
    const items = members.subarray(starts[set], starts[set + 1]);
    for (let chosen = 0; chosen < 2 ** items.length; chosen++) {
      const part = chosen === 0 ? size : index.find(items.filter((_, i) => (chosen & (1 << i)) !== 0));
      containing[part * columns + items.length]!++;
    }
  }
  let rules = 0;
  for (let part = 0; part <= size; part++) {
    const sign = part === size || lengthOf(part) % 2 === 0 ? 1 : -1;
    for (let front = 1; front <= most; front++) {
      for (let behind = 1; behind <= most && front + behind <= longest; behind++) {
        rules += sign * containing[part * columns + front]! * containing[part * columns + behind]!;
      }
    }
  }
  return rules;
}
