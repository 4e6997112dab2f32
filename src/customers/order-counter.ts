import { roundingShare } from "./rounding-share.js";

/** Counts the distinct orders of a customer whose amount is not negative. */
export class OrderCounter {
  readonly #seenBy: Int32Array;
  readonly #net: Float64Array;
  readonly #gross: Float64Array;

  /** @param orders - how many order codes there are; the memory serves one customer after another */
  constructor(orders: number) {
    this.#seenBy = new Int32Array(orders).fill(-1);
    this.#net = new Float64Array(orders);
    this.#gross = new Float64Array(orders);
  }

  /** The orders among the rows `from` to `to − 1`, which are one customer's. */
  count(
    codes: Int32Array,
    spend: Float64Array | null,
    from: number,
    to: number,
    customer: number,
    nettingRefunds: boolean,
  ): number {
    const seenBy = this.#seenBy;
    const net = this.#net;
    const gross = this.#gross;
    let distinct = 0;
    for (let i = from; i < to; i++) {
      const order = codes[i]!;
      if (seenBy[order] !== customer) {
        seenBy[order] = customer;
        net[order] = 0;
        gross[order] = 0;
        distinct++;
      }
      if (spend !== null) {
        net[order]! += spend[i]!;
        gross[order]! += Math.abs(spend[i]!);
      }
    }
    if (!nettingRefunds || spend === null) return distinct;
    for (let i = from; i < to; i++) {
      const order = codes[i]!;
      if (net[order]! < -roundingShare * gross[order]!) {
        distinct--;
        net[order] = 0;
      }
    }
    return distinct;
  }
}
