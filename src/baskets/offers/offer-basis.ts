import { ClienteleError, numberOption, oneOf } from "../../errors/index.js";
import { type DateInput, localDay, mostDays, showDay, type TableInput, timeZoneOption } from "../../table/index.js";
import { unknownIdWarnings } from "../logs/known-ids.js";
import { type PurchaseColumns, type PurchaseLedger, type PurchaseLog, readPurchaseLog } from "../logs/purchase-log.js";
import { offerFeatures } from "./candidates.js";
import { type OfferLimits, type Prices, readPrices } from "./offer-limits.js";
import { frequencyReason, learnOfferWeights, type OfferWeights } from "./offer-weights.js";
import { historyBefore, type PurchaseHistory } from "./purchase-history.js";

/** What all lists of offers are made by. */
export interface OfferBasisOptions extends PurchaseColumns, Pick<OfferLimits, "allow" | "deny" | "prices"> {
  /** The day of the lists; only what was bought before it is known [the day after the last purchase]. */
  readonly asOf?: DateInput;
  /** How many days ahead the chance of a purchase looks [28]. */
  readonly days?: number;
  /** Items a list [10]. */
  readonly top?: number;
  /** `"chance"` (the default) or, with prices, `"expectedRevenue"`: chance · price. */
  readonly rankBy?: "chance" | "expectedRevenue";
  /** Of the samples where there are very many customers [0]. */
  readonly seed?: number;
}

export const offerBasisNames = ["asOf", "days", "top", "rankBy", "seed", "allow", "deny", "prices"] as const;

/** What is known on the day of the lists, and what was learned from it. */
export interface OfferBasis {
  readonly log: PurchaseLog;
  /** A day since 1970. */
  readonly asOf: number;
  readonly history: PurchaseHistory;
  readonly prices: Prices | null;
  readonly byRevenue: boolean;
  readonly days: number;
  readonly top: number;
  readonly seed: number;
  /** Null where there was too little to learn from. */
  readonly weights: OfferWeights | null;
  readonly warnings: readonly string[];
}

/**
 * Reads purchases and prices, and learns the weights; `instead` says for a warning what lists are by where nothing can
 * be learned. Errors: those of the columns; `empty-table` where nothing was bought before `asOf`; `invalid-option`.
 */
export function offerBasis(
  caller: string,
  orders: TableInput,
  options: OfferBasisOptions,
  { repeats, instead }: { readonly repeats: boolean; readonly instead: string },
): OfferBasis {
  const days = numberOption(caller, "days", options.days ?? 28, { min: 1, max: mostDays, integer: true });
  const top = numberOption(caller, "top", options.top ?? 10, { min: 1, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true });
  const byRevenue = rankByRevenue(caller, options);
  const log = readPurchaseLog(caller, orders, options);
  const zone = timeZoneOption(caller, options.timeZone);
  const asOf = options.asOf === undefined ? log.lastDay + 1 : localDay(caller, "asOf", options.asOf, zone);
  const history = historyBefore(log, asOf);
  if (history.item.length === 0) {
    throw new ClienteleError("empty-table", { function: caller }, `nothing was bought before ${showDay(asOf)}`);
  }
  const prices = options.prices === undefined ? null : readPrices(caller, log, options.prices);
  const { weights, reason } = learnOfferWeights(log, asOf, { days, top, repeats, seed });
  const warnings = Object.freeze([
    ...rankingWarnings(weights, `${instead}: ${reason}`, days),
    ...unknownIdWarnings(caller, "allow", log.items, options.allow, "was bought by nobody"),
    ...unknownIdWarnings(caller, "deny", log.items, options.deny, "was bought by nobody"),
  ]);
  return { log, asOf, history, prices, byRevenue, days, top, seed, weights, warnings };
}

function rankByRevenue(caller: string, options: OfferBasisOptions): boolean {
  const rankBy = oneOf(caller, "rankBy", options.rankBy, ["chance", "expectedRevenue"], "chance");
  if (rankBy === "chance" || options.prices !== undefined) return rankBy === "expectedRevenue";
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: rankBy },
    'rankBy "expectedRevenue" needs option "prices"',
  );
}

function rankingWarnings(weights: OfferWeights | null, reason: string, days: number): string[] {
  if (weights === null) return [`no scores, and ${reason}`];
  const ownFrequency = frequencyReason(weights, days);
  return ownFrequency === null ? [] : [ownFrequency];
}

/** How much each feature of an item counts, on the scale of log-odds. */
export interface OfferFeatureWeights {
  /** ln(1 + days on which the customer bought it). */
  readonly timesBought: number;
  /** Whether the customer bought it before. */
  readonly boughtBefore: number;
  /** ln(1 + recent purchases by all). */
  readonly popularity: number;
  /** The share of similar customers who bought it lately. */
  readonly similarCustomers: number;
  /** The popularity of what the customer bought before. */
  readonly popularityBoughtBefore: number;
}

/** The weights by name; null where there are none. */
export function namedWeights(weights: OfferWeights | null): OfferFeatureWeights | null {
  if (weights === null) return null;
  const { coefficients } = weights;
  const named = offerFeatures.map((name, i) => [name, coefficients[i]!] as const);
  return Object.freeze(Object.fromEntries(named) as Record<keyof OfferFeatureWeights, number>);
}

/** The ledger of the purchases, with the rows on or after the day of the lists. */
export function ledgerBefore({ log, asOf }: OfferBasis): PurchaseLedger & { readonly afterAsOf: number } {
  let afterAsOf = 0;
  for (let row = 0; row < log.dayOfRow.length; row++) {
    if (log.customerOfRow[row]! >= 0 && log.dayOfRow[row]! >= asOf) afterAsOf++;
  }
  return { ...log.ledger, afterAsOf };
}
