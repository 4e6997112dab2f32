import { ClienteleError, counted, knownOptions, numberOption } from "../../errors/index.js";
import {
  createTable,
  type DateInput,
  localDay,
  mostDays,
  type Present,
  showDay,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import { type PurchaseColumns, type PurchaseLog, purchaseColumnNames, readPurchaseLog } from "../logs/purchase-log.js";
import { candidateFinder } from "./candidates.js";
import { frequencyReason, learnOfferWeights, type OfferWeights, scoresOf } from "./offer-weights.js";
import { personalFrequency } from "./personal-frequency.js";
import { boughtBetween, historyBefore, itemsByMeasure, type PurchaseHistory } from "./purchase-history.js";
import { bestRows } from "./rank-offers.js";

/** Options of {@link validateRecommendations}. */
export interface ValidateRecommendationsOptions extends PurchaseColumns {
  /** The first day that the recommendations may not know. */
  readonly cutoff: DateInput;
  /** How many days from the cutoff the purchases are compared with. */
  readonly days: number;
  /** Items a list [10]. */
  readonly top?: number;
  /** Of the samples where there are very many customers [0]. */
  readonly seed?: number;
}

/** The columns of {@link RecommendationReport}. */
export type RecommendationReportColumns = {
  /** `"ours"`; `"popularity"`: the same list for everyone; `"personal"`: own frequency, filled up with popularity. */
  method: Present<string>;
  /** Mean over customers: the share of the items they bought that the list held. */
  recall: number;
  /** The share of customers of whose purchases the list held at least one. */
  hitRate: number;
  /** The recall of ours less that of this method, a mean over customers; missing for ours. */
  gain: number;
  /** The standard error of the gain, from the differences customer by customer; missing with a single customer. */
  gainError: number;
};

/** What the report says about itself. */
export interface RecommendationReportAttributes {
  /** Customers known before the cutoff who bought afterwards. */
  readonly customers: number;
  /** In a sentence: whether ours is better than own frequency, beyond chance. */
  readonly finding: string;
  readonly warnings: readonly string[];
}

/** A row for every method. */
export type RecommendationReport = Table<RecommendationReportColumns, RecommendationReportAttributes>;

/**
 * Are the recommendations any good? Recommends on the day of the cutoff, knowing only what came before, and compares
 * with what was bought in the days from then on; beside two simple lists, of which own frequency is hard to beat. All
 * weights are learned from before the cutoff.
 *
 * @returns a row for each of `"ours"`, `"popularity"`, `"personal"`, with `customers`, `finding`, `warnings`
 *
 * Errors: those of reading the table, `too-few-rows` where nobody known before the cutoff bought afterwards,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const columns = { customer: "customer", item: "item", date: "date" };
 * validateRecommendations(orders, { ...columns, cutoff: "2026-09-01", days: 28 });
 * ```
 */
export function validateRecommendations(
  orders: TableInput,
  options: ValidateRecommendationsOptions,
): RecommendationReport {
  const caller = "validateRecommendations";
  knownOptions(caller, options, [...purchaseColumnNames, "cutoff", "days", "top", "seed"]);
  const days = numberOption(caller, "days", options.days, { min: 1, max: mostDays, integer: true });
  const top = numberOption(caller, "top", options.top ?? 10, { min: 1, integer: true });
  const seed = numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true });
  const cutoff = localDay(caller, "cutoff", options.cutoff, timeZoneOption(caller, options.timeZone));
  const log = readPurchaseLog(caller, orders, options);
  const history = historyBefore(log, cutoff);
  const lists = listsAt(log, history, { days, top, seed });
  const results = compareLists(history, boughtBetween(log, cutoff, cutoff + days), lists.of);
  if (results.customers === 0) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller },
      `no customer known before ${showDay(cutoff)} bought within ${counted(days, "day")} from then on`,
    );
  }
  return reportOf(results, lists.warnings);
}

const methods = ["ours", "popularity", "personal"] as const;

type Lists = Record<(typeof methods)[number], readonly number[]>;

function listsAt(
  log: PurchaseLog,
  history: PurchaseHistory,
  { days, top, seed }: { readonly days: number; readonly top: number; readonly seed: number },
): { readonly of: (customer: number) => Lists; readonly warnings: readonly string[] } {
  const { weights, reason } = learnOfferWeights(log, history.cutoff, { days, top, repeats: true, seed });
  const popular = itemsByMeasure(history.buyers).filter((item) => history.buyers[item]! > 0);
  const candidatesOf = candidateFinder(history, null, seed);
  const ours = (customer: number): readonly number[] => {
    if (weights === null) return personalFrequency(history, customer, popular, top);
    const { items, features } = candidatesOf(customer);
    const rows = items.map((_, row) => row);
    return bestRows(rows, scoresOf(weights.coefficients, features), rows, top).map((row) => items[row]!);
  };
  return {
    of: (customer) => ({
      ours: ours(customer),
      popularity: popular.slice(0, top),
      personal: personalFrequency(history, customer, popular, top),
    }),
    warnings: listWarnings(weights, reason, days),
  };
}

function listWarnings(weights: OfferWeights | null, reason: string, days: number): string[] {
  const why = weights === null ? `own frequency: ${reason}` : frequencyReason(weights, days);
  return why === null ? [] : [`ours is ${why}`];
}

interface Comparison {
  readonly customers: number;
  readonly recall: readonly number[];
  readonly hits: readonly number[];
  /** Of each method: Σ and Σ² of the recall of ours less that of the method. */
  readonly gain: readonly number[];
  readonly gainSquares: readonly number[];
}

function compareLists(
  history: PurchaseHistory,
  bought: (customer: number) => Set<number>,
  listsOf: (customer: number) => Lists,
): Comparison {
  const recall = [0, 0, 0];
  const hits = [0, 0, 0];
  const gain = [0, 0, 0];
  const gainSquares = [0, 0, 0];
  let customers = 0;
  for (let customer = 0; customer + 1 < history.start.length; customer++) {
    if (history.start[customer] === history.start[customer + 1]) continue;
    const next = bought(customer);
    if (next.size === 0) continue;
    customers++;
    const lists = listsOf(customer);
    const found = methods.map((method) => lists[method].filter((item) => next.has(item)).length);
    found.forEach((count, i) => {
      const difference = (found[0]! - count) / next.size;
      recall[i]! += count / next.size;
      hits[i]! += count > 0 ? 1 : 0;
      gain[i]! += difference;
      gainSquares[i]! += difference ** 2;
    });
  }
  return { customers, recall, hits, gain, gainSquares };
}

function reportOf(
  { customers: n, recall, hits, gain, gainSquares }: Comparison,
  warnings: readonly string[],
): RecommendationReport {
  const meanGain = gain.map((total) => total / n);
  const gainError = gainSquares.map((squares, i) =>
    n < 2 ? Number.NaN : Math.sqrt(Math.max(0, squares - n * meanGain[i]! ** 2) / (n - 1) / n),
  );
  return createTable<RecommendationReportColumns, RecommendationReportAttributes>(
    {
      method: methods,
      recall: recall.map((total) => total / n),
      hitRate: hits.map((count) => count / n),
      gain: Float64Array.from(meanGain, (value, i) => (i === 0 ? Number.NaN : value)),
      gainError: Float64Array.from(gainError, (value, i) => (i === 0 ? Number.NaN : value)),
    },
    { customers: n, finding: findingOf(meanGain[2]!, gainError[2]!), warnings: Object.freeze([...warnings]) },
  );
}

function findingOf(gain: number, error: number): string {
  const inPoints = (share: number): string => (100 * share).toFixed(2);
  const sign = gain < 0 && inPoints(-gain) !== "0.00" ? "−" : "+";
  const known = Number.isNaN(error) ? "no standard error: a single customer" : `standard error ${inPoints(error)}`;
  const points = `${sign}${inPoints(Math.abs(gain))} points of recall (${known})`;
  if (gain > 2 * error && error > 0) return `better than the customers' own frequency: ${points}`;
  if (gain < -2 * error && error > 0)
    return `worse than the customers' own frequency, which is to be preferred: ${points}`;
  return `no better than the customers' own frequency as far as can be told: ${points}`;
}
