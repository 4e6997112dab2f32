import { greatest } from "../../numeric/index.js";
import { itemsByMeasure, type PurchaseHistory } from "./purchase-history.js";
import { similarCustomers } from "./similar-customers.js";

/** How many of the items popular now, and of those that similar customers buy, are candidates for everyone. */
const popularCount = 50;
const similarCount = 80;

/** What is known of an item for a customer; the columns of {@link Candidates.features}. */
export const offerFeatures = [
  "timesBought",
  "boughtBefore",
  "popularity",
  "similarCustomers",
  "popularityBoughtBefore",
] as const;

/** Items that a customer may be offered, and what speaks for each. */
export interface Candidates {
  readonly customer: number;
  readonly items: readonly number[];
  /** Row-major, a row for each item and a column for each of {@link offerFeatures}. */
  readonly features: Float64Array;
  /** Of each item, its place in the history of the customer, or −1. */
  readonly places: readonly number[];
  /** Of each item, how many of the similar customers bought it. */
  readonly similarBuyers: readonly number[];
  readonly neighbors: number;
}

/** Which items may be offered at all; null where all may. */
export type Permitted = Uint8Array | null;

/**
 * Gives the candidates of a customer: what was bought before, what similar customers buy, what is popular now, and what
 * `more` adds. The features are ln(1 + times bought), bought before or not, ln(1 + recent purchases by all), the
 * share of similar
 * customers, and the product of the second and third: that an item is popular means less for those who know it.
 */
export function candidateFinder(
  history: PurchaseHistory,
  permitted: Permitted,
  seed: number,
  more: (customer: number) => readonly number[] = () => [],
): (customer: number) => Candidates {
  const { start, item, times, recent } = history;
  const similar = similarCustomers(history, seed);
  const popularity = recent.map((value) => Math.log1p(value));
  const may = (each: number): boolean => permitted === null || permitted[each] === 1;
  const popular = itemsByMeasure(recent)
    .filter((each) => may(each) && recent[each]! > 0)
    .slice(0, popularCount);
  const placeOf = new Int32Array(recent.length).fill(-1);
  const listed = new Uint8Array(recent.length);

  return (customer) => {
    const { items: others, share, buyers, neighbors } = similar(customer);
    const items: number[] = [];
    const put = (each: number): void => {
      if (listed[each] === 1 || !may(each)) return;
      listed[each] = 1;
      items.push(each);
    };
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      placeOf[item[i]!] = i;
      put(item[i]!);
    }
    for (const each of popular) put(each);
    const allowed = others.filter(may);
    const shares = Float64Array.from(allowed, (each) => share[each]!);
    for (const place of greatest(shares, similarCount)) put(allowed[place]!);
    for (const each of more(customer)) put(each);
    const features = new Float64Array(items.length * offerFeatures.length);
    const places = items.map((each) => placeOf[each]!);
    items.forEach((each, row) => {
      const place = places[row]!;
      const known = place < 0 ? 0 : 1;
      const at = row * offerFeatures.length;
      features[at] = known === 0 ? 0 : Math.log1p(times[place]!);
      features[at + 1] = known;
      features[at + 2] = popularity[each]!;
      features[at + 3] = share[each]!;
      features[at + 4] = known * popularity[each]!;
    });
    const similarBuyers = items.map((each) => buyers[each]!);
    for (const each of items) listed[each] = 0;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) placeOf[item[i]!] = -1;
    return { customer, items, features, places, similarBuyers, neighbors };
  };
}
