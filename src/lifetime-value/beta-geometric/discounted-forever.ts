import { logGamma } from "../../numeric/index.js";
import type { BetaAverage } from "./beta-average.js";
import type { ErlangStages } from "./erlang-stages.js";

/**
 * Expected purchases without end, each after t counting e^(−δt), of an active customer with k stages a purchase. Given
 * λ and p, with ρ = λ/(λ+δ) the discount of one stage and j stages done, the purchases are worth ρ^(k−j) + (1−p)
 * ρ^(2k−j) + … = ρ^(k−j)/(1 − (1−p)ρᵏ). For one stage this is λ/(δ + λp). Averaged over λ by the trapezoidal rule in ln
 * λ and over p.
 *
 * @param rate - the rate parameter of λ's gamma distribution
 */
export function discountedForever(
  done: ErlangStages,
  rate: number,
  { p, weights }: BetaAverage,
  force: number,
): number {
  const stages = done.weights.length;
  let total = 0;
  for (let j = 0; j < stages; j++) {
    const shape = done.shapes[j]!;
    const step = Math.min(0.25, 0.6 / Math.sqrt(shape + 1));
    const peak = Math.log(shape + 1);
    const norm = logGamma(shape) - shape * peak;
    const left = stages - j;
    const valueAt = (y: number): number => {
      const lambda = Math.exp(y) / rate;
      const stage = lambda / (lambda + force);
      const cycle = stage ** stages;
      // 1 − (1−p)ρᵏ = (1 − ρᵏ) + pρᵏ, which keeps its digits.
      const gap = -Math.expm1(stages * Math.log1p(-force / (lambda + force)));
      let average = 0;
      for (let i = 0; i < p.length; i++) average += weights[i]! / (gap + p[i]! * cycle);
      return Math.exp(shape * (y - peak) - Math.exp(y) - norm) * stage ** left * average;
    };
    let sum = 0;
    for (let y = peak, value = 1; value > 1e-17 * sum; y += step) sum += value = valueAt(y);
    for (let y = peak - step, value = 1; value > 1e-17 * sum; y -= step) sum += value = valueAt(y);
    total += done.weights[j]! * sum * step;
  }
  return total;
}
