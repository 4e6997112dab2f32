import { sum } from "../../numeric/index.js";
import type { RankedValues } from "./ranked-values.js";

/** Sums below that have lost digits of their mean. */
const tiny = 1e-290;

/** Measures of concentration of values none of which is negative, and not all zero. */
export interface Concentration {
  readonly gini: number;
  readonly hhi: number;
  readonly theil: number;
}

/**
 * Gini G = 2 Σ i x₍ᵢ₎ / (n Σ x) − (n + 1)/n with x ascending, the population formula; Herfindahl–Hirschman Σ (x / Σ
 * x)²; Theil's T, the mean of (x/μ) ln(x/μ) (Cowell 2011, Measuring Inequality).
 */
export function concentration({ descending, cumulative, total }: RankedValues): Concentration {
  const n = descending.length;
  const mean = total / n;
  const squares = new Float64Array(n);
  const entropies = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const value = Math.max(0, descending[i]!);
    squares[i] = (value / total) ** 2;
    // Of the smallest numbers of all, the mean is no longer exact.
    const ratio = total < tiny ? (value * n) / total : value / mean;
    // x ln x tends to 0; a ratio may be too small to be held.
    entropies[i] = ratio === 0 ? 0 : ratio * Math.log(ratio);
  }
  // Each running sum holds every larger value once, so their sum is Σ i x₍ᵢ₎.
  const gini = (2 * sum(cumulative)) / (n * total) - (n + 1) / n;
  return { gini: Math.max(0, gini), hhi: sum(squares), theil: Math.max(0, sum(entropies) / n) };
}
