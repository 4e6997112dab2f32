import type { FrequentItems } from "./frequent-items.js";
import type { ItemsetList } from "./itemset-list.js";

/**
 * The closed sets in at least `minCount` baskets: those to which no item can be added without losing a basket; or only
 * the maximal ones, to which none can be added without falling below `minCount`. Each closed set is reached once, by
 * prefix-preserving closure extension, in time proportional to their number, however many frequent sets there are.
 * Source: Uno, Kiyomi and Arimura (2004), LCM version 2.
 */
export function mineClosed(
  frequent: FrequentItems,
  limits: { readonly minCount: number; readonly maxLength: number; readonly maximal: boolean },
  found: ItemsetList,
): void {
  const { start, items, count, total } = frequent;
  const { minCount, maxLength, maximal } = limits;
  const all = frequent.item.length;

  function supports(baskets: Int32Array): Float64Array {
    const support = new Float64Array(all);
    for (const basket of baskets) {
      const weight = count[basket]!;
      for (let at = start[basket]!; at < start[basket + 1]!; at++) support[items[at]!]! += weight;
    }
    return support;
  }

  /** `closed` is the closure of the parent set with `core`; its baskets weigh `weight`. */
  function visit(closed: Int32Array, core: number, baskets: Int32Array, support: Float64Array, weight: number): void {
    found.visited++;
    if (found.full) return;
    let extensible = false;
    for (let item = 0; item < all; item++) {
      if (support[item]! >= minCount && support[item]! < weight) {
        extensible = true;
        break;
      }
    }
    if (closed.length > 0 && !(maximal && extensible)) found.add(closed, closed.length, weight);
    if (!extensible) return;
    for (let item = core + 1; item < all && !found.full; item++) {
      if (support[item]! >= minCount && support[item]! < weight) extendBy(item, closed, baskets, support[item]!);
    }
  }

  function extendBy(item: number, closed: Int32Array, baskets: Int32Array, weight: number): void {
    const holding = baskets.filter((basket) => holds(basket, item));
    const support = supports(holding);
    const members: number[] = [];
    for (let other = 0; other < all; other++) if (support[other] === weight) members.push(other);
    if (members.length > maxLength || !keepsPrefix(members, closed, item)) return;
    visit(Int32Array.from(members), item, holding, support, weight);
  }

  /** Whether an item is in a basket, by halving. */
  function holds(basket: number, item: number): boolean {
    let low = start[basket]!;
    let high = start[basket + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (items[middle]! < item) low = middle + 1;
      else high = middle;
    }
    return low < start[basket + 1]! && items[low] === item;
  }

  const everything = Int32Array.from(count.keys());
  const support = supports(everything);
  const inAll: number[] = [];
  for (let item = 0; item < all; item++) if (support[item] === total) inAll.push(item);
  if (inAll.length <= maxLength) visit(Int32Array.from(inAll), -1, everything, support, total);
}

/**
 * Whether the closure has the same items below the one that was added as the set before: then no other path led here.
 */
function keepsPrefix(members: readonly number[], before: Int32Array, added: number): boolean {
  for (let i = 0; i < members.length && members[i]! < added; i++) if (before[i] !== members[i]) return false;
  return true;
}
