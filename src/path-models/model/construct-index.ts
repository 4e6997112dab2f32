/** A weight that is negative by no more than this is zero in rounding. */
const roundingAllowed = 1e-12;

/** Why a construct has no index. */
export type IndexProblem = "noScale" | "negativeWeight" | "noWeights";

/** An item's part in an index, in the units of the answers. */
export interface IndexPart {
  /** Weight in the score of standardized items. */
  readonly weight: number;
  readonly mean: number;
  readonly deviation: number;
  /** Lowest and highest possible answer; NaN where no scale is known. */
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * The index of a construct from 0 to 100 (Fornell, Johnson, Anderson, Cha and Bryant 1996, p. 10):
 *
 * 100 · (E[ξ] − min ξ) / (max ξ − min ξ) = 100 · Σ w_i (x̄_i − min_i) / Σ w_i (max_i − min_i), with unstandardized
 * weights w_i = weight_i / sd_i.
 *
 * A negative weight would let a better answer lower the index, so there is none then.
 */
export function constructIndex(parts: readonly IndexPart[]): number | IndexProblem {
  let sum = 0;
  let range = 0;
  for (const { weight, mean, deviation, minimum, maximum } of parts) {
    if (Number.isNaN(minimum)) return "noScale";
    if (Number.isNaN(weight)) return "noWeights";
    if (weight < -roundingAllowed) return "negativeWeight";
    const raw = weight / deviation;
    sum += raw * (mean - minimum);
    range += raw * (maximum - minimum);
  }
  return range > 0 ? (100 * sum) / range : "noWeights";
}

/**
 * Standard deviation of the index among respondents, in points, from the variance of the score of standardized items;
 * NaN where there is no index.
 */
export function indexSpread(parts: readonly IndexPart[], scoreVariance: number): number {
  let range = 0;
  for (const { weight, deviation, minimum, maximum } of parts) {
    if (isNegative(weight)) return Number.NaN;
    range += (weight / deviation) * (maximum - minimum);
  }
  return (100 * Math.sqrt(scoreVariance)) / range;
}

/** Whether a weight stands in the way of an index. */
export function isNegative(weight: number): boolean {
  return weight < -roundingAllowed;
}
