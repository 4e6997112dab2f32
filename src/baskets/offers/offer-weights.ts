import { fitLogistic } from "../../learning/index.js";
import { createRandom } from "../../numeric/index.js";
import type { Points } from "../../table/index.js";
import { candidateFinder, offerFeatures } from "./candidates.js";
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
  /** Customers and candidates that the weights were learned from. */
  readonly customers: number;
  readonly candidates: number;
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
  days: number,
  seed: number,
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
  let buyers = 0;
  let purchases = 0;
  for (const customer of customers) {
    const next = bought(customer);
    if (next.size > 0) buyers++;
    const { items, features } = candidatesOf(customer);
    for (const feature of features) rows.push(feature);
    const active = activityOf(history, customer);
    for (const item of items) {
      activity.push(...active);
      outcomes.push(next.has(item) ? 1 : 0);
      weights.push(next.size > 0 ? 1 / next.size : 0);
      if (next.has(item)) purchases++;
    }
  }
  if (buyers < leastBuyers || purchases < leastPurchases) {
    return {
      weights: null,
      reason:
        `only ${buyers} customers known ${days} days before bought again in these days (${purchases} of the items ` +
        `looked at), too few to learn from (${leastBuyers} and ${leastPurchases})`,
    };
  }
  const X = { data: Float64Array.from(rows), rows: outcomes.length, columns: offerFeatures.length };
  const { coefficients } = fitLogistic(X, outcomes, { weights, l2: 1 });
  const learned = Float64Array.from(coefficients);
  const chance = fitLogistic(chanceInput(scoresOf(learned, X.data), activity), outcomes, { l2: 1e-6 });
  return {
    weights: {
      coefficients: learned,
      intercept: chance.intercept,
      slopes: Float64Array.from(chance.coefficients),
      customers: customers.length,
      candidates: X.rows,
    },
    reason: "",
  };
}

/** How active a customer is, which is the same for all of their items: ln(1 + days since a purchase), ln(1 + purchases). */
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
