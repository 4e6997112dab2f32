import { type Choice, chooseUnderBudget } from "./choose-under-budget.js";

/** How often the price of a contact is halved between too many contacts and few enough. */
const steps = 60;

/**
 * The choice of the greatest gain within a budget, of at most `capacity` items. Without a budget these are the items of
 * the greatest gain. With one, contacts get a price λ of their own: at the lowest price at which the best choice within
 * the budget is small enough, its gain is the greatest or close to it, and the value at that price plus λ · capacity
 * bounds every other choice (Lagrangian relaxation, Fisher 1981).
 */
export function chooseUnderCapacity(
  gains: Float64Array,
  costs: Float64Array,
  budget: number,
  capacity: number,
): Choice {
  const free = chooseUnderBudget(gains, costs, budget);
  if (countOf(free.chosen) <= capacity) return free;
  const largest = greatestGains(gains, costs, budget, capacity);
  if (largest.spent <= budget) return largest;
  let low = 0;
  let high = gains.reduce((most, gain) => Math.max(most, gain), 0);
  let bound = Math.min(free.bound, largest.gain);
  let best: Uint8Array = new Uint8Array(gains.length);
  for (let step = 0; step < steps && high - low > high * 1e-12; step++) {
    const price = (low + high) / 2;
    const priced = chooseUnderBudget(
      gains.map((gain) => gain - price),
      costs,
      budget,
    );
    bound = Math.min(bound, priced.bound + price * capacity);
    const count = countOf(priced.chosen);
    const gain = gainOf(priced.chosen, gains);
    if (count <= capacity) {
      if (gain > gainOf(best, gains)) best = priced.chosen;
      high = price;
    } else low = price;
    if (count === capacity) break;
  }
  const gain = gainOf(best, gains);
  return { chosen: best, gain, spent: gainOf(best, costs), bound, optimal: gain >= bound * (1 - 1e-12) };
}

/** The items of the greatest gain whatever they cost together; ties go to the cheaper, then to the earlier row. */
function greatestGains(gains: Float64Array, costs: Float64Array, budget: number, capacity: number): Choice {
  const order = [...gains.keys()].filter((row) => gains[row]! > 0 && costs[row]! <= budget);
  order.sort((a, b) => gains[b]! - gains[a]! || costs[a]! - costs[b]! || a - b);
  const chosen = new Uint8Array(gains.length);
  for (const row of order.slice(0, capacity)) chosen[row] = 1;
  const gain = gainOf(chosen, gains);
  return { chosen, gain, spent: gainOf(chosen, costs), bound: gain, optimal: true };
}

function countOf(chosen: Uint8Array): number {
  return chosen.reduce((sum, one) => sum + one, 0);
}

function gainOf(chosen: Uint8Array, gains: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < chosen.length; row++) if (chosen[row] === 1) sum += gains[row]!;
  return sum;
}
