/**
 * What a model of purchases says about one customer, given its parameters. `x` is the frequency, `last` the recency,
 * `age` the age; times count in the model's unit. All but `alive` are about a customer who is still there at `age`; for
 * them the past is forgotten but for the frequency, the age and, in models of regular purchases, the recency. A new
 * customer has x = last = age = 0 and may have left at once: `alive(0, 0, 0)`.
 */
export interface PurchaseProcess {
  /** Time counts in whole opportunities. */
  readonly discrete: boolean;
  /** Whether the future of an active customer depends on `last`. */
  readonly usesRecency: boolean;
  /**
   * Above 0 when the future of an active customer does not depend on `last` and is costly, but smooth in the logarithm
   * of ageScale + age, analytic for ages in the right half of the complex plane; 0 otherwise.
   */
  readonly ageScale: number;
  /** The probability of being still there. */
  alive(x: number, last: number, age: number): number;
  /** The same for many customers, where that can be done faster than one by one, or from memory. */
  aliveOfAll?(frequency: Float64Array, recency: Float64Array, age: Float64Array, result: Float64Array): void;
  /** The probability of still being there `after` later. */
  stays(x: number, last: number, age: number, after: number): number;
  /** Expected purchases within the horizon. */
  expected(x: number, last: number, age: number, horizon: number): number;
  /** Writes P(0), …, P(max) purchases within the horizon to `out` from `offset`. */
  counts(x: number, last: number, age: number, horizon: number, max: number, out: Float64Array, offset: number): void;
  /**
   * Expected purchases within the horizon (may be Infinity), a purchase after t counting e^(−force·t). `force` is above
   * 0 when the horizon is infinite.
   */
  discounted(x: number, last: number, age: number, force: number, horizon: number): number;
}
