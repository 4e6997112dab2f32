import { finiteOrNull } from "../../errors/index.js";
import type { MeanContrast } from "../experiments/contrast-of-means.js";

/** An estimate with its uncertainty; null, with a warning, where a group of one has none. */
export interface EstimatedChange {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Two-sided, that it is 0. */
  readonly pValue: number | null;
}

/** A contrast for a result. */
export function estimatedChange({ estimate, standardError, lower, upper, pValue }: MeanContrast): EstimatedChange {
  return Object.freeze({
    estimate,
    standardError: finiteOrNull(standardError),
    lower: finiteOrNull(lower),
    upper: finiteOrNull(upper),
    pValue: finiteOrNull(pValue),
  });
}

/** A contrast in words. */
export function showChange({ estimate, lower, upper }: MeanContrast): string {
  const show = (value: number): string => String(Number(value.toPrecision(4)));
  if (Number.isNaN(lower)) return `${show(estimate)} (no interval: a group of one)`;
  return `${show(estimate)} (${show(lower)} to ${show(upper)})`;
}
