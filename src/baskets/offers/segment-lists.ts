import type { OfferBasis } from "./offer-basis.js";
import type { PriceLadder } from "./price-ladder.js";
import { bestRows } from "./rank-offers.js";
import { dearerReason, type Partner, partnerReason, reachReason, type SegmentReach } from "./segment-reason.js";
import type { OfferKind, SegmentTally } from "./segment-tally.js";

/** An offer to a segment. */
export interface SegmentOffer {
  readonly kind: OfferKind;
  readonly rank: number;
  readonly item: number;
  /** NaN where nothing was learned. */
  readonly score: number;
  readonly customers: number;
  readonly price: number;
  readonly why: string;
}

/** How many of the given customers bought each item. */
export function buyersOf({ history }: OfferBasis, customers: readonly number[]): Int32Array {
  const { start, item, buyers } = history;
  const counts = new Int32Array(buyers.length);
  for (const customer of customers) {
    for (let i = start[customer]!; i < start[customer + 1]!; i++) counts[item[i]!]!++;
  }
  return counts;
}

/** The best items of a tally: by the buyers, or the revenue, to expect; without chances by who buys them already. */
export function listOffers(
  basis: OfferBasis,
  kind: OfferKind,
  tally: SegmentTally,
  {
    ladder,
    reach,
    partnerOf,
  }: {
    readonly ladder: PriceLadder;
    readonly reach: SegmentReach;
    readonly partnerOf: (item: number) => Partner | null;
  },
): SegmentOffer[] {
  const { history, byRevenue, top, weights, log } = basis;
  const offered = Array.from(tally.customers.keys()).filter((item) => tally.customers[item]! > 0);
  const value = tally.buyers.map((expected, item) => {
    const buyers =
      weights === null ? reach.buyersInSegment[item]! + history.buyers[item]! / (reach.customers + 1) : expected;
    return byRevenue ? buyers * ladder.price[item]! : buyers;
  });
  const names = log.items.toArray();
  return bestRows(offered, value, Array.from(tally.customers.keys()), top).map((item, place) => {
    const partner = kind === "cross-sell" ? partnerOf(item) : null;
    const reasons = [
      ...(kind === "up-sell" ? [dearerReason(ladder, item, tally.prices[item]! / tally.customers[item]!)] : []),
      reachReason(history, reach, item),
      ...(partner === null ? [] : [partnerReason(partner, names[partner.item]!)]),
    ];
    return {
      kind,
      rank: place + 1,
      item,
      score: weights === null ? Number.NaN : tally.buyers[item]! / tally.customers[item]!,
      customers: tally.customers[item]!,
      price: ladder.price[item]!,
      why: reasons.join("; "),
    };
  });
}
