/** A row of a receipt. */
export interface ReceiptRow {
  receipt: string;
  customer: string;
  item: string;
  date: string;
}

const shelves = [
  ["coffee", "milk", "sugar", "biscuits", "filter bags"],
  ["pasta", "tomatoes", "parmesan", "olive oil", "basil"],
  ["bread", "butter", "jam", "honey", "eggs"],
];

/**
 * Receipts of 300 customers over eight months. Each prefers one shelf, buys two favorites of it most weeks, and now and
 * then what goes with them: milk with coffee, tomatoes with pasta.
 */
export function simulatedPurchases(): ReceiptRow[] {
  const uniform = uniformNumbers(20260101);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(uniform() * values.length)]!;
  const rows: ReceiptRow[] = [];
  for (let customer = 0; customer < 300; customer++) {
    const shelf = pick(shelves);
    const favorites = [pick(shelf), pick(shelf)];
    for (let week = 0; week < 36; week++) {
      if (uniform() < 0.4) continue;
      const date = new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10);
      const items = new Set([pick(favorites), pick(shelf)]);
      if (items.has("coffee") && uniform() < 0.6) items.add("milk");
      if (items.has("pasta") && uniform() < 0.5) items.add("tomatoes");
      if (uniform() < 0.3) items.add(pick(pick(shelves)));
      for (const item of items) rows.push({ receipt: `r${customer}-${week}`, customer: `c${customer}`, item, date });
    }
  }
  return rows;
}

/** Numbers between 0 and 1, the same at every run: the Lehmer generator with the constants of Park and Miller. */
function uniformNumbers(seed: number): () => number {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
