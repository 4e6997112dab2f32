import { createRandom } from "../../../src/numeric/index.js";

/** A row of a simulated purchase table. */
export interface Purchase {
  readonly customer: string;
  readonly item: string;
  readonly date: string;
  readonly amount: number;
}

/**
 * A shop of two tastes: half of the customers buy from items 0 to 19, the others from 20 to 39, each with five
 * favorites that they buy on every second visit, one visit a week over 40 weeks.
 */
export function simulatedShop(customers: number, seed: number): Purchase[] {
  const random = createRandom(seed);
  const rows: Purchase[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const first = customer % 2 === 0 ? 0 : 20;
    const favorites = Array.from({ length: 5 }, () => first + random.integer(20));
    for (let week = 0; week < 40; week++) {
      const date = new Date(Date.UTC(2026, 0, 5 + 7 * week + random.integer(5))).toISOString().slice(0, 10);
      const put = (item: number) =>
        rows.push({ customer: `c${customer}`, item: `i${item}`, date, amount: 1 + (item % 7) });
      for (const favorite of favorites) if (random.uniform() < 0.5) put(favorite);
      if (random.uniform() < 0.3) put(first + random.integer(20));
    }
  }
  return rows;
}

export const shopColumns = { customer: "customer", item: "item", date: "date" } as const;
