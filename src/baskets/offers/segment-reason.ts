import { showNumber } from "../../table/index.js";
import type { PriceLadder } from "./price-ladder.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** The fewest customers who buy both, for one item to be named beside another. */
const leastTogether = 3;

/** How many buy each item, in a segment and in all. */
export interface SegmentReach {
  readonly buyersInSegment: Int32Array;
  readonly members: number;
  readonly customers: number;
}

/** "bought by 34 % of the segment and 12 % of all customers". */
export function reachReason(
  { buyers }: PurchaseHistory,
  { buyersInSegment, members, customers }: SegmentReach,
  item: number,
): string {
  const inSegment = percent(buyersInSegment[item]! / members);
  return `bought by ${inSegment} of the segment and ${percent(buyers[item]! / customers)} of all customers`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** An item of whose buyers many buy another, too. */
export interface Partner {
  readonly item: number;
  /** Customers who buy both. */
  readonly together: number;
  /** Customers who buy the partner. */
  readonly buyers: number;
}

/**
 * The item the largest share of whose buyers buy another, which is that of the highest lift, among those that enough
 * customers buy beside it; of equal ones that with the more common buyers.
 */
export function partnerFinder(history: PurchaseHistory): (item: number) => Partner | null {
  const { start, item: items, buyers } = history;
  const together = new Int32Array(buyers.length);
  return (item) => {
    together.fill(0);
    for (let customer = 0; customer + 1 < start.length; customer++) {
      const own = items.subarray(start[customer]!, start[customer + 1]!);
      if (own.includes(item)) for (let i = 0; i < own.length; i++) together[own[i]!]!++;
    }
    let best = -1;
    for (let other = 0; other < together.length; other++) {
      if (other === item || together[other]! < leastTogether) continue;
      const gain = best < 0 ? 1 : together[other]! * buyers[best]! - together[best]! * buyers[other]!;
      if (gain > 0 || (gain === 0 && together[other]! > together[best]!)) best = other;
    }
    return best < 0 ? null : { item: best, together: together[best]!, buyers: buyers[best]! };
  };
}

/** "bought by 46 of the 52 customers who buy soap". */
export function partnerReason({ together, buyers }: Partner, name: string | number | boolean | null): string {
  return buyers === 1
    ? `bought by the one customer who buys ${name}`
    : `bought by ${together} of the ${buyers} customers who buy ${name}`;
}

/** "at 12.90, where these customers pay up to 8.50 for coffee". */
export function dearerReason({ groupOf, names, price }: PriceLadder, item: number, paid: number): string {
  const group = names[groupOf[item]!] ?? "it";
  return `at ${showNumber(price[item]!, 2)}, where these customers pay up to ${showNumber(paid, 2)} for ${group}`;
}
