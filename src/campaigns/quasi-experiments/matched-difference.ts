import { sortedOrder, studentTQuantile, studentTTwoSided } from "../../numeric/index.js";
import type { MeanContrast } from "../experiments/contrast-of-means.js";
import type { Match } from "./nearest-controls.js";

/**
 * The mean of the treated less their controls, τ = Σ dᵢ / n, with Abadie and Imbens' (2006, theorem 7) standard error:
 * √(Σ (dᵢ − τ)² / (n (n − 1)) + Σ (Kⱼ² − K′ⱼ) σ²ⱼ / n²), K the sum of the parts 1/mᵢ with which control j serves and
 * K′ the sum of their squares. Where no control serves twice the second sum is 0, and it is the test of paired
 * differences. σ²ⱼ is half the squared difference between a control and the control with the nearest score.
 */
export function matchedDifference(
  matches: readonly Match[],
  outcome: Float64Array,
  treated: Float64Array,
  score: Float64Array,
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
  const variance = squares / (n * (n - 1)) + reuseVariance(matches, outcome, treated, score) / n ** 2;
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
  score: Float64Array,
): number {
  const parts = new Float64Array(outcome.length);
  const squares = new Float64Array(outcome.length);
  for (const { controls } of matches) {
    for (const row of controls) {
      parts[row]! += 1 / controls.length;
      squares[row]! += 1 / controls.length ** 2;
    }
  }
  const controls = sortedOrder(score).filter((row) => treated[row] === 0);
  let sum = 0;
  controls.forEach((row, place) => {
    const factor = parts[row]! ** 2 - squares[row]!;
    if (factor <= 0) return;
    const neighbors = [controls[place - 1], controls[place + 1]].filter((other) => other !== undefined);
    const nearest = neighbors.sort((a, b) => Math.abs(score[a]! - score[row]!) - Math.abs(score[b]! - score[row]!))[0];
    if (nearest !== undefined) sum += (factor * (outcome[row]! - outcome[nearest]!) ** 2) / 2;
  });
  return sum;
}
