import { normalQuantile } from "../../numeric/index.js";
import type { ScoreGroups } from "./score-order.js";

/** How well scores put positives before negatives. */
export interface RankingQuality {
  readonly auc: number;
  readonly aucInterval: readonly [number, number];
  readonly averagePrecision: number;
  readonly ks: number;
}

/**
 * Area under the ROC curve with DeLong's interval, average precision Σ (recall_i − recall_{i−1}) · precision_i, and the
 * Kolmogorov-Smirnov distance max |TPR − FPR|; equal scores count as one threshold.
 *
 * Source: DeLong, DeLong and Clarke-Pearson (1988); Sun and Xu (2014) for the placements by ranks.
 */
export function rankingQuality({ positives, negatives }: ScoreGroups, level: number): RankingQuality {
  const m = total(positives);
  const n = total(negatives);
  let positivesAbove = 0;
  let negativesAbove = 0;
  let area = 0;
  let averagePrecision = 0;
  let ks = 0;
  for (let group = 0; group < positives.length; group++) {
    const p = positives[group]!;
    const q = negatives[group]!;
    // A positive stands above every negative that is still to come, and above half of those with its own score.
    area += p * (n - negativesAbove - q + q / 2);
    positivesAbove += p;
    negativesAbove += q;
    if (positivesAbove + negativesAbove > 0) {
      averagePrecision += (p / m) * (positivesAbove / (positivesAbove + negativesAbove));
    }
    ks = Math.max(ks, Math.abs(positivesAbove / m - negativesAbove / n));
  }
  const auc = area / (m * n);
  return { auc, aucInterval: delongInterval(positives, negatives, m, n, auc, level), averagePrecision, ks };
}

/**
 * auc ± z · √(S₁₀ / m + S₀₁ / n), cut at 0 and 1, from the variances of the placements of positives and of negatives.
 */
function delongInterval(
  positives: Float64Array,
  negatives: Float64Array,
  m: number,
  n: number,
  auc: number,
  level: number,
): readonly [number, number] {
  let positivesAbove = 0;
  let negativesAbove = 0;
  let squaresOfPositives = 0;
  let squaresOfNegatives = 0;
  for (let group = 0; group < positives.length; group++) {
    const p = positives[group]!;
    const q = negatives[group]!;
    squaresOfPositives += p * ((n - negativesAbove - q / 2) / n - auc) ** 2;
    squaresOfNegatives += q * ((positivesAbove + p / 2) / m - auc) ** 2;
    positivesAbove += p;
    negativesAbove += q;
  }
  const variance = (m > 1 ? squaresOfPositives / (m - 1) / m : 0) + (n > 1 ? squaresOfNegatives / (n - 1) / n : 0);
  const margin = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  return [Math.max(0, auc - margin), Math.min(1, auc + margin)];
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
