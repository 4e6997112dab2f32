import type { PurchaseHistory } from "./purchase-history.js";

/**
 * The simplest list that is hard to beat: what the customer bought on the most days, equally frequent items by how many
 * customers buy them; filled up with what most customers buy (`popular`).
 */
export function personalFrequency(
  { start, item, times, buyers }: PurchaseHistory,
  customer: number,
  popular: readonly number[],
  top: number,
): number[] {
  const places: number[] = [];
  for (let i = start[customer]!; i < start[customer + 1]!; i++) places.push(i);
  places.sort((a, b) => times[b]! - times[a]! || buyers[item[b]!]! - buyers[item[a]!]! || item[a]! - item[b]!);
  const list = places.slice(0, top).map((place) => item[place]!);
  const listed = new Set(list);
  for (let i = 0; i < popular.length && list.length < top; i++) {
    if (listed.has(popular[i]!)) continue;
    listed.add(popular[i]!);
    list.push(popular[i]!);
  }
  return list;
}
