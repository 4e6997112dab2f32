import { negativeBinomial, negativeBinomialAbove } from "../../numeric/index.js";
import type { ErlangStages } from "./erlang-stages.js";
import { leaveAfterPurchases } from "./leave-after-purchases.js";

/**
 * Visits every number n of stages that may be done within the horizon, with its probability, for a λ of the given
 * shape. Leaves out what together is below 1e-17.
 */
function overStages(shape: number, tau: number, visit: (n: number, probability: number) => void): void {
  const z = tau / (1 + tau);
  let log = -shape * Math.log1p(tau);
  let n = 0;
  for (; log < -690; n++) log += Math.log(((shape + n) / (n + 1)) * z);
  let probability = Math.exp(log);
  const negligible = 1e-18 / (1 + tau);
  while (true) {
    visit(n, probability);
    if (n > shape * tau && probability < negligible) return;
    probability *= ((shape + n) / (n + 1)) * z;
    n++;
  }
}

/**
 * Expected purchases: every k-th stage is one, as long as the customer stays: Σₙ P(n) Σ_{i < ⌊(j+n)/k⌋} (b)ᵢ/(a+b)ᵢ
 * over the stages j done so far.
 */
export function cnbdExpected(mixture: ErlangStages, stages: number, tau: number, a: number, b: number): number {
  let total = 0;
  for (let j = 0; j < stages; j++) {
    let due = j;
    let purchases = 0;
    let kept = 1;
    let made = 0;
    let next = 0;
    let sum = 0;
    overStages(mixture.shapes[j]!, tau, (n, probability) => {
      for (; next < n; next++) due++;
      while (due >= stages) {
        due -= stages;
        made += kept;
        kept *= (b + purchases) / (a + b + purchases);
        purchases++;
      }
      sum += probability * made;
    });
    total += mixture.weights[j]! * sum;
  }
  return total;
}

/** The probability of not having left after the purchases of the horizon. */
export function cnbdStays(mixture: ErlangStages, stages: number, tau: number, a: number, b: number): number {
  let total = 0;
  for (let j = 0; j < stages; j++) {
    let due = j;
    let purchases = 0;
    let kept = 1;
    let next = 0;
    let sum = 0;
    overStages(mixture.shapes[j]!, tau, (n, probability) => {
      for (; next < n; next++) due++;
      while (due >= stages) {
        due -= stages;
        kept *= (b + purchases) / (a + b + purchases);
        purchases++;
      }
      sum += probability * kept;
    });
    total += mixture.weights[j]! * sum;
  }
  return Math.min(total, 1);
}

/** P(0), …, P(max) purchases. */
export function cnbdCounts(
  mixture: ErlangStages,
  stages: number,
  tau: number,
  a: number,
  b: number,
  max: number,
  out: Float64Array,
  offset: number,
): void {
  const events = out.subarray(offset, offset + max + 1);
  events.fill(0);
  const longest = stages * (max + 1) - 1;
  const byStage = new Float64Array(longest + 1);
  let above = 0;
  for (let j = 0; j < stages; j++) {
    const weight = mixture.weights[j]!;
    negativeBinomial(mixture.shapes[j]!, tau, longest - j, byStage);
    for (let n = 0; n <= longest - j; n++) events[Math.floor((j + n) / stages)]! += weight * byStage[n]!;
    above += weight * negativeBinomialAbove(mixture.shapes[j]!, tau, longest - j);
  }
  leaveAfterPurchases(events, above, a, b);
}
