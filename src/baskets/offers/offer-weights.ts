import { fitLogistic } from "../../learning/index.js";
import { createRandom, greatest } from "../../numeric/index.js";
import type { Points } from "../../table/index.js";
import { type Candidates, candidateFinder, offerFeatures } from "./candidates.js";
import { boughtBetween, historyBefore, type PurchaseHistory } from "./purchase-history.js";
import type { PurchaseLog } from "./purchase-log.js";

/** How many customers the weights are learned from at most: a random sample where there are more. */
const sampleCount = 4000;
/** The fewest customers with a purchase in the last days, and purchases among their candidates, to learn from. */
const leastBuyers = 50;
const leastPurchases = 100;

/** How much each feature counts for an item, learned from what customers bought next. */
export interface OfferWeights {
  /** In the order of {@link offerFeatures}. */
  readonly coefficients: Float64Array;
  /**
   * The chance of a purchase is 1 / (1 + exp(−z)) with z = intercept + a · score + b · ln(1 + days since the customer's
   * last purchase) + c · ln(1 + purchases), score = Σ coefficient · feature; a, b and c are the slopes.
   */
  readonly intercept: number;
  readonly slopes: Float64Array;
  /** Recall, in the time that was learned from, of lists by learned weights and by own frequency. */
  readonly recall: { readonly learned: number; readonly frequency: number };
}

/**
 * Own frequency in the form of weights: ln(1 + times bought) decides, and among equals what is popular; the second
 * weight is too small to outvote a purchase in a thousand.
 */
export const frequencyWeights = /* @__PURE__ */ Float64Array.of(1, 0, 1e-4, 0, 0);

/** How lists are made. */
export interface OfferSettings {
  readonly days: number;
  readonly top: number;
  /** Whether what was bought before is offered, too; where it is not, weights are learned from new items only. */
  readonly repeats: boolean;
  readonly seed: number;
}

/**
 * Learns the weights inside the time before `cutoff`: features from before `cutoff − days`, outcome what was bought in
 * the `days` up to `cutoff`. Each candidate weighs 1 / (items that the customer bought), since the recall of a customer
 * is counted that way; a second fit over all candidates turns the score into a chance. Null, with the reason, where
 * there is too little to learn from.
 */
export function learnOfferWeights(
  log: PurchaseLog,
  cutoff: number,
  { days, top, repeats, seed }: OfferSettings,
): { readonly weights: OfferWeights | null; readonly reason: string } {
  const before = cutoff - days;
  const history = historyBefore(log, before);
  const bought = boughtBetween(log, before, cutoff);
  const customers = sampledCustomers(history.start, seed);
  const candidatesOf = candidateFinder(history, null, seed);
  const rows: number[] = [];
  const outcomes: number[] = [];
  const weights: number[] = [];
  const activity: number[] = [];
  const buyers: Buyer[] = [];
  let purchases = 0;
  for (const customer of customers) {
    const next = bought(customer);
    const candidates = repeats ? candidatesOf(customer) : newOnes(candidatesOf(customer), next);
    const from = outcomes.length;
    if (next.size > 0) buyers.push({ from, to: from + candidates.items.length, bought: next.size });
    for (const feature of candidates.features) rows.push(feature);
    const active = activityOf(history, customer);
    for (const item of candidates.items) {
      activity.push(...active);
      outcomes.push(next.has(item) ? 1 : 0);
      weights.push(next.size > 0 ? 1 / next.size : 0);
      if (next.has(item)) purchases++;
    }
  }
  if (buyers.length < leastBuyers || purchases < leastPurchases) {
    return {
      weights: null,
      reason:
        `only ${buyers.length} customers known ${days} days before bought again in these days (${purchases} of ` +
        `the items ` +
        `looked at), too few to learn from (${leastBuyers} and ${leastPurchases})`,
    };
  }
  const X = { data: Float64Array.from(rows), rows: outcomes.length, columns: offerFeatures.length };
  const learned = Float64Array.from(fitLogistic(X, outcomes, { weights, l2: 1 }).coefficients);
  const recall = {
    learned: recallOf(buyers, outcomes, scoresOf(learned, X.data), top),
    frequency: recallOf(buyers, outcomes, scoresOf(frequencyWeights, X.data), top),
  };
  const coefficients = recall.learned > recall.frequency ? learned : frequencyWeights;
  const chance = fitLogistic(chanceInput(scoresOf(coefficients, X.data), activity), outcomes, { l2: 1e-6 });
  const slopes = Float64Array.from(chance.coefficients);
  return { weights: { coefficients, intercept: chance.intercept, slopes, recall }, reason: "" };
}

/** The candidates that were not bought before; these are taken from what was bought next, too. */
function newOnes(candidates: Candidates, next: Set<number>): Pick<Candidates, "items" | "features"> {
  const columns = offerFeatures.length;
  const items: number[] = [];
  const features: number[] = [];
  candidates.items.forEach((item, row) => {
    if (candidates.places[row]! >= 0) next.delete(item);
    else {
      items.push(item);
      for (let i = row * columns; i < (row + 1) * columns; i++) features.push(candidates.features[i]!);
    }
  });
  return { items, features: Float64Array.from(features) };
}

/**
 * A customer who bought in the time that is learned from: where the candidates stand, and how many items were bought.
 */
interface Buyer {
  readonly from: number;
  readonly to: number;
  readonly bought: number;
}

/** The mean share of what customers bought that the best of their candidates held. */
function recallOf(buyers: readonly Buyer[], outcomes: readonly number[], scores: Float64Array, top: number): number {
  let recall = 0;
  for (const { from, to, bought } of buyers) {
    for (const place of greatest(scores.subarray(from, to), top)) recall += outcomes[from + place]! / bought;
  }
  return recall / buyers.length;
}

/**
 * How active a customer is, which is the same for all of their items: ln(1 + days since a purchase), ln(1 +
 * purchases).
 */
function activityOf({ start, times, lastDay, cutoff }: PurchaseHistory, customer: number): readonly [number, number] {
  let last = Number.NEGATIVE_INFINITY;
  let purchases = 0;
  for (let i = start[customer]!; i < start[customer + 1]!; i++) {
    last = Math.max(last, lastDay[i]!);
    purchases += times[i]!;
  }
  return [Math.log1p(cutoff - last), Math.log1p(purchases)];
}

function chanceInput(scores: Float64Array, activity: readonly number[]): Points {
  const data = new Float64Array(3 * scores.length);
  scores.forEach((score, row) => {
    data[3 * row] = score;
    data[3 * row + 1] = activity[2 * row]!;
    data[3 * row + 2] = activity[2 * row + 1]!;
  });
  return { data, rows: scores.length, columns: 3 };
}

/** The chances that a customer buys the items of the given scores. */
export function chancesOf(
  weights: OfferWeights,
  history: PurchaseHistory,
  customer: number,
  scores: Float64Array,
): Float64Array {
  const [a, b, c] = weights.slopes;
  const [idle, purchases] = activityOf(history, customer);
  const base = weights.intercept + b! * idle + c! * purchases;
  return scores.map((score) => 1 / (1 + Math.exp(-(base + a! * score))));
}

function sampledCustomers(start: Int32Array, seed: number): number[] {
  const known: number[] = [];
  for (let customer = 0; customer + 1 < start.length; customer++) {
    if (start[customer + 1]! > start[customer]!) known.push(customer);
  }
  if (known.length <= sampleCount) return known;
  const sample = createRandom(seed).fork(1).shuffle(known).slice(0, sampleCount);
  return sample.sort((a, b) => a - b);
}

/** Σ coefficient · feature of each row. */
export function scoresOf(coefficients: Float64Array, features: Float64Array): Float64Array {
  const columns = coefficients.length;
  const scores = new Float64Array(features.length / columns);
  for (let row = 0; row < scores.length; row++) {
    let score = 0;
    for (let column = 0; column < columns; column++) score += coefficients[column]! * features[row * columns + column]!;
    scores[row] = score;
  }
  return scores;
}

/** Says, for a warning, that own frequency ranks because it did better than learned weights; null where it did not. */
export function frequencyReason({ recall }: OfferWeights, days: number): string | null {
  if (recall.learned > recall.frequency) return null;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return (
    `ranked by own frequency: in the ${days} days before, its lists held ${percent(recall.frequency)} of what was ` +
    `bought, those by learned weights ${percent(recall.learned)}`
  );
}
