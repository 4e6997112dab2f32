import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";

/** What a rise of retention is about. All rates hold for one period, such as a year. */
export interface RetentionEconomicsOptions {
  /** The share of customers who stay from one period to the next. */
  readonly retention: number;
  /** The effective discount rate a period, as a share. */
  readonly discountRate: number;
  /** The rise: `{ points: 0.05 }` is from 85 % to 90 %, `{ percent: 0.05 }` from 85 % to 89.25 %. */
  readonly gain: { readonly points: number } | { readonly percent: number };
}

/** What a rise of retention is worth. */
export interface RetentionEconomics {
  /** By which share the value of a customer rises: 0.25 is 25 %. */
  readonly uplift: number;
  /** Retention afterwards. */
  readonly retention: number;
  /** The rise in points of retention. */
  readonly points: number;
  /** Periods, discounted, that a customer of margin 1 a period is worth, before and after: 1 / (1 + d − r). */
  readonly multipleBefore: number;
  readonly multipleAfter: number;
}

/**
 * What is more retention worth? A customer who stays with probability r and brings a constant margin is worth
 * m / (1 + d − r), the first margin at the end of the period; a rise of r by g raises that by g / (1 + d − r − g).
 *
 * The well-known "5 points more retention raise profit by 25 to 85 %" is this formula at some r and d; put in your own.
 *
 * Errors: `invalid-option`; `out-of-range` where the retention afterwards is above 1, or 1 without discounting.
 *
 * Source: Gupta and Lehmann (2003), "Customers as assets".
 *
 * @example
 * ```ts
 * retentionEconomics({ retention: 0.85, discountRate: 0.1, gain: { points: 0.05 } }).uplift; // 0.25
 * ```
 */
export function retentionEconomics(options: RetentionEconomicsOptions): RetentionEconomics {
  const caller = "retentionEconomics";
  knownOptions(caller, options, ["retention", "discountRate", "gain"]);
  const before = numberOption(caller, "retention", options.retention, { min: 0, max: 1 });
  const discount = numberOption(caller, "discountRate", options.discountRate, { min: 0 });
  const points = pointsOf(caller, before, options.gain);
  const after = before + points;
  if (after > 1 || after < 0 || discount + 1 - after <= 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, value: options.gain },
      `a retention of ${before} and a gain of ${Number(points.toPrecision(6))} make ${Number(after.toPrecision(6))}: ` +
        (after === 1
          ? "without discounting a customer who never leaves is worth more than any number"
          : "a retention lies between 0 and 1"),
    );
  }
  return Object.freeze({
    uplift: points / (1 + discount - before - points),
    retention: after,
    points,
    multipleBefore: 1 / (1 + discount - before),
    multipleAfter: 1 / (1 + discount - after),
  });
}

function pointsOf(caller: string, retention: number, gain: RetentionEconomicsOptions["gain"]): number {
  const forms = typeof gain === "object" && gain !== null ? Object.keys(gain) : [];
  if (forms.length === 1 && "points" in gain)
    return numberOption(caller, "gain.points", gain.points, { min: -1, max: 1 });
  if (forms.length === 1 && "percent" in gain) {
    return retention * numberOption(caller, "gain.percent", gain.percent, { min: -1 });
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: gain },
    `option "gain" must be { points: 0.05 } or { percent: 0.05 }, got ${showValue(gain)}`,
  );
}
