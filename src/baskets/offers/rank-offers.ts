import { type Candidates, offerFeatures } from "./candidates.js";
import type { OfferMemory, Prices } from "./offer-limits.js";
import { chancesOf, type OfferWeights, scoresOf } from "./offer-weights.js";
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

/** The offers in their order, with the chance of each; NaN, and own frequency first, without weights. */
export function rankOffers(
  history: PurchaseHistory,
  { customer, items, features, places }: Candidates,
  offered: readonly number[],
  weights: OfferWeights | null,
  prices: Prices | null,
): RankedOffer[] {
  const columns = offerFeatures.length;
  const worth = (row: number): number => prices?.price[items[row]!] ?? 1;
  if (weights === null) {
    const often = (row: number): number => (places[row]! < 0 ? 0 : history.times[places[row]!]!);
    const share = (row: number): number => features[row * columns + offerFeatures.indexOf("similarCustomers")]!;
    return [...offered]
      .sort((a, b) => often(b) - often(a) || share(b) - share(a) || a - b)
      .map((row) => ({ row, chance: Number.NaN }));
  }
  const scores = scoresOf(weights.coefficients, features);
  const chances = chancesOf(weights, history, customer, scores);
  const value = prices === null ? scores : chances.map((chance, row) => chance * worth(row));
  return [...offered].sort((a, b) => value[b]! - value[a]! || a - b).map((row) => ({ row, chance: chances[row]! }));
}
