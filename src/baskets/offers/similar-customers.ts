import { createRandom, greatest } from "../../numeric/index.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** How many of the most similar customers are asked. */
const neighborCount = 200;
/** Among how many customers similar ones are looked for at most: a random sample where there are more. */
const referenceCount = 5000;
/** Days after which a purchase of a similar customer counts half. */
const halfLife = 90;

/** What the most similar customers bought: items, and the share of their similarity that stands behind each. */
export interface SimilarPurchases {
  readonly items: readonly number[];
  /** By item; 0 for all others. Valid until the next call. */
  readonly share: Float64Array;
  /** By item: how many of the similar customers bought it. Valid until the next call. */
  readonly buyers: Int32Array;
  readonly neighbors: number;
}

/**
 * Customers are alike when the angle between their purchases is small: each item counts ln(1 + times bought) times its
 * inverse frequency ln((n + 1) / (buyers + 1)), so that what everybody buys says little. Source: Sarwar et al. (2001)
 * for the cosine, Salton and Buckley (1988) for the weights.
 *
 * The share of an item is Σ similarity · 2^(−days since bought / 90) over the neighbors who bought it, divided by
 * Σ similarity over all neighbors.
 */
export function similarCustomers(history: PurchaseHistory, seed: number): (customer: number) => SimilarPurchases {
  const { start, item, lastDay, cutoff, buyers: buyersOf } = history;
  const { weight, reference, referenceOf } = weighPurchases(history, seed);
  const inverted = invert(history, weight, reference);
  const fresh = Float64Array.from(lastDay, (day) => 2 ** ((day - cutoff) / halfLife));
  const similarity = new Float64Array(reference.length);
  const share = new Float64Array(buyersOf.length);
  const buyers = new Int32Array(buyersOf.length);
  let items: number[] = [];

  return (customer) => {
    for (const each of items) {
      share[each] = 0;
      buyers[each] = 0;
    }
    items = [];
    similarity.fill(0);
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const own = weight[i]!;
      if (own === 0) continue;
      const end = inverted.start[item[i]! + 1]!;
      for (let at = inverted.start[item[i]!]!; at < end; at++) {
        similarity[inverted.customer[at]!]! += own * inverted.weight[at]!;
      }
    }
    if (referenceOf[customer]! >= 0) similarity[referenceOf[customer]!] = 0;
    const neighbors = greatest(similarity, neighborCount).filter((other) => similarity[other]! > 0);
    let total = 0;
    for (const other of neighbors) total += similarity[other]!;
    for (const other of neighbors) {
      const part = similarity[other]! / total;
      const from = reference[other]!;
      for (let i = start[from]!; i < start[from + 1]!; i++) {
        const bought = item[i]!;
        if (buyers[bought] === 0) items.push(bought);
        buyers[bought]!++;
        share[bought]! += part * fresh[i]!;
      }
    }
    return { items, share, buyers, neighbors: neighbors.length };
  };
}

/** Purchases as vectors of length 1, and the customers among whom similar ones are looked for. */
function weighPurchases(
  { start, item, times, buyers }: PurchaseHistory,
  seed: number,
): { readonly weight: Float64Array; readonly reference: Int32Array; readonly referenceOf: Int32Array } {
  const customers = start.length - 1;
  const known: number[] = [];
  for (let customer = 0; customer < customers; customer++) {
    if (start[customer + 1]! > start[customer]!) known.push(customer);
  }
  const weight = new Float64Array(item.length);
  for (const customer of known) {
    let square = 0;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      weight[i] = Math.log1p(times[i]!) * Math.log((known.length + 1) / (buyers[item[i]!]! + 1));
      square += weight[i]! ** 2;
    }
    const length = square > 0 ? Math.sqrt(square) : 1;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) weight[i]! /= length;
  }
  const sample = known.length <= referenceCount ? known : createRandom(seed).shuffle(known).slice(0, referenceCount);
  const reference = Int32Array.from(sample).sort();
  const referenceOf = new Int32Array(customers).fill(-1);
  reference.forEach((customer, place) => {
    referenceOf[customer] = place;
  });
  return { weight, reference, referenceOf };
}

/** By item, the reference customers who bought it, with their weights. */
function invert(
  { start, item, buyers }: PurchaseHistory,
  weight: Float64Array,
  reference: Int32Array,
): { readonly start: Int32Array; readonly customer: Int32Array; readonly weight: Float64Array } {
  const first = new Int32Array(buyers.length + 1);
  for (const customer of reference) {
    for (let i = start[customer]!; i < start[customer + 1]!; i++) first[item[i]! + 1]!++;
  }
  for (let each = 0; each < buyers.length; each++) first[each + 1]! += first[each]!;
  const next = first.slice(0, buyers.length);
  const customers = new Int32Array(first[buyers.length]!);
  const weights = new Float64Array(customers.length);
  reference.forEach((customer, place) => {
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const at = next[item[i]!]!++;
      customers[at] = place;
      weights[at] = weight[i]!;
    }
  });
  return { start: first, customer: customers, weight: weights };
}
