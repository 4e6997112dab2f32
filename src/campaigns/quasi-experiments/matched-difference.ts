import { sortedOrder, studentTQuantile, studentTTwoSided } from "../../numeric/index.js";
import type { MeanContrast } from "../experiments/contrast-of-means.js";
import type { Match } from "./nearest-controls.js";

/** Scores of which equal ones are exactly equal. */
interface JoinedScores {
  readonly score: Float64Array;
  /** Distances between them that differ by no more are equal. */
  readonly tolerance: number;
}

/**
 * The mean of the treated less their controls, τ = Σ dᵢ / n, with Abadie and Imbens' (2006, theorem 7) standard error:
 * √(Σ (dᵢ − τ)² / (n (n − 1)) + Σ (Kⱼ² − K′ⱼ) σ²ⱼ / n²), K the sum of the parts 1/mᵢ with which control j serves and
 * K′ the sum of their squares. Where no control serves twice the second sum is 0, and it is the test of paired
 * differences. σ²ⱼ is m / (m + 1) times the squared difference between a control and the mean of the m other controls
 * with the nearest score, all that are equally near.
 */
export function matchedDifference(
  matches: readonly Match[],
  outcome: Float64Array,
  treated: Float64Array,
  { score, tolerance }: JoinedScores,
  level: number,
): MeanContrast {
  const n = matches.length;
  const differences = matches.map(
    ({ treated, controls }) =>
      outcome[treated]! - controls.reduce((sum, row) => sum + outcome[row]!, 0) / controls.length,
  );
  const estimate = differences.reduce((sum, difference) => sum + difference, 0) / n;
  if (n < 2) {
    return { estimate, standardError: Number.NaN, lower: Number.NaN, upper: Number.NaN, pValue: Number.NaN };
  }
  const squares = differences.reduce((sum, difference) => sum + (difference - estimate) ** 2, 0);
  const variance = squares / (n * (n - 1)) + reuseVariance(matches, outcome, treated, { score, tolerance }) / n ** 2;
  const standardError = Math.sqrt(variance);
  if (standardError === 0) {
    return { estimate, standardError, lower: estimate, upper: estimate, pValue: estimate === 0 ? 1 : 0 };
  }
  const reach = standardError * studentTQuantile((1 + level) / 2, n - 1);
  return {
    estimate,
    standardError,
    lower: estimate - reach,
    upper: estimate + reach,
    pValue: studentTTwoSided(estimate / standardError, n - 1),
  };
}

/** Σ (Kⱼ² − K′ⱼ) σ²ⱼ over the controls. */
function reuseVariance(
  matches: readonly Match[],
  outcome: Float64Array,
  treated: Float64Array,
  { score, tolerance }: JoinedScores,
): number {
  const parts = new Float64Array(outcome.length);
  const squares = new Float64Array(outcome.length);
  for (const { controls } of matches) {
    for (const row of controls) {
      parts[row]! += 1 / controls.length;
      squares[row]! += 1 / controls.length ** 2;
    }
  }
  const variance = nearVariance(score, outcome, treated, tolerance);
  let sum = 0;
  for (let row = 0; row < outcome.length; row++) {
    const factor = parts[row]! ** 2 - squares[row]!;
    if (factor > 0) sum += factor * variance(row);
  }
  return sum;
}

/** σ²ⱼ of a control by its row; 0 for a single control. */
function nearVariance(
  score: Float64Array,
  outcome: Float64Array,
  treated: Float64Array,
  tolerance: number,
): (row: number) => number {
  const levels: { readonly score: number; count: number; sum: number }[] = [];
  const levelOf = new Int32Array(score.length);
  for (const row of sortedOrder(score)) {
    if (treated[row] !== 0) continue;
    if (levels.at(-1)?.score !== score[row]) levels.push({ score: score[row]!, count: 0, sum: 0 });
    const level = levels.at(-1)!;
    level.count++;
    level.sum += outcome[row]!;
    levelOf[row] = levels.length - 1;
  }
  return (row) => {
    const place = levelOf[row]!;
    const own = levels[place]!;
    let [count, sum] = [own.count - 1, own.sum - outcome[row]!];
    if (count === 0) {
      const beside = [levels[place - 1], levels[place + 1]].filter((level) => level !== undefined);
      const nearest = Math.min(...beside.map((level) => Math.abs(level.score - own.score)));
      const near = beside.filter((level) => Math.abs(level.score - own.score) <= nearest + tolerance);
      count = near.reduce((total, level) => total + level.count, 0);
      sum = near.reduce((total, level) => total + level.sum, 0);
    }
    return count === 0 ? 0 : (count / (count + 1)) * (outcome[row]! - sum / count) ** 2;
  };
}
