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
  readonly items: Int32Array;
  /** Row-major, a row for each item and a column for each of {@link offerFeatures}. */
  readonly features: Float64Array;
  /** Of each item, its place in the history of the customer, or −1. */
  readonly places: Int32Array;
  /** The most similar customers. */
  readonly neighbors: Int32Array;
}

/** Which items may be offered at all; null where all may. */
export type Permitted = Uint8Array | null;

/**
 * Gives the candidates of a customer: what was bought before, what similar customers buy, what is popular now, and what
 * `more` adds. The features are ln(1 + times bought), bought before or not, ln(1 + recent purchases by all), the share
 * of similar customers, and the product of the second and third: that an item is popular means less for those who know
 * it.
 */
export function candidateFinder(
  history: PurchaseHistory,
  permitted: Permitted,
  seed: number,
  more: ((customer: number) => Iterable<number>) | null = null,
): (customer: number) => Candidates {
  const { start, item, times, recent } = history;
  const similar = similarCustomers(history, seed);
  const popularity = recent.map((value) => Math.log1p(value));
  const habit = Float64Array.from(times, (count) => Math.log1p(count));
  const popular = popularItems(recent, permitted);
  const placeOf = new Int32Array(recent.length).fill(-1);
  const list = new CandidateList(recent.length, permitted);
  const shares = new Float64Array(recent.length);
  const allowed = new Int32Array(recent.length);

  return (customer) => {
    const purchases = similar(customer);
    const [from, to] = [start[customer]!, start[customer + 1]!];
    for (let i = from; i < to; i++) {
      placeOf[item[i]!] = i;
      list.put(item[i]!);
    }
    for (let i = 0; i < popular.length; i++) list.put(popular[i]!);
    putMostShared(purchases.share, permitted, list, shares, allowed);
    if (more !== null) for (const each of more(customer)) list.put(each);
    const items = list.take();
    const places = new Int32Array(items.length);
    const features = new Float64Array(items.length * offerFeatures.length);
    for (let row = 0; row < items.length; row++) {
      const each = items[row]!;
      const place = placeOf[each]!;
      const known = place < 0 ? 0 : 1;
      const at = row * offerFeatures.length;
      places[row] = place;
      features[at] = known === 0 ? 0 : habit[place]!;
      features[at + 1] = known;
      features[at + 2] = popularity[each]!;
      features[at + 3] = purchases.share[each]!;
      features[at + 4] = known * popularity[each]!;
    }
    for (let i = from; i < to; i++) placeOf[item[i]!] = -1;
    return { customer, items, features, places, neighbors: purchases.neighbors };
  };
}

/** The items that most bought lately and that may be offered. */
function popularItems(recent: Float64Array, permitted: Permitted): Int32Array {
  const may = (each: number): boolean => permitted === null || permitted[each] === 1;
  return Int32Array.from(
    itemsByMeasure(recent)
      .filter((each) => may(each) && recent[each]! > 0)
      .slice(0, popularCount),
  );
}

/** Lists the items with the largest shares among those that may be offered; of equal ones the first by their ids. */
function putMostShared(
  share: Float64Array,
  permitted: Permitted,
  list: CandidateList,
  shares: Float64Array,
  allowed: Int32Array,
): void {
  let length = 0;
  for (let each = 0; each < share.length; each++) {
    if (share[each] === 0 || (permitted !== null && permitted[each] !== 1)) continue;
    allowed[length] = each;
    shares[length++] = share[each]!;
  }
  for (const place of greatest(shares.subarray(0, length), similarCount)) list.put(allowed[place]!);
}

/** Items that may be offered, each once, in the order in which they were put. */
class CandidateList {
  readonly #listed: Uint8Array;
  readonly #items: Int32Array;
  readonly #permitted: Permitted;
  #length = 0;

  constructor(items: number, permitted: Permitted) {
    this.#listed = new Uint8Array(items);
    this.#items = new Int32Array(items);
    this.#permitted = permitted;
  }

  put(item: number): void {
    if (this.#listed[item] === 1 || (this.#permitted !== null && this.#permitted[item] !== 1)) return;
    this.#listed[item] = 1;
    this.#items[this.#length++] = item;
  }

  /** The items, and an empty list for the next customer. */
  take(): Int32Array {
    const taken = this.#items.slice(0, this.#length);
    for (let i = 0; i < taken.length; i++) this.#listed[taken[i]!] = 0;
    this.#length = 0;
    return taken;
  }
}
