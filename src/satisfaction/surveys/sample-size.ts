import { ClienteleError, finiteFigures, knownOptions, levelOption, numberOption } from "../../errors/index.js";
import { normalQuantile } from "../../numeric/index.js";

/** What a survey is to reach. */
export interface SampleSizeOptions {
  /** Half the width of the interval of a share, e.g. `0.05` for ± 5 points. */
  readonly margin: number;
  /** How many customers there are; without it the population counts as infinite. */
  readonly population?: number;
  /** The level of the interval [0.95]. */
  readonly confidence?: number;
  /** The normal quantile itself, in place of `confidence`; Krejcie and Morgan's table has `Math.sqrt(3.841)`. */
  readonly z?: number;
  /** The share expected [0.5, the one that needs most answers]. */
  readonly proportion?: number;
  /** By how much the sampling design inflates the variance of a simple random sample [1]. */
  readonly designEffect?: number;
  /** The share of those asked who answer [1]. */
  readonly responseRate?: number;
}

/** How many answers a survey needs. */
export interface SampleSize {
  /** The formula's value, not rounded. */
  readonly exact: number;
  /** Answers needed: `exact` rounded up. */
  readonly recommended: number;
  /** Customers to ask, given the response rate; never more than there are. */
  readonly invitations: number;
  /** Whether the population is large enough for that many answers at that response rate. */
  readonly attainable: boolean;
}

/**
 * How many customers must answer for a share to be known within a margin?
 *
 * n₀ = z² p (1 − p) / margin² (Cochran 1977, eq. 4.1), times the design effect; n = n₀ / (1 + (n₀ − 1) / N) for a
 * population of N (eq. 4.2). With z = √3.841 this is the table of Krejcie and Morgan (1970), which rounds to the
 * nearest.
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * surveySampleSize({ margin: 0.05 }).recommended; // 385
 * surveySampleSize({ margin: 0.05, population: 500 }).recommended; // 218
 * ```
 */
export function surveySampleSize(options: SampleSizeOptions): SampleSize {
  const caller = "surveySampleSize";
  knownOptions(caller, options, [
    "population",
    "margin",
    "confidence",
    "z",
    "proportion",
    "designEffect",
    "responseRate",
  ]);
  const margin = numberOption(caller, "margin", options.margin, { min: 0, max: 1, exclusive: true });
  const proportion = numberOption(caller, "proportion", options.proportion ?? 0.5, { min: 0, max: 1, exclusive: true });
  const designEffect = numberOption(caller, "designEffect", options.designEffect ?? 1, { min: 0, exclusive: true });
  const responseRate = numberOption(caller, "responseRate", options.responseRate ?? 1, { min: 0, max: 1 });
  if (responseRate === 0) {
    throw new ClienteleError("invalid-option", { function: caller, value: 0 }, 'option "responseRate" must be above 0');
  }
  const z = quantileOf(caller, options);
  const infinite = ((z * z * proportion * (1 - proportion)) / (margin * margin)) * designEffect;
  const population =
    options.population === undefined
      ? Number.POSITIVE_INFINITY
      : numberOption(caller, "population", options.population, { min: 1, integer: true });
  const exact = infinite / (1 + (infinite - 1) / population);
  const recommended = Math.max(1, roundUp(exact));
  const needed = roundUp(recommended / responseRate);
  const invitations = Math.min(needed, population);
  return finiteFigures(caller, { exact, recommended, invitations, attainable: needed <= population });
}

function quantileOf(caller: string, options: SampleSizeOptions): number {
  if (options.z === undefined) {
    const confidence = levelOption(caller, "confidence", options.confidence);
    return normalQuantile((1 + confidence) / 2);
  }
  if (options.confidence !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.z },
      'give either "confidence" or "z", not both',
    );
  }
  return numberOption(caller, "z", options.z, { min: 0, exclusive: true });
}

/** Rounded up, but for what is only rounding error of the arithmetic above a whole number. */
function roundUp(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) <= 1e-9 * nearest ? nearest : Math.ceil(value);
}
