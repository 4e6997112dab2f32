import type { FrequentItems } from "./frequent-items.js";
import type { ItemsetList } from "./itemset-list.js";

/** What a search is limited to. */
export interface SearchLimits {
  readonly minCount: number;
  readonly maxLength: number;
  /** Whether two items may stand in one set; undefined where all may. */
  readonly together: ((a: number, b: number) => boolean) | undefined;
}

/**
 * Every set of items in at least `minCount` baskets, depth first: the baskets of a set are read once to count each item
 * that may be added (a more frequent one than its last), and once more to list the baskets of each that is frequent.
 * Memory: the lists of baskets along one path. Source: Uno, Kiyomi and Arimura (2004), LCM version 2, "occurrence
 * deliver".
 */
export function mineAll(frequent: FrequentItems, limits: SearchLimits, found: ItemsetList): void {
  const { start, items, count } = frequent;
  const { minCount, maxLength, together } = limits;
  const all = frequent.item.length;
  const weightOf = new Float64Array(all);
  const slotOf = new Int32Array(all).fill(-1);
  const prefix = new Int32Array(Math.min(all, maxLength) + 1);
  let arena = new Int32Array(items.length + count.length);

  /** The baskets of the prefix stand in the arena from `from` to `to`; its last item is `tail`. */
  function extend(depth: number, tail: number, from: number, to: number): void {
    const touched = countExtensions(tail, from, to);
    const extensions: number[] = [];
    const support: number[] = [];
    touched.sort((a, b) => a - b);
    for (const item of touched) {
      if (weightOf[item]! >= minCount && mayJoin(depth, item)) {
        extensions.push(item);
        support.push(weightOf[item]!);
      }
      weightOf[item] = 0;
    }
    if (extensions.length === 0) return;
    const deeper = depth + 1 < maxLength;
    const ends = deeper ? deliver(tail, from, to, extensions) : null;
    // The last list first: what its extensions write behind it overwrites only lists that are done.
    for (let i = extensions.length - 1; i >= 0; i--) {
      found.visited++;
      if (found.full) return;
      prefix[depth] = extensions[i]!;
      found.add(prefix, depth + 1, support[i]!);
      if (ends !== null) extend(depth + 1, extensions[i]!, i === 0 ? to : ends[i - 1]!, ends[i]!);
    }
  }

  function mayJoin(depth: number, item: number): boolean {
    if (together === undefined) return true;
    for (let i = 0; i < depth; i++) if (!together(prefix[i]!, item)) return false;
    return true;
  }

  /** Adds up, for each item above the tail, the baskets that hold it; items are read from the most frequent down. */
  function countExtensions(tail: number, from: number, to: number): number[] {
    const touched: number[] = [];
    for (let i = from; i < to; i++) {
      const basket = arena[i]!;
      const weight = count[basket]!;
      const first = start[basket]!;
      for (let at = start[basket + 1]! - 1; at >= first; at--) {
        const item = items[at]!;
        if (item <= tail) break;
        if (weightOf[item] === 0) touched.push(item);
        weightOf[item]! += weight;
      }
    }
    return touched;
  }

  /** Lists the baskets of each extension behind those of the prefix; gives where each list ends. */
  function deliver(tail: number, from: number, to: number, extensions: readonly number[]): Int32Array {
    const sizes = new Int32Array(extensions.length);
    extensions.forEach((item, slot) => {
      slotOf[item] = slot;
    });
    const each = (visit: (basket: number, slot: number) => void): void => {
      for (let i = from; i < to; i++) {
        const basket = arena[i]!;
        const first = start[basket]!;
        for (let at = start[basket + 1]! - 1; at >= first; at--) {
          const item = items[at]!;
          if (item <= tail) break;
          if (slotOf[item]! >= 0) visit(basket, slotOf[item]!);
        }
      }
    };
    each((_, slot) => {
      sizes[slot]!++;
    });
    const next = new Int32Array(extensions.length);
    let end = to;
    for (let slot = 0; slot < next.length; slot++) {
      next[slot] = end;
      end += sizes[slot]!;
    }
    if (end > arena.length) {
      const larger = new Int32Array(2 * end);
      larger.set(arena.subarray(0, to));
      arena = larger;
    }
    each((basket, slot) => {
      arena[next[slot]!++] = basket;
    });
    for (const item of extensions) slotOf[item] = -1;
    return next;
  }

  for (let basket = 0; basket < count.length; basket++) arena[basket] = basket;
  if (maxLength > 0) extend(0, -1, 0, count.length);
}
