import { sortedOrder } from "../../numeric/index.js";
import type { CoxData } from "./cox-data.js";

/**
 * Of all pairs of customers of whom one is known to have left first, the share in which that one had the higher risk;
 * equal risks count one half (Harrell 1982). A pair with an event and a censoring at the same time is known; one with
 * two events at the same time is not. n log n by a Fenwick tree of counts over the ranks of risk. Null without a pair.
 */
export function concordance(data: CoxData, risk: Float64Array): number | null {
  const { rows, durations, events, count } = data;
  const { rank, ranks } = denseRanks(risk);
  const tree = new Float64Array(ranks + 1);
  const atRank = new Float64Array(ranks);
  let inTree = 0;
  let pairs = 0;
  let agreeing = 0;
  const insert = (row: number): void => {
    const one = count === undefined ? 1 : count[row]!;
    atRank[rank[row]!]! += one;
    for (let node = rank[row]! + 1; node <= ranks; node += node & -node) tree[node]! += one;
    inTree += one;
  };
  // Rows come with the longest durations first, so the tree holds those who outlived the current time.
  let i = 0;
  while (i < rows) {
    const from = i;
    while (i < rows && durations[i] === durations[from]) i++;
    for (let row = from; row < i; row++) if (events[row] === 0) insert(row);
    for (let row = from; row < i; row++) {
      if (events[row] === 0) continue;
      const one = count === undefined ? 1 : count[row]!;
      let below = 0;
      for (let node = rank[row]!; node > 0; node -= node & -node) below += tree[node]!;
      pairs += one * inTree;
      agreeing += one * (below + 0.5 * atRank[rank[row]!]!);
    }
    for (let row = from; row < i; row++) if (events[row] === 1) insert(row);
  }
  return pairs === 0 ? null : agreeing / pairs;
}

function denseRanks(values: Float64Array): { rank: Int32Array; ranks: number } {
  const order = sortedOrder(values);
  const rank = new Int32Array(values.length);
  let ranks = 0;
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && values[order[i]!]! > values[order[i - 1]!]!) ranks++;
    rank[order[i]!] = ranks;
  }
  return { rank, ranks: ranks + 1 };
}
