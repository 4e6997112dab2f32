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
  const { items, places } = candidates;
  const rows: number[] = [];
  for (let row = 0; row < items.length; row++) {
    if (!repeats && places[row]! >= 0) continue;
    if (!memory.ignored(customer, items[row]!)) rows.push(row);
  }
  return rows;
}

/**
 * The `top` offers in their order, with the chance of each: by score, or by chance · price where prices are given.
 * Where nothing could be learned, by own frequency, and the chances are NaN.
 */
export function rankOffers(
  history: PurchaseHistory,
  { customer, items, features }: Candidates,
  offered: readonly number[],
  weights: OfferWeights | null,
  { prices, top }: { readonly prices: Prices | null; readonly top: number },
): RankedOffer[] {
  const scores = scoresOf(weights?.coefficients ?? frequencyWeights, features);
  const chances = weights === null ? null : chancesOf(weights, history, customer, scores);
  const value =
    prices === null ? scores : (chances ?? scores).map((chance, row) => chance * prices.price[items[row]!]!);
  return bestRows(offered, value, items, top).map((row) => ({
    row,
    chance: chances === null ? Number.NaN : chances[row]!,
  }));
}

/** The rows of the highest values, descending; of equal ones those with the lower number first. */
export function bestRows(
  rows: ArrayLike<number>,
  value: Float64Array,
  number: ArrayLike<number>,
  top: number,
): number[] {
  const best: number[] = [];
  const isBefore = (a: number, b: number): boolean =>
    value[a]! > value[b]! || (value[a] === value[b] && number[a]! < number[b]!);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (best.length === top && !isBefore(row, best[top - 1]!)) continue;
    let place = best.length < top ? best.push(row) - 1 : top - 1;
    for (; place > 0 && isBefore(row, best[place - 1]!); place--) best[place] = best[place - 1]!;
    best[place] = row;
  }
  return best;
}
