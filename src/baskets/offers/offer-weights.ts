import { counted } from "../../errors/index.js";
import { fitLogistic } from "../../learning/index.js";
import { createRandom } from "../../numeric/index.js";
import type { Points } from "../../table/index.js";
import type { PurchaseLog } from "../logs/purchase-log.js";
import { candidateFinder, offerFeatures } from "./candidates.js";
import { boughtBetween, historyBefore, type PurchaseHistory } from "./purchase-history.js";
import { recallOf, TrainingRows } from "./training-rows.js";

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
  const training = new TrainingRows();
  for (const customer of customers) {
    training.add(candidatesOf(customer), bought(customer), activityOf(history, customer), repeats);
  }
  const { buyers, purchases, outcomes } = training;
  if (buyers.length < leastBuyers || purchases < leastPurchases) {
    return {
      weights: null,
      reason:
        `${buyers.length === 0 ? "no customer" : `only ${counted(buyers.length, "customer")}`} known ` +
        `${counted(days, "day")} before bought again since ` +
        `(${counted(purchases, "purchase")} of the items looked at), too few to learn from: it takes ${leastBuyers} ` +
        `customers and ${leastPurchases} purchases`,
    };
  }
  const X = { data: training.features, rows: training.rows, columns: offerFeatures.length };
  const learned = Float64Array.from(fitLogistic(X, outcomes, { weights: training.weights, l2: 1 }).coefficients);
  const learnedScores = scoresOf(learned, X.data);
  const frequencyScores = scoresOf(frequencyWeights, X.data);
  const recall = {
    learned: recallOf(training, learnedScores, top),
    frequency: recallOf(training, frequencyScores, top),
  };
  const isBetter = recall.learned > recall.frequency;
  const chance = fitLogistic(chanceInput(isBetter ? learnedScores : frequencyScores, training.activity), outcomes, {
    l2: 1e-6,
  });
  const coefficients = isBetter ? learned : frequencyWeights;
  const slopes = Float64Array.from(chance.coefficients);
  return { weights: { coefficients, intercept: chance.intercept, slopes, recall }, reason: "" };
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

function chanceInput(scores: Float64Array, activity: Float64Array): Points {
  const data = new Float64Array(3 * scores.length);
  for (let row = 0; row < scores.length; row++) {
    data[3 * row] = scores[row]!;
    data[3 * row + 1] = activity[2 * row]!;
    data[3 * row + 2] = activity[2 * row + 1]!;
  }
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
  const chances = new Float64Array(scores.length);
  for (let row = 0; row < chances.length; row++) chances[row] = 1 / (1 + Math.exp(-(base + a! * scores[row]!)));
  return chances;
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
    `ranked by own frequency: within ${counted(days, "day")} its lists held ${percent(recall.frequency)} of what was ` +
    `bought, those by learned weights ${percent(recall.learned)}`
  );
}
