import { booleanOption, knownOptions } from "../../errors/index.js";
import { millisecondsPerDay, type TableInput, timeZoneOption } from "../../table/index.js";
import { unknownIdWarnings } from "../logs/known-ids.js";
import { purchaseColumnNames } from "../logs/purchase-log.js";
import type { AssociationRules } from "../rules/association-rules.js";
import { candidateFinder } from "./candidates.js";
import { type Eligibility, eligibleCustomers, isSpendRule } from "./eligibility.js";
import { ledgerBefore, namedWeights, type OfferBasisOptions, offerBasis, offerBasisNames } from "./offer-basis.js";
import { type OfferLimits, permittedItems, rememberOffers } from "./offer-limits.js";
import { OfferLists, type Recommendations } from "./offer-lists.js";
import { reasonsOf } from "./offer-reason.js";
import { offeredRows, rankOffers } from "./rank-offers.js";
import { rulesForCustomers } from "./rules-for-customers.js";

/** Options of {@link recommendNext}. */
export interface RecommendNextOptions extends OfferBasisOptions, OfferLimits {
  /** Whether a list may hold what the customer bought before [true]: most of what is bought is. */
  readonly repeats?: boolean;
  /** Who gets a list [all]. */
  readonly eligible?: Eligibility;
  /** The column of amounts, for `eligible: { spendPerWeek }`. */
  readonly amount?: string;
  /** Rules from `associationRules`, whose consequents become candidates and reasons. */
  readonly rules?: AssociationRules;
}

const optionNames = [
  ...purchaseColumnNames,
  ...offerBasisNames,
  ...["offers", "ignoredLimit", "cadence", "repeats", "eligible", "amount", "rules"],
];

/**
 * What should I offer this customer next? A list for each customer from what they bought before, what similar customers
 * buy, and what is popular now; how much each counts is learned from what customers bought in the last `days` before
 * `asOf`; where own frequency alone did better in those days, it ranks. `validateRecommendations` says how good such
 * lists are on your own data.
 *
 * Similar customers are found by the angle between their purchases; `weights` of the result says what else counts, and
 * how much. With fewer than 50 customers who came back in that time there is nothing to learn from: the lists are then
 * what each customer buys most often, then what most customers buy, without a score, and a warning says so.
 *
 * Errors: those of reading the tables (`unknown-column`, `missing-customer`, `missing-value`, `not-a-date`,
 * `column-type` where ids are text in one table and numbers in another), `empty-table` where nothing was bought before
 * `asOf`, `invalid-option`, `out-of-range` for a negative price, `duplicate-name` for an item with two prices. Ids in
 * `eligible`, `allow` and `deny` that are in no purchase are named in a warning.
 *
 * @example
 * ```ts
 * const lists = recommendNext(orders, { customer: "customer", item: "item", date: "date", top: 5 });
 * lists.where((row) => row.customer === "c17").toRows(); // rank, item, score, why
 * ```
 */
export function recommendNext(orders: TableInput, options: RecommendNextOptions): Recommendations {
  const caller = "recommendNext";
  knownOptions(caller, options, optionNames);
  const repeats = booleanOption(caller, "repeats", options.repeats, true);
  const basis = offerBasis(caller, orders, options, { repeats, instead: "lists by own frequency" });
  const { log, asOf, history, prices, byRevenue, top, seed, weights } = basis;
  const eligible = eligibleCustomers(caller, orders, log, asOf, options);
  const strangers =
    options.eligible === undefined || isSpendRule(options.eligible)
      ? []
      : unknownIdWarnings(caller, "eligible", log.customers, options.eligible, "bought nothing and gets no list");
  const memory = rememberOffers(caller, log, asOf, options, timeZoneOption(caller, options.timeZone));
  const suggested = rulesForCustomers(options.rules, log.items, history);
  const candidatesOf = candidateFinder(
    history,
    permittedItems(caller, log, options, prices),
    seed,
    options.rules === undefined ? null : (customer) => suggested(customer).keys(),
  );
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
      const ranked = rankOffers(history, candidates, offered, weights, { prices: byRevenue ? prices : null, top });
      if (ranked.length === 0) ledger.withoutCandidate++;
      lists.put(customer, ranked, candidates, reasonsOf(history, candidates, suggested(customer)));
    }
  }
  return lists.table({
    asOf: new Date(asOf * millisecondsPerDay),
    weights: namedWeights(weights),
    ledger: Object.freeze({ ...ledgerBefore(basis), ...ledger }),
    warnings: Object.freeze([...basis.warnings, ...strangers]),
  });
}
