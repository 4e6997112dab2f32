import { expect, it } from "vitest";
import { type LifetimeDrivers, simpleLifetimeValue, worthSpending } from "../../../src/lifetime-value/index.js";
import { createRandom, type Random } from "../../../src/numeric/index.js";

const drivers: LifetimeDrivers = {
  revenue: 40,
  directCost: 22,
  purchaseFrequency: 3,
  retention: 0.85,
  discountRate: { perUnit: 0.02 },
  crossSelling: 5,
  acquisitionCost: 60,
  retentionCost: 4,
  defaultProbability: 0.03,
  timing: "mid",
};

/** What one customer brings: pays or fails each unit, and leaves or stays after it. */
function live(random: Random, retention: number): number {
  let value = 0;
  for (let unit = 0; ; unit++) {
    const discount = 1.02 ** -(unit + 0.5);
    const pays = random.uniform() >= 0.03;
    value += discount * ((pays ? 3 * 40 + 5 : 0) - 3 * 22 - 4);
    if (!pays || random.uniform() >= retention) return value;
  }
}

it("a million simulated customers are worth on average what the formula says, and so is keeping one of them", () => {
  const random = createRandom(3);
  const customers = 1_000_000;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < customers; i++) {
    const value = live(random, 0.85);
    sum += value;
    squares += value * value;
  }
  const mean = sum / customers;
  const error = Math.sqrt((squares / customers - mean * mean) / customers);
  const { value, worthSpending: limits } = simpleLifetimeValue(drivers);
  expect(Math.abs(mean - 60 - value)).toBeLessThan(4.5 * error);
  expect(Math.abs(mean - limits.toWin)).toBeLessThan(4.5 * error);

  // An offer before one renewal, to customers who have paid and lived one unit: the gain over those without it.
  const perContact = worthSpending(drivers, { keep: { retentionWith: 0.9 } }).toKeep.perContact;
  let gain = 0;
  let gainSquares = 0;
  for (let i = 0; i < customers; i++) {
    const pays = random.uniform() >= 0.03;
    const decision = random.uniform();
    const gained = pays && decision >= 0.85 && decision < 0.9 ? live(random, 0.85) : 0;
    gain += gained;
    gainSquares += gained * gained;
  }
  const gainError = Math.sqrt((gainSquares / customers - (gain / customers) ** 2) / customers);
  expect(Math.abs(gain / customers - perContact)).toBeLessThan(4.5 * gainError);
});
