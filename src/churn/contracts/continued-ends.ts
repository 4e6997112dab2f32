import type { ContractSpells } from "./contract-spells.js";

/**
 * The ends of contracts, those that the same customer continues a day later moved to that day: files that give the last
 * day as the end leave such gaps, and nobody left in them. Contracts that start after `known` continue nothing.
 */
export function continuedEnds({ first, start, end }: ContractSpells, known: number): Float64Array {
  const ends = end.slice();
  for (let customer = 0; customer + 1 < first.length; customer++) {
    const to = first[customer + 1]!;
    for (let i = first[customer]!; i < to; i++) {
      const next = end[i]! + 1;
      if (next > known) continue;
      // Contracts come by start.
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
