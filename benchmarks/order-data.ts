import { createRandom } from "../src/numeric/index.js";

/** Simulated orders as typed columns. */
export interface OrderData {
  readonly customer: Int32Array;
  /** Milliseconds since 1970 UTC, at midnight. */
  readonly date: Float64Array;
  readonly amount: Float64Array;
}

/** Orders in no order, over two years: customers and days uniform, amounts gamma, in cents. */
export function simulateOrderData(orders: number, customers: number, seed = 1): OrderData {
  const random = createRandom(seed);
  const customer = new Int32Array(orders);
  const date = new Float64Array(orders);
  const amount = new Float64Array(orders);
  for (let row = 0; row < orders; row++) {
    customer[row] = random.integer(customers);
    date[row] = (18_000 + random.integer(730)) * 86_400_000;
    amount[row] = (1 + Math.round(random.gamma(2) * 2000)) / 100;
  }
  return { customer, date, amount };
}
