/**
 * What a model of purchases says about one customer, given its parameters. `x` is the frequency, `last` the recency,
 * `age` the age; times count in the model's unit. All but `alive` are about a customer who is still active at `age`:
 * what comes next depends on the frequency, the age and, in models of regular purchases, the recency. A new customer
 * has x = last = age = 0 and may have left at once: `alive(0, 0, 0)`.
 */
export interface PurchaseProcess {
  /** Whether the future of an active customer depends on `last`. */
  readonly usesRecency: boolean;
  /**
   * How long before the first purchase lies the nearest singularity of expected purchases as an analytic function of
   * age and horizon (α, or the smaller of α and β); null where time is discrete.
   */
  readonly singularity: number | null;
  /**
   * Whether expectations are costly and do not depend on `last`, so that many customers are better served by
   * interpolation in the logarithm of (singularity + age).
   */
  readonly interpolates: boolean;
  /** The probability of being active. */
  alive(x: number, last: number, age: number): number;
  /** The same for many customers, where that is faster than one by one. */
  aliveOfAll?(frequency: Float64Array, recency: Float64Array, age: Float64Array, result: Float64Array): void;
  /** The probability of still being active `after` later. */
  stays(x: number, last: number, age: number, after: number): number;
  /** Expected purchases within the horizon. */
  expected(x: number, last: number, age: number, horizon: number): number;
  /** Fills `out` with P(0), P(1), … purchases within the horizon. */
  counts(x: number, last: number, age: number, horizon: number, out: Float64Array): void;
  /**
   * Expected purchases within the horizon (may be Infinity), a purchase after t counting e^(−force·t). `force` is above
   * 0 when the horizon is infinite.
   */
  discounted(x: number, last: number, age: number, force: number, horizon: number): number;
}
