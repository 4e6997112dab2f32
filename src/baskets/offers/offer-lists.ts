import { type Column, createTable, type Present, type Table } from "../../table/index.js";
import type { PurchaseLedger, PurchaseLog } from "../logs/purchase-log.js";
import type { Candidates } from "./candidates.js";
import type { OfferFeatureWeights } from "./offer-basis.js";
import type { Prices } from "./offer-limits.js";
import type { RankedOffer } from "./rank-offers.js";

/** The columns of {@link Recommendations}; `price` and `promotion` are missing without prices. */
export type RecommendationColumns = {
  customer: Present<number | string | boolean>;
  /** 1 for the best. */
  rank: Present<number>;
  item: Present<number | string | boolean>;
  /** The chance that the customer buys the item in the days ahead; missing where there was too little to learn from. */
  score: number;
  /** Why it is on the list, in words. */
  why: Present<string>;
  price: number;
  promotion: boolean;
};

/** What became of rows and customers. */
export interface RecommendationLedger extends PurchaseLedger {
  /** Rows on or after `asOf`. */
  readonly afterAsOf: number;
  readonly customers: number;
  /**
   * Customers without a list: those not eligible, those whose last offers are too recent, those without a candidate.
   */
  readonly notEligible: number;
  readonly waiting: number;
  readonly withoutCandidate: number;
}

/** What the lists say about themselves. */
export interface RecommendationAttributes {
  readonly asOf: Date;
  /** How much each feature counts on the scale of log-odds; null where there was too little to learn from. */
  readonly weights: OfferFeatureWeights | null;
  readonly ledger: RecommendationLedger;
  readonly warnings: readonly string[];
}

/** A row for every item on a list: customers in the order of their first purchase in the table, the best item first. */
export type Recommendations = Table<RecommendationColumns, RecommendationAttributes>;

/** The rows of the result as they come. */
export class OfferLists {
  readonly #log: PurchaseLog;
  readonly #prices: Prices | null;
  readonly #customers: number[] = [];
  readonly #ranks: number[] = [];
  readonly #items: number[] = [];
  readonly #chances: number[] = [];
  readonly #reasons: string[] = [];

  constructor(log: PurchaseLog, prices: Prices | null) {
    this.#log = log;
    this.#prices = prices;
  }

  /** Adds the list of a customer. */
  put(
    customer: number,
    ranked: readonly RankedOffer[],
    { items }: Candidates,
    reasonOf: (row: number) => string,
  ): void {
    ranked.forEach(({ row, chance }, place) => {
      this.#customers.push(customer);
      this.#ranks.push(place + 1);
      this.#items.push(items[row]!);
      this.#chances.push(chance);
      this.#reasons.push(reasonOf(row));
    });
  }

  table(attributes: RecommendationAttributes): Recommendations {
    const prices = this.#prices;
    const columns: [string, ArrayLike<unknown> | Column][] = [
      ["customer", this.#log.customers.take(this.#customers)],
      ["rank", Int32Array.from(this.#ranks)],
      ["item", this.#log.items.take(this.#items)],
      ["score", Float64Array.from(this.#chances)],
      ["why", this.#reasons],
      ["price", this.#items.map((item) => prices?.price[item] ?? null)],
      ["promotion", this.#items.map((item) => (prices === null ? null : prices.promoted[item] === 1))],
    ];
    return createTable<RecommendationColumns, RecommendationAttributes>(columns, attributes);
  }
}
