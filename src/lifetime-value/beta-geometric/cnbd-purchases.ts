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
 * Averages something of the purchases that come of the stages within the horizon: of the number expected to be made, Σ
 * (b)ᵢ/(a+b)ᵢ over the purchases i that are due, and of the probability of still being active after them.
 */
function averageOverPurchases(
  done: ErlangStages,
  tau: number,
  a: number,
  b: number,
  worth: (made: number, kept: number) => number,
): number {
  const stages = done.weights.length;
  let total = 0;
  for (let j = 0; j < stages; j++) {
    let due = j;
    let purchases = 0;
    let kept = 1;
    let made = 0;
    let next = 0;
    let sum = 0;
    overStages(done.shapes[j]!, tau, (n, probability) => {
      for (; next < n; next++) due++;
      while (due >= stages) {
        due -= stages;
        made += kept;
        kept *= (b + purchases) / (a + b + purchases);
        purchases++;
      }
      sum += probability * worth(made, kept);
    });
    total += done.weights[j]! * sum;
  }
  return total;
}

/**
 * Expected purchases: every k-th stage is one, as long as the customer stays: Σₙ P(n) Σ_{i < ⌊(j+n)/k⌋} (b)ᵢ/(a+b)ᵢ
 * over the stages j done so far.
 */
export function cnbdExpected(done: ErlangStages, tau: number, a: number, b: number): number {
  return averageOverPurchases(done, tau, a, b, (made) => made);
}

/** The probability of not having left after the purchases of the horizon. */
export function cnbdStays(done: ErlangStages, tau: number, a: number, b: number): number {
  return Math.min(
    averageOverPurchases(done, tau, a, b, (_made, kept) => kept),
    1,
  );
}

/** Fills `out` with P(0), P(1), … purchases. */
export function cnbdCounts(done: ErlangStages, tau: number, a: number, b: number, out: Float64Array): void {
  const stages = done.weights.length;
  const max = out.length - 1;
  out.fill(0);
  const longest = stages * (max + 1) - 1;
  const byStage = new Float64Array(longest + 1);
  let above = 0;
  for (let j = 0; j < stages; j++) {
    const weight = done.weights[j]!;
    negativeBinomial(done.shapes[j]!, tau, longest - j, byStage);
    for (let n = 0; n <= longest - j; n++) out[Math.floor((j + n) / stages)]! += weight * byStage[n]!;
    above += weight * negativeBinomialAbove(done.shapes[j]!, tau, longest - j);
  }
  leaveAfterPurchases(out, above, a, b);
}
