import { createRandom, greatest } from "../../numeric/index.js";
import { type InvertedRows, invertRows, weighRows } from "../likeness/weighted-rows.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** How many of the most similar customers are asked. */
const neighborCount = 200;
/** Among how many customers similar ones are looked for at most: a random sample where there are more. */
const referenceCount = 5000;
/** Days after which a purchase of a similar customer counts half. */
const halfLife = 90;

/** What the most similar customers bought; valid until the next call. */
interface SimilarPurchases {
  /** By item: the share of the similarity that stands behind it; 0 for all others. */
  readonly share: Float64Array;
  /** The customers, ascending. */
  readonly neighbors: Int32Array;
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
  const { times, lastDay, cutoff, buyers: buyersOf } = history;
  const weight = weighRows(history, times, buyersOf, customersOf(history));
  const reference = referenceCustomers(history, seed);
  const placeOf = new Int32Array(history.start.length - 1).fill(-1);
  for (let place = 0; place < reference.length; place++) placeOf[reference[place]!] = place;
  const inverted = invertRows(history, weight, reference, buyersOf.length);
  const fresh = new Float64Array(lastDay.length);
  for (let i = 0; i < fresh.length; i++) fresh[i] = 2 ** ((lastDay[i]! - cutoff) / halfLife);
  const similarity = new Float64Array(reference.length);
  const share = new Float64Array(buyersOf.length);

  return (customer) => {
    similarity.fill(0);
    addProducts(history, weight, customer, inverted, similarity);
    if (placeOf[customer]! >= 0) similarity[placeOf[customer]!] = 0;
    const places = nearest(similarity);
    const neighbors = new Int32Array(places.length);
    const parts = new Float64Array(places.length);
    for (let n = 0; n < places.length; n++) {
      neighbors[n] = reference[places[n]!]!;
      parts[n] = similarity[places[n]!]!;
    }
    gatherShares(history, { neighbors, parts, fresh }, share);
    return { share, neighbors };
  };
}

/** The customers among whom similar ones are looked for, ascending. */
function referenceCustomers({ start }: PurchaseHistory, seed: number): Int32Array {
  const known: number[] = [];
  for (let customer = 0; customer + 1 < start.length; customer++) {
    if (start[customer + 1]! > start[customer]!) known.push(customer);
  }
  const sample = known.length <= referenceCount ? known : createRandom(seed).shuffle(known).slice(0, referenceCount);
  return Int32Array.from(sample).sort();
}

/** Adds the product of the customer's vector with that of every reference customer to `similarity`. */
function addProducts(
  { start, item }: PurchaseHistory,
  weight: Float64Array,
  customer: number,
  inverted: InvertedRows,
  similarity: Float64Array,
): void {
  const { start: from, row, weight: other } = inverted;
  for (let i = start[customer]!; i < start[customer + 1]!; i++) {
    const own = weight[i]!;
    if (own === 0) continue;
    const end = from[item[i]! + 1]!;
    for (let at = from[item[i]!]!; at < end; at++) similarity[row[at]!]! += own * other[at]!;
  }
}

/** The places of the most similar, ascending; of those, none that have nothing in common. */
function nearest(similarity: Float64Array): Int32Array {
  const places = greatest(similarity, neighborCount);
  const kept = new Int32Array(places.length);
  let length = 0;
  for (const place of places) if (similarity[place]! > 0) kept[length++] = place;
  return kept.subarray(0, length);
}

interface Neighborhood {
  readonly neighbors: Int32Array;
  /** How similar each is. */
  readonly parts: Float64Array;
  readonly fresh: Float64Array;
}

/**
 * Adds up what the neighbors bought. The items of a customer differ, so that two of them can be read before either is
 * written: the additions do not wait for each other, which makes them twice as fast.
 */
function gatherShares(
  { start, item }: PurchaseHistory,
  { neighbors, parts, fresh }: Neighborhood,
  share: Float64Array,
): void {
  let total = 0;
  for (let n = 0; n < neighbors.length; n++) total += parts[n]!;
  share.fill(0);
  for (let n = 0; n < neighbors.length; n++) {
    const part = parts[n]! / total;
    const end = start[neighbors[n]! + 1]!;
    let i = start[neighbors[n]!]!;
    for (; i + 1 < end; i += 2) {
      const one = item[i]!;
      const two = item[i + 1]!;
      const ofOne = share[one]! + part * fresh[i]!;
      const ofTwo = share[two]! + part * fresh[i + 1]!;
      share[one] = ofOne;
      share[two] = ofTwo;
    }
    if (i < end) share[item[i]!]! += part * fresh[i]!;
  }
}

/** How many of the given customers bought an item. */
export function buyersAmong({ start, item }: PurchaseHistory, customers: Int32Array, wanted: number): number {
  let buyers = 0;
  for (let n = 0; n < customers.length; n++) {
    let low = start[customers[n]!]!;
    let high = start[customers[n]! + 1]!;
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (item[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    if (low < end && item[low] === wanted) buyers++;
  }
  return buyers;
}

/** How many customers bought something. */
function customersOf({ start }: PurchaseHistory): number {
  let customers = 0;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    if (start[customer + 1]! > start[customer]!) customers++;
  }
  return customers;
}
