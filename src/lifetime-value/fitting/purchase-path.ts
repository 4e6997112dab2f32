import type { Random } from "../../numeric/index.js";

/**
 * Draws one customer's purchases as a model says they come: calls `visit` with the time of each, counted from now, up
 * to the horizon. Time is continuous (nothing is rounded to whole periods, which would bias what is fitted to the
 * draws), or counts opportunities.
 */
export type PurchasePath = (random: Random, horizon: number, visit: (time: number) => void) => void;

/**
 * Purchases to come of a customer with the given frequency, recency and age; a new customer has x = last = age = 0.
 */
export type PurchasePathAfter = (x: number, last: number, age: number) => PurchasePath;

/** Visits the events of a Poisson process with the given rate until `end`. */
export function poissonEvents(random: Random, rate: number, end: number, visit: (time: number) => void): void {
  for (let time = random.exponential() / rate; time <= end; time += random.exponential() / rate) visit(time);
}
