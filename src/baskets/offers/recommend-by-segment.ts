import { knownOptions } from "../../errors/index.js";
import { createTable, millisecondsPerDay, type StoredColumn, type Table, type TableInput } from "../../table/index.js";
import { type PurchaseLedger, purchaseColumnNames } from "../logs/purchase-log.js";
import { candidateFinder } from "./candidates.js";
import {
  ledgerBefore,
  namedWeights,
  type OfferBasis,
  type OfferBasisOptions,
  type OfferFeatureWeights,
  offerBasis,
  offerBasisNames,
} from "./offer-basis.js";
import { permittedItems } from "./offer-limits.js";
import { dearerItems, readLadder, standingOn } from "./price-ladder.js";
import { buyersOf, listOffers, type SegmentOffer } from "./segment-lists.js";
import { segmentMembers } from "./segment-members.js";
import { partnerFinder } from "./segment-reason.js";
import { type OfferKind, offerKinds, SegmentTally, tallyCandidates } from "./segment-tally.js";

/** Options of {@link recommendBySegment}. */
export interface RecommendBySegmentOptions extends OfferBasisOptions {
  /** A table with the column `customer` and one of segments, such as the result of `scoreRfm`. */
  readonly segments: TableInput;
  /** The column of segments, classes or tiers [`"segment"`]. */
  readonly segment?: string;
  /**
   * What belongs together: a table with the columns `item` and `group`. With it cross-selling offers groups from which
   * a customer buys nothing, and, with `prices`, up-selling offers the dearer items of those from which they buy.
   */
  readonly groups?: TableInput;
}

/** The columns of {@link SegmentOffers}. */
export type SegmentOfferColumns = {
  segment: number | string | boolean;
  kind: OfferKind;
  /** 1 for the best of the kind. */
  rank: number;
  item: number | string | boolean;
  /**
   * The mean chance that a customer of the segment whom the offer suits buys the item in the days ahead; missing where
   * there was too little to learn from.
   */
  score: number;
  /** Customers of the segment whom the offer suits: who have not bought it, and whose like buy it. */
  customers: number;
  /** score · customers. */
  expectedBuyers: number;
  /** Missing without prices. */
  price: number;
  /** Why it is on the list, in words. */
  why: string;
};

/** What the lists say about themselves. */
export interface SegmentOfferAttributes {
  readonly asOf: Date;
  /** How much each feature counts on the scale of log-odds; null where there was too little to learn from. */
  readonly weights: OfferFeatureWeights | null;
  readonly ledger: PurchaseLedger & {
    /** Rows on or after `asOf`. */
    readonly afterAsOf: number;
    /** Customers who bought before `asOf`, and those of them in no segment. */
    readonly customers: number;
    readonly withoutSegment: number;
    /** Customers in segments who bought nothing before `asOf`. */
    readonly withoutPurchase: number;
  };
  readonly warnings: readonly string[];
}

/** A row for every offer to a segment: segments by name, cross-selling before up-selling, the best item first. */
export type SegmentOffers = Table<SegmentOfferColumns, SegmentOfferAttributes>;

/**
 * What should I offer to each segment? Two lists for each: cross-selling, what its customers do not buy yet, and
 * up-selling, what is dearer than all they buy of the same group (needs `groups` and `prices`). Only new items are on
 * them; `recommendNext` makes lists for each customer, which may repeat what was bought.
 *
 * The chance of each customer comes from what similar customers buy and what is popular, weighed as customers bought
 * new items in the last `days` before `asOf` (as in {@link recommendNext} with `repeats: false`); an item ranks by how
 * many buyers to expect, or by their revenue. Where there is too little to learn from, items rank by how many in the
 * segment buy them, without a score, and a warning says so.
 *
 * Errors: those of `recommendNext`, `inconsistent-row` for a customer in two segments, `duplicate-name` for an item in
 * two groups.
 *
 * @example
 * ```ts
 * const columns = { customer: "customer", item: "item", date: "date" } as const;
 * const segments = scoreRfm(orders, { customer: "customer", date: "date", amount: "amount" });
 * recommendBySegment(orders, { ...columns, segments, groups, prices, top: 5 }).toRows();
 * ```
 */
export function recommendBySegment(orders: TableInput, options: RecommendBySegmentOptions): SegmentOffers {
  const caller = "recommendBySegment";
  knownOptions(caller, options, [...purchaseColumnNames, ...offerBasisNames, "segments", "segment", "groups"]);
  const basis = offerBasis(caller, orders, options, {
    repeats: false,
    instead: "items ranked by how many in the segment buy them",
  });
  const { log, history, prices, seed } = basis;
  const { labels, members, ...left } = segmentMembers(
    caller,
    log,
    history,
    options.segments,
    options.segment ?? "segment",
  );
  const ladder = readLadder(caller, log, history, options.groups, prices);
  const permitted = permittedItems(caller, log, options, prices);
  const standing = standingOn(ladder, history);
  const candidatesOf = candidateFinder(history, permitted, seed, (customer) => dearerItems(ladder, standing(customer)));
  const customers = members.reduce((count, own) => count + own.length, left.withoutSegment);
  const tallies = { "cross-sell": new SegmentTally(log.items.length), "up-sell": new SegmentTally(log.items.length) };
  const partnerOf = partnerFinder(history);
  const offers = members.flatMap((own, segment) => {
    for (const kind of offerKinds) tallies[kind].clear();
    for (const customer of own) tallyCandidates(tallies, candidatesOf(customer), basis, ladder, standing(customer));
    const reach = { buyersInSegment: buyersOf(basis, own), members: own.length, customers };
    return offerKinds.flatMap((kind) =>
      listOffers(basis, kind, tallies[kind], { ladder, reach, partnerOf }).map((offer) => ({ ...offer, segment })),
    );
  });
  return offerTable(basis, labels, offers, { customers, ...left });
}

function offerTable(
  basis: OfferBasis,
  segments: StoredColumn,
  offers: readonly (SegmentOffer & { readonly segment: number })[],
  counts: Pick<SegmentOfferAttributes["ledger"], "customers" | "withoutSegment" | "withoutPurchase">,
): SegmentOffers {
  return createTable<SegmentOfferColumns, SegmentOfferAttributes>(
    {
      segment: segments.take(offers.map(({ segment }) => segment)),
      kind: offers.map(({ kind }) => kind),
      rank: offers.map(({ rank }) => rank),
      item: basis.log.items.take(offers.map(({ item }) => item)),
      score: Float64Array.from(offers, ({ score }) => score),
      customers: offers.map(({ customers }) => customers),
      expectedBuyers: Float64Array.from(offers, ({ score, customers }) => score * customers),
      price: Float64Array.from(offers, ({ price }) => price),
      why: offers.map(({ why }) => why),
    },
    {
      asOf: new Date(basis.asOf * millisecondsPerDay),
      weights: namedWeights(basis.weights),
      ledger: Object.freeze({ ...ledgerBefore(basis), ...counts }),
      warnings: basis.warnings,
    },
  );
}
