/**
 * How far an active customer is on the way to the next purchase: with probability `weights[j]`, j stages are done and λ
 * has shape `shapes[j]`.
 */
export interface ErlangStages {
  readonly weights: Float64Array;
  readonly shapes: Float64Array;
}

/** P(j stages since the last purchase) ∝ (n)ⱼ/j! uʲ, where n = r + k·x and u = (T−t)/(α+T), for j = 0, …, k − 1. */
export function erlangStages(n: number, u: number, stages: number): ErlangStages {
  const weights = new Float64Array(stages);
  const shapes = new Float64Array(stages);
  let term = 1;
  let sum = 0;
  for (let j = 0; j < stages; j++) {
    if (j > 0) term *= ((n + j - 1) / j) * u;
    weights[j] = term;
    shapes[j] = n + j;
    sum += term;
  }
  for (let j = 0; j < stages; j++) weights[j]! /= sum;
  return { weights, shapes };
}
