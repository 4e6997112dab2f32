import type { ContractSpells } from "./contract-spells.js";

/**
 * The ends of contracts, moved by a day where the same customer has a contract that starts then: files that give the
 * last day as the end leave such gaps, in which nobody left. Contracts that start after `known` continue nothing.
 */
export function continuedEnds({ first, start, end }: ContractSpells, known: number): Float64Array {
  const ends = end.slice();
  for (let customer = 0; customer + 1 < first.length; customer++) {
    const to = first[customer + 1]!;
    for (let i = first[customer]!; i < to; i++) {
      const next = end[i]! + 1;
      if (next > known) continue;
      // A binary search: contracts are sorted by start.
      let low = i + 1;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (start[middle]! < next) low = middle + 1;
        else high = middle;
      }
      if (low < to && start[low] === next) ends[i] = next;
    }
  }
  return ends;
}
