import { studentTQuantile, studentTTwoSided } from "../../numeric/index.js";

/** What is needed of the values of a group. */
export interface MeanOfGroup {
  readonly n: number;
  readonly mean: number;
  /** With n − 1; NaN below two values. */
  readonly variance: number;
}

/** A group with the factor that its mean enters with. */
export interface WeightedGroup extends MeanOfGroup {
  readonly factor: number;
}

/** A sum of means with its uncertainty; all but the estimate is NaN where a variance is not known. */
export interface MeanContrast {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** Two-sided, that it is 0. */
  readonly pValue: number;
}

/**
 * Σ cᵢ · mean i of independent groups, with the interval and test of Welch (1947) and Satterthwaite (1946): standard
 * error √(Σ cᵢ² sᵢ² / nᵢ), Student's t with (Σ vᵢ)² / Σ (vᵢ² / (nᵢ − 1)) degrees of freedom, vᵢ = cᵢ² sᵢ² / nᵢ.
 */
export function contrastOfMeans(groups: readonly WeightedGroup[], level: number): MeanContrast {
  const estimate = groups.reduce((sum, { factor, mean }) => sum + factor * mean, 0);
  const parts = groups.map(({ factor, variance, n }) => (factor ** 2 * variance) / n);
  const variance = parts.reduce((sum, part) => sum + part, 0);
  const none = { standardError: Number.NaN, lower: Number.NaN, upper: Number.NaN, pValue: Number.NaN };
  if (!groups.every(({ n }) => n >= 2) || Number.isNaN(variance)) return { estimate, ...none };
  const standardError = Math.sqrt(variance);
  if (standardError === 0) {
    return { estimate, standardError, lower: estimate, upper: estimate, pValue: estimate === 0 ? 1 : 0 };
  }
  const degrees = 1 / parts.reduce((sum, part, i) => sum + (part / variance) ** 2 / (groups[i]!.n - 1), 0);
  const reach = standardError * studentTQuantile((1 + level) / 2, degrees);
  return {
    estimate,
    standardError,
    lower: estimate - reach,
    upper: estimate + reach,
    pValue: studentTTwoSided(estimate / standardError, degrees),
  };
}

/** Size, mean and variance of values that count so often [once]; NaN is left out. */
export function meanOfGroup(values: ArrayLike<number>, counts?: ArrayLike<number>): MeanOfGroup {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const count = counts === undefined ? 1 : counts[i]!;
    if (Number.isNaN(values[i]!) || count === 0) continue;
    n += count;
    sum += count * values[i]!;
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const count = counts === undefined ? 1 : counts[i]!;
    if (Number.isNaN(values[i]!) || count === 0) continue;
    squares += count * (values[i]! - mean) ** 2;
  }
  return { n, mean, variance: n < 2 ? Number.NaN : squares / (n - 1) };
}
