import { negativeBinomial, negativeBinomialAbove } from "../../numeric/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import { aliveInBlocks } from "./alive-in-blocks.js";
import { BetaAverage } from "./beta-average.js";
import type { BetaGeometricVariant } from "./beta-geometric-likelihood.js";
import { cnbdCounts, cnbdExpected, cnbdStays } from "./cnbd-purchases.js";
import { discountedByParts } from "./discounted-by-parts.js";
import { discountedForever } from "./discounted-forever.js";
import { type ErlangStages, erlangStages } from "./erlang-stages.js";
import { leaveAfterPurchases } from "./leave-after-purchases.js";

/**
 * BG/NBD, MBG/NBD and (M)BG/CNBD-k with given parameters r, α, a, b. For an active customer λ is gamma distributed with
 * shape R = r + k·x (+ stages since the last purchase) and rate α+T, and p is beta distributed with a and b + x +
 * immediate, the two independent.
 */
export function betaGeometricProcess(values: Float64Array, variant: BetaGeometricVariant): PurchaseProcess {
  return variant.stages === 1 ? poissonProcess(values, variant.immediate) : erlangProcess(values, variant);
}

/** One stage a purchase: what comes next does not depend on the time since the last purchase. */
function poissonProcess(values: Float64Array, immediate: 0 | 1): PurchaseProcess {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const variant: BetaGeometricVariant = { stages: 1, immediate };
  const averageFor = betaAverages(values, immediate);
  const leavingOdds = leavingOddsOf(values, variant);
  const expected: PurchaseProcess["expected"] = (x, _last, age, horizon) => {
    const tau = horizon / (alpha + age);
    const series = expectedBySeries(r + x, tau, a, b + x + immediate);
    return series >= 0 ? series : expectedByAverage(r + x, tau, averageFor(x));
  };
  return {
    usesRecency: false,
    singularity: alpha,
    interpolates: true,
    alive: (x, last, age) => (x + immediate === 0 ? 1 : 1 / (1 + leavingOdds(x, last, age))),
    aliveOfAll: (frequency, recency, age, result) => aliveInBlocks(values, immediate, frequency, recency, age, result),
    expected,
    stays: (x, _last, age, after) => staysByAverage(r + x, after / (alpha + age), averageFor(x)),
    counts: (x, _last, age, horizon, out) => plainCounts(r + x, horizon / (alpha + age), a, b + x + immediate, out),
    discounted: discountedOver(values, variant, averageFor, expected),
  };
}

/** Several stages a purchase: how many are done depends on the time since the last purchase. */
function erlangProcess(values: Float64Array, variant: BetaGeometricVariant): PurchaseProcess {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  const { stages, immediate } = variant;
  const leavingOdds = leavingOddsOf(values, variant);
  const stagesDone = (x: number, last: number, age: number): ErlangStages =>
    erlangStages(r + stages * x, (age - last) / (alpha + age), stages);
  const expected: PurchaseProcess["expected"] = (x, last, age, horizon) =>
    cnbdExpected(stagesDone(x, last, age), horizon / (alpha + age), a, b + x + immediate);
  return {
    usesRecency: true,
    singularity: alpha,
    interpolates: false,
    alive: (x, last, age) => {
      if (x + immediate === 0) return 1;
      const waiting = stillThere(r + stages * x, (age - last) / (alpha + age), stages);
      return 1 / (1 + leavingOdds(x, last, age) / waiting);
    },
    expected,
    stays: (x, last, age, after) => cnbdStays(stagesDone(x, last, age), after / (alpha + age), a, b + x + immediate),
    counts: (x, last, age, horizon, out) =>
      cnbdCounts(stagesDone(x, last, age), horizon / (alpha + age), a, b + x + immediate, out),
    discounted: discountedOver(values, variant, betaAverages(values, immediate), expected),
  };
}

/** The odds of having left at the last purchase, before the time since then is accounted for. */
function leavingOddsOf(values: Float64Array, { stages, immediate }: BetaGeometricVariant) {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x: number, last: number, age: number): number =>
    (a / (b + (x + immediate - 1))) * Math.exp((r + stages * x) * Math.log1p((age - last) / (alpha + last)));
}

type AverageFor = (x: number) => BetaAverage;

/** Averages over the drop-out probability of customers with x purchases, kept for the next customer with as many. */
function betaAverages(values: Float64Array, immediate: 0 | 1): AverageFor {
  const [a, b] = [values[2]!, values[3]!];
  const averages = new Map<number, BetaAverage>();
  return (x) => {
    let average = averages.get(x);
    if (average === undefined) {
      if (averages.size > 500) averages.clear();
      average = new BetaAverage(a, b + x + immediate);
      averages.set(x, average);
    }
    return average;
  };
}

function discountedOver(
  values: Float64Array,
  { stages }: BetaGeometricVariant,
  averageFor: AverageFor,
  expected: PurchaseProcess["expected"],
): PurchaseProcess["discounted"] {
  const [r, alpha] = [values[0]!, values[1]!];
  return (x, last, age, force, horizon) => {
    if (horizon !== Number.POSITIVE_INFINITY) {
      return discountedByParts((u) => expected(x, last, age, u), alpha + age, force, horizon);
    }
    const done = erlangStages(r + stages * x, (age - last) / (alpha + age), stages);
    return discountedForever(done, alpha + age, averageFor(x), force);
  };
}

/** S₂ of the likelihood: Σ_{j<k} (n)ⱼ/j! uʲ. */
function stillThere(n: number, u: number, stages: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 1; j < stages; j++) {
    term *= ((n + j - 1) / j) * u;
    sum += term;
  }
  return sum;
}

const longestSeries = 1500;

/**
 * Σ_{i≥0} P(N > i) (b)ᵢ/(a+b)ᵢ: the (i+1)-th purchase needs more than i events of the purchase process N, and that none
 * of the i purchases before was the last. N is negative binomial, so the terms come from two recurrences; all are
 * positive and nothing cancels, where the closed form (Fader, Hardie & Lee 2005, equation 10) divides by a − 1.
 * Negative when the series would be too long.
 */
function expectedBySeries(shape: number, tau: number, a: number, b: number): number {
  const exponent = shape * Math.log1p(tau);
  if (exponent > 650 || shape * tau + 45 * (1 + tau) > longestSeries) return -1;
  const z = tau / (1 + tau);
  const total = a + b;
  let probability = Math.exp(-exponent);
  let above = -Math.expm1(-exponent);
  let kept = 1;
  let sum = above;
  const negligible = 1e-17 / (1 + tau);
  for (let i = 0; i < 2 * longestSeries; i++) {
    probability *= ((shape + i) / (i + 1)) * z;
    above -= probability;
    kept *= (b + i) / (total + i);
    sum += kept * above;
    if (above < 1e-16 * sum || (probability < negligible * sum && i > shape * tau)) break;
  }
  return sum;
}

/** The same as E[(1 − (1+pτ)^−R)/p] over p, for long horizons and heavy buyers. */
function expectedByAverage(shape: number, tau: number, { p, weights }: BetaAverage): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    sum += (weights[i]! * -Math.expm1(-shape * Math.log1p(p[i]! * tau))) / p[i]!;
  }
  return sum;
}

/** E[(1+pτ)^−R], with all of λ averaged out of e^(−λpt). */
function staysByAverage(shape: number, tau: number, { p, weights }: BetaAverage): number {
  if (tau === 0) return 1;
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += weights[i]! * Math.exp(-shape * Math.log1p(p[i]! * tau));
  return Math.min(sum, 1);
}

/**
 * y purchases: exactly y events and no purchase was the last, or at least y events and the y-th purchase was. The
 * published and often copied formula for a *new* customer must not be applied to later periods as it stands: a customer
 * who left before has none.
 */
function plainCounts(shape: number, tau: number, a: number, b: number, out: Float64Array): void {
  const max = out.length - 1;
  negativeBinomial(shape, tau, max, out);
  leaveAfterPurchases(out, negativeBinomialAbove(shape, tau, max), a, b);
}
