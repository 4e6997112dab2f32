import type { Candidates } from "./candidates.js";
import { chancesOf, frequencyWeights, type OfferWeights, scoresOf } from "./offer-weights.js";
import type { PriceLadder } from "./price-ladder.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** What an offer does for a customer: something else, or something dearer of what is bought already. */
export type OfferKind = "cross-sell" | "up-sell";

export const offerKinds: readonly OfferKind[] = ["cross-sell", "up-sell"];

/** What the candidates of many customers come to, item by item. */
export class SegmentTally {
  /** Customers for whom the item is a candidate of the kind. */
  readonly customers: Int32Array;
  /** Σ of the chances that they buy it. */
  readonly buyers: Float64Array;
  /** Σ of the dearest price that they pay in the group of the item. */
  readonly prices: Float64Array;

  constructor(items: number) {
    this.customers = new Int32Array(items);
    this.buyers = new Float64Array(items);
    this.prices = new Float64Array(items);
  }

  clear(): void {
    this.customers.fill(0);
    this.buyers.fill(0);
    this.prices.fill(0);
  }
}

/**
 * Adds the candidates of a customer to the tally of their kind. What was bought before is neither. An item of a group
 * from which the customer buys nothing is cross-selling; one of another group is up-selling where it is dearer than all
 * that the customer buys of the group.
 */
export function tallyCandidates(
  tallies: Readonly<Record<OfferKind, SegmentTally>>,
  candidates: Candidates,
  { history, weights }: { readonly history: PurchaseHistory; readonly weights: OfferWeights | null },
  ladder: PriceLadder,
  standing: ReadonlyMap<number, number>,
): void {
  const { customer, items, places, features } = candidates;
  const scores = scoresOf(weights?.coefficients ?? frequencyWeights, features);
  const chances = weights === null ? null : chancesOf(weights, history, customer, scores);
  for (let row = 0; row < items.length; row++) {
    if (places[row]! >= 0) continue;
    const item = items[row]!;
    const dearest = standing.get(ladder.groupOf[item]!);
    if (dearest !== undefined && !(ladder.price[item]! > dearest)) continue;
    const tally = tallies[dearest === undefined ? "cross-sell" : "up-sell"];
    tally.customers[item]!++;
    if (chances !== null) tally.buyers[item]! += chances[row]!;
    if (dearest !== undefined) tally.prices[item]! += dearest;
  }
}
