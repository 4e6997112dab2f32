import type { Candidates } from "./candidates.js";
import type { OfferMemory, Prices } from "./offer-limits.js";
import { chancesOf, frequencyWeights, type OfferWeights, scoresOf } from "./offer-weights.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** A candidate by its row, with the chance that it is bought; NaN where that is not known. */
export interface RankedOffer {
  readonly row: number;
  readonly chance: number;
}

/** The rows of the candidates that may be offered to a customer. */
export function offeredRows(candidates: Candidates, customer: number, memory: OfferMemory, repeats: boolean): number[] {
  const rows: number[] = [];
  candidates.items.forEach((item, row) => {
    if (!repeats && candidates.places[row]! >= 0) return;
    if (!memory.ignored(customer, item)) rows.push(row);
  });
  return rows;
}

/**
 * The offers in their order, with the chance of each: by score, or by chance · price where prices are given. Where
 * nothing could be learned, by own frequency, and the chances are NaN.
 */
export function rankOffers(
  history: PurchaseHistory,
  { customer, items, features }: Candidates,
  offered: readonly number[],
  weights: OfferWeights | null,
  prices: Prices | null,
): RankedOffer[] {
  const scores = scoresOf(weights?.coefficients ?? frequencyWeights, features);
  const chances = weights === null ? null : chancesOf(weights, history, customer, scores);
  const value =
    prices === null ? scores : (chances ?? scores).map((chance, row) => chance * prices.price[items[row]!]!);
  return [...offered]
    .sort((a, b) => value[b]! - value[a]! || items[a]! - items[b]!)
    .map((row) => ({ row, chance: chances === null ? Number.NaN : chances[row]! }));
}
