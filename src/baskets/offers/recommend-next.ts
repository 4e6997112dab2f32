import { booleanOption, ClienteleError, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import {
  type DateInput,
  localDay,
  millisecondsPerDay,
  mostDays,
  showDay,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import type { AssociationRules } from "../rules/association-rules.js";
import { candidateFinder, offerFeatures } from "./candidates.js";
import { type Eligibility, eligibleCustomers } from "./eligibility.js";
import { type OfferLimits, offerLimitNames, permittedItems, readPrices, rememberOffers } from "./offer-limits.js";
import { OfferLists, type RecommendationAttributes, type Recommendations } from "./offer-lists.js";
import { reasonsOf } from "./offer-reason.js";
import { frequencyReason, learnOfferWeights, type OfferWeights } from "./offer-weights.js";
import { historyBefore } from "./purchase-history.js";
import { type PurchaseColumns, type PurchaseLog, purchaseColumnNames, readPurchaseLog } from "./purchase-log.js";
import { offeredRows, rankOffers } from "./rank-offers.js";
import { rulesForCustomers } from "./rules-for-customers.js";

/** Options of {@link recommendNext}. */
export interface RecommendNextOptions extends PurchaseColumns, OfferLimits {
  /** The day of the lists; only what was bought before it is known [the day after the last purchase]. */
  readonly asOf?: DateInput;
  /** How many days ahead the chance of a purchase looks [28]. */
  readonly days?: number;
  /** Items a list [10]. */
  readonly top?: number;
  /** Whether a list may hold what the customer bought before [true]: most of what is bought is. */
  readonly repeats?: boolean;
  /** Who gets a list [all]. */
  readonly eligible?: Eligibility;
  /** The column of amounts, for `eligible: { spendPerWeek }`. */
  readonly amount?: string;
  /** `"chance"` (the default) or, with prices, `"expectedRevenue"`: chance · price. */
  readonly rankBy?: "chance" | "expectedRevenue";
  /** Rules from `associationRules`, whose consequents become candidates and reasons. */
  readonly rules?: AssociationRules;
  /** Of the samples where there are very many customers [0]. */
  readonly seed?: number;
}

/**
 * What should I offer this customer next? A list for each customer from what they bought before, what similar customers
 * buy, and what is popular now; how much each counts is learned from what customers bought in the last `days` before
 * `asOf`; where own frequency alone did better in those days, it ranks. `validateRecommendations` says how good such
 * lists are on your own data.
 *
 * Similar customers are found by the angle between their purchases; the features and weights are described at
 * `docs/ARCHITECTURE.md`. With fewer than 50 customers who came back in that time there is nothing to learn from: the
 * lists are then what each customer buys most often, then what most customers buy, without a score, and a warning says
 * so.
 *
 * Errors: those of reading the tables (`unknown-column`, `missing-customer`, `missing-value`, `not-a-date`,
 * `column-type` where ids are text in one table and numbers in another), `empty-table` where nothing was bought before
 * `asOf`, `invalid-option`, `out-of-range` for a negative price.
 *
 * @example
 * ```ts
 * const lists = recommendNext(orders, { customer: "customer", item: "item", date: "date", top: 5 });
 * lists.where((row) => row.customer === "c17").toRows(); // rank, item, score, why
 * ```
 */
export function recommendNext(orders: TableInput, options: RecommendNextOptions): Recommendations {
  const caller = "recommendNext";
  knownOptions(caller, options, [
    ...purchaseColumnNames,
    ...offerLimitNames,
    ...["asOf", "days", "top", "repeats", "eligible", "amount", "rankBy", "rules", "seed"],
  ]);
  const days = numberOption(caller, "days", options.days ?? 28, { min: 1, max: mostDays, integer: true });
  const top = numberOption(caller, "top", options.top ?? 10, { min: 1, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true });
  const repeats = booleanOption(caller, "repeats", options.repeats, true);
  const byRevenue = rankByRevenue(caller, options);
  const log = readPurchaseLog(caller, orders, options);
  const zone = timeZoneOption(caller, options.timeZone);
  const asOf = options.asOf === undefined ? log.lastDay + 1 : localDay(caller, "asOf", options.asOf, zone);
  const history = historyBefore(log, asOf);
  if (history.item.length === 0) {
    throw new ClienteleError("empty-table", { function: caller }, `nothing was bought before ${showDay(asOf)}`);
  }
  const prices = options.prices === undefined ? null : readPrices(caller, log, options.prices);
  const eligible = eligibleCustomers(caller, orders, log, asOf, options);
  const memory = rememberOffers(caller, log, asOf, options);
  const { weights, reason } = learnOfferWeights(log, asOf, { days, top, repeats, seed });
  const suggested = rulesForCustomers(options.rules, log.items, history);
  const candidatesOf = candidateFinder(history, permittedItems(caller, log, options, prices), seed, (customer) => [
    ...suggested(customer).keys(),
  ]);
  const lists = new OfferLists(log, prices);
  const ledger = { customers: 0, notEligible: 0, waiting: 0, withoutCandidate: 0 };
  for (const customer of log.appearance) {
    if (history.start[customer] === history.start[customer + 1]) continue;
    ledger.customers++;
    if (eligible[customer] === 0) ledger.notEligible++;
    else if (memory.waiting[customer] === 1) ledger.waiting++;
    else {
      const candidates = candidatesOf(customer);
      const offered = offeredRows(candidates, customer, memory, repeats);
      const ranked = rankOffers(history, candidates, offered, weights, byRevenue ? prices : null).slice(0, top);
      if (ranked.length === 0) ledger.withoutCandidate++;
      lists.put(customer, ranked, candidates, reasonsOf(history, candidates, suggested(customer)));
    }
  }
  return lists.table({
    asOf: new Date(asOf * millisecondsPerDay),
    weights: weights === null ? null : namedWeights(weights),
    ledger: Object.freeze({ ...log.ledger, afterAsOf: rowsAfter(log, asOf), ...ledger }),
    warnings: Object.freeze(rankingWarnings(weights, reason, days)),
  });
}

function rankByRevenue(caller: string, options: RecommendNextOptions): boolean {
  const rankBy = oneOf(caller, "rankBy", options.rankBy, ["chance", "expectedRevenue"], "chance");
  if (rankBy === "chance" || options.prices !== undefined) return rankBy === "expectedRevenue";
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: rankBy },
    'rankBy "expectedRevenue" needs option "prices"',
  );
}

function rankingWarnings(weights: OfferWeights | null, reason: string, days: number): string[] {
  if (weights === null) return [`no scores, and lists by own frequency: ${reason}`];
  const ownFrequency = frequencyReason(weights, days);
  return ownFrequency === null ? [] : [ownFrequency];
}

function namedWeights({ coefficients }: OfferWeights): NonNullable<RecommendationAttributes["weights"]> {
  return Object.freeze(Object.fromEntries(offerFeatures.map((name, i) => [name, coefficients[i]!]))) as NonNullable<
    RecommendationAttributes["weights"]
  >;
}

function rowsAfter({ customerOfRow, dayOfRow }: PurchaseLog, asOf: number): number {
  let rows = 0;
  for (let row = 0; row < dayOfRow.length; row++) if (customerOfRow[row]! >= 0 && dayOfRow[row]! >= asOf) rows++;
  return rows;
}
