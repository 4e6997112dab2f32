import {
  digammaRise,
  invertSymmetric,
  log1mexp,
  matrix,
  type NewtonMinimum,
  newton,
  trigamma,
  trigammaFall,
} from "../../numeric/index.js";
import { fingerprintOf } from "../fitting/fingerprint.js";
import { type FitOutcome, type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { readParameters } from "../fitting/model-parameters.js";
import type { ModelDefinition } from "../fitting/purchase-definition.js";
import { type ContractCohorts, type ContractData, readCounts } from "./contract-cohorts.js";
import type { ContractDefinition } from "./contract-definition.js";
import { betaWeibullSurvival, logBetaRatio } from "./contract-survival.js";
import { discreteWeibullLimit, powerLawLimit } from "./duration-limits.js";
import { distinctLifetimes, fitBetaGeometric, total } from "./shifted-beta-geometric.js";

/** How long customers stay under contract when their inclination to leave also changes with age. */
export type BetaDiscreteWeibullModel = LifetimeModel<"beta-discrete-weibull", "alpha" | "beta" | "c">;

type Name = "alpha" | "beta" | "c";

const names = ["alpha", "beta", "c"] as const;

export const betaDiscreteWeibullFormat = /* @__PURE__ */ lifetimeFormat("beta-discrete-weibull", names);

export const betaDiscreteWeibull: ContractDefinition<BetaDiscreteWeibullModel> &
  ModelDefinition<"beta-discrete-weibull", Name, ContractData> = {
  kind: "beta-discrete-weibull",
  parameterNames: names,
  logLikelihood: (caller, values, data) => {
    const cohorts = readCounts(caller, data);
    return betaWeibullLikelihood(cohorts, values.map(Math.log), new Float64Array(3), new Float64Array(9));
  },
  survival: (caller, model) => {
    const [alpha, beta, c] = readParameters(caller, model, { parameterNames: names });
    return betaWeibullSurvival(alpha!, beta!, c!);
  },
  parameterCount: () => names.length,
  format: betaDiscreteWeibullFormat,
};

/** Log-likelihoods that differ by less than this count as equally high. */
const noGain = 1e-6;

/**
 * How long do customers under contract stay, and do they become more loyal, or less, as they grow older? Fits the
 * beta-discrete-Weibull model by maximum likelihood: a customer is still there after t renewals with probability (1 −
 * θ)^(t^c), and θ is spread over customers as Beta(α, β). With c above 1 a customer's own churn rises with age, below 1
 * it falls; with c = 1 this is the shifted beta-geometric model.
 *
 * `status` is `"boundary"` where the likelihood is highest with infinite parameters or where nobody left,
 * `"notIdentified"` with fewer than three observed renewals; `statusReason` says which.
 *
 * Source: Fader, Hardie, Liu, Davin & Steenburgh, "“How to Project Customer Retention” Revisited: The Role of Duration
 * Dependence", Journal of Interactive Marketing 43 (2018).
 *
 * @param data - `survivors`: how many customers there were at the start and after each renewal, or such a list for each
 * cohort; `unit` of a period (for annual discount rates)
 * @returns the model: `parameters.alpha`, `.beta`, `.c`, standard errors, log-likelihood, status
 * @throws ClienteleError `too-few-rows`, `out-of-range`, `inconsistent-row` (a cohort that grows), `not-a-number`,
 * `missing-value`, `not-finite`, `invalid-option`
 * @example
 * ```ts
 * const model = fitBetaDiscreteWeibull({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491], unit: "year" });
 * model.parameters; // { alpha: 0.214, beta: 1.427, c: 1.724 }
 * ```
 */
export function fitBetaDiscreteWeibull(data: ContractData): BetaDiscreteWeibullModel {
  return betaDiscreteWeibullOf(readCounts("fitBetaDiscreteWeibull", data));
}

/** {@link fitBetaDiscreteWeibull} on cohorts already read. */
export function betaDiscreteWeibullOf(cohorts: ContractCohorts): BetaDiscreteWeibullModel {
  return lifetimeModel("beta-discrete-weibull", fitCohorts(cohorts));
}

function fitCohorts(cohorts: ContractCohorts): FitOutcome<Name> {
  const constant = fitBetaGeometric(cohorts);
  const renewals = cohorts.atRisk.reduce((count, n) => count + (n > 0 ? 1 : 0), 0);
  const lostLater = total(cohorts.lost) - cohorts.lost[0]!;
  if (constant.status === "notIdentified" || lostLater === 0)
    return withConstantDuration(constant, constant.statusReason);
  if (renewals < 3) {
    const reason = `three parameters need at least three observed renewals and there are ${renewals}: c was left at 1`;
    return { ...withConstantDuration(constant, reason), status: "notIdentified" };
  }
  const { point, iterations, value, converged } = climb(cohorts, constant.values);
  for (const limit of [discreteWeibullLimit(cohorts), powerLawLimit(cohorts)]) {
    if (limit === null || value > limit.logLikelihood + noGain) continue;
    return atLimit(cohorts, limit.values, iterations, limit.reason);
  }
  const runaway = remoteParameter(cohorts, point);
  if (runaway !== null) return atLimit(cohorts, point.map(Math.exp), iterations, runaway);
  return inside(cohorts, point, iterations, converged);
}

/**
 * Newton's method over the logarithms: a few steps from several starts, and from the best of their ends to the maximum.
 */
function climb(cohorts: ContractCohorts, constant: ArrayLike<number>) {
  const churn = total(cohorts.lost) / total(cohorts.atRisk);
  const size = Math.min(constant[0]! + constant[1]!, 100);
  const mean = constant[0]! / (constant[0]! + constant[1]!);
  const starts = [
    [mean * size, (1 - mean) * size, 1],
    [churn, 1 - churn, 1.5],
    [20 * churn, 20 * (1 - churn), 0.6],
    [0.1 * churn, 0.1 * (1 - churn), 3],
  ];
  const minus = (point: Float64Array, gradient: Float64Array, hessian: Float64Array): number => {
    const value = betaWeibullLikelihood(cohorts, point, gradient, hessian);
    for (let i = 0; i < 3; i++) gradient[i]! *= -1;
    for (let i = 0; i < 9; i++) hessian[i]! *= -1;
    return -value;
  };
  let iterations = 0;
  const search = (start: ArrayLike<number>, maxIterations: number): NewtonMinimum => {
    const found = newton(minus, start, { maxIterations });
    iterations += found.iterations;
    return found;
  };
  const ends = starts.map((start) => search(start.map(Math.log), 30));
  const nearest = ends.reduce((best, end) => (end.value < best.value - 1e-9 ? end : best));
  const found = nearest.converged ? nearest : search(nearest.x, 500);
  return { point: found.x, value: -found.value, converged: found.converged, iterations };
}

/**
 * The log-likelihood Σ_t lost_t ln(1 − e^Δ_t) + kept_t Δ_t, where Δ_t = ln S(t) − ln S(t − 1) is the logarithm of the
 * retention rate, with its derivatives by ln α, ln β and ln c.
 */
export function betaWeibullLikelihood(
  { lost, kept, periods }: ContractCohorts,
  point: ArrayLike<number>,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const alpha = Math.exp(point[0]!);
  const beta = Math.exp(point[1]!);
  const c = Math.exp(point[2]!);
  gradient.fill(0);
  hessian.fill(0);
  const step = new Float64Array(10);
  let before = new Float64Array(10);
  let after = new Float64Array(10);
  let value = 0;
  for (let t = 1; t <= periods; t++) {
    logSurvival(alpha, beta, c, t, after);
    for (let i = 0; i < 10; i++) step[i] = after[i]! - before[i]!;
    const stay = step[0]!;
    const left = lost[t - 1]!;
    const remained = kept[t - 1]!;
    if (left > 0) value += left * log1mexp(stay);
    if (remained > 0) value += remained * stay;
    // d ln(1 − e^Δ) / dΔ = −1 / (e^−Δ − 1), and its derivative −e^−Δ / (e^−Δ − 1)².
    const odds = 1 / Math.expm1(-stay);
    const slope = remained - (left > 0 ? left * odds : 0);
    const bend = left > 0 ? -left * odds * (1 + odds) : 0;
    for (let i = 0, k = 4; i < 3; i++) {
      gradient[i]! += slope * step[1 + i]!;
      for (let j = i; j < 3; j++, k++) hessian[3 * i + j]! += slope * step[k]! + bend * step[1 + i]! * step[1 + j]!;
    }
    const spare = before;
    before = after;
    after = spare;
  }
  hessian[3] = hessian[1]!;
  hessian[6] = hessian[2]!;
  hessian[7] = hessian[5]!;
  return value;
}

/**
 * ln S(t) = ln B(α, β + τ) − ln B(α, β) with τ = t^c; then its gradient by (ln α, ln β, ln c), and the upper triangle
 * of its Hessian by them. Derivatives by ln α are α ∂, by ln c they are τ c ln t ∂/∂τ.
 */
function logSurvival(alpha: number, beta: number, c: number, t: number, out: Float64Array): void {
  const tau = t ** c;
  const speed = c * Math.log(t);
  const byAlpha = -alpha * digammaRise(alpha + beta, tau);
  const byBeta = beta * (digammaRise(beta, tau) - digammaRise(alpha + beta, tau));
  const byTau = -digammaRise(beta + tau, alpha) * tau;
  const together = trigammaFall(alpha + beta, tau);
  const bendTau = trigammaFall(beta + tau, alpha) * tau;
  out[0] = logBetaRatio(alpha, beta, tau);
  out[1] = byAlpha;
  out[2] = byBeta;
  out[3] = byTau * speed;
  out[4] = byAlpha + alpha * alpha * together;
  out[5] = alpha * beta * together;
  out[6] = -alpha * trigamma(alpha + beta + tau) * tau * speed;
  out[7] = byBeta + beta * beta * (together - trigammaFall(beta, tau));
  out[8] = beta * bendTau * speed;
  out[9] = (bendTau * tau + byTau) * speed * speed + byTau * speed;
}

/** A standard error of a logarithm above which a parameter counts as not determined. */
const undeterminedError = 30;

function inside(cohorts: ContractCohorts, point: Float64Array, iterations: number, ended: boolean): FitOutcome<Name> {
  const gradient = new Float64Array(3);
  const hessian = new Float64Array(9);
  const logLikelihood = betaWeibullLikelihood(cohorts, point, gradient, hessian);
  const values = point.map(Math.exp);
  const inverse =
    invertSymmetric(
      matrix(
        3,
        3,
        hessian.map((value) => -value),
      ),
    )?.data ?? null;
  const base = {
    ...outcomeOf(cohorts, values, logLikelihood),
    iterations,
    gradientNorm: Math.max(...gradient.map(Math.abs)) / cohorts.customers,
  };
  if (inverse === null) {
    const reason = "quite different alpha, beta and c fit these data equally well";
    return { ...base, status: "notIdentified", statusReason: reason, covariance: null, uncertaintyReason: reason };
  }
  const undetermined = names.filter((_, i) => Math.sqrt(inverse[4 * i]!) > undeterminedError);
  const reason = `${undetermined.join(" and ")} can be changed a hundredfold without making the fit visibly worse`;
  // Where Newton's method expects a further step to gain nothing, the search has converged even if it was stopped.
  let gain = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) gain += 0.5 * gradient[i]! * inverse[3 * i + j]! * gradient[j]!;
  const arrived = ended || gain < noGain;
  return {
    ...base,
    status: !arrived ? "iterationLimit" : undetermined.length > 0 ? "notIdentified" : "converged",
    statusReason: !arrived
      ? "the search was stopped before the likelihood was flat"
      : undetermined.length > 0
        ? reason
        : null,
    covariance: names.map((_, i) => names.map((__, j) => inverse[3 * i + j]! * values[i]! * values[j]!)),
    undetermined,
    uncertaintyReason: undetermined.length > 0 ? reason : null,
  };
}

/** Which parameter has gone as far as numbers reach, in words; null when none has. */
function remoteParameter({ periods }: ContractCohorts, point: Float64Array): string | null {
  const [alpha, beta, c] = point.map(Math.exp);
  if (c! * Math.log(periods) > 60 || (beta! > 1e8 && alpha! < 1e3)) {
    const onset = Math.exp(point[1]! / c!);
    return (
      `beta and c go to infinity: nearly nobody leaves in the first ${onset.toFixed(1)} periods, and then churn sets ` +
      "in at once"
    );
  }
  if (alpha! > 1e8)
    return "alpha and beta go to infinity: customers do not differ in churn as far as these data can tell";
  if (alpha! < 1e-8) return "alpha and beta go to 0: customers leave at once or never";
  return null;
}

function atLimit(
  cohorts: ContractCohorts,
  values: ArrayLike<number>,
  iterations: number,
  reason: string,
): FitOutcome<Name> {
  const point = Float64Array.from(values, Math.log);
  const logLikelihood = betaWeibullLikelihood(cohorts, point, new Float64Array(3), new Float64Array(9));
  return {
    ...outcomeOf(cohorts, values, logLikelihood),
    status: "boundary",
    statusReason: reason,
    covariance: null,
    uncertaintyReason: `there are no standard errors: ${reason}`,
    iterations,
    gradientNorm: 0,
  };
}

function withConstantDuration(constant: FitOutcome<"alpha" | "beta">, reason: string | null): FitOutcome<Name> {
  return {
    ...constant,
    names,
    values: [constant.values[0]!, constant.values[1]!, 1],
    statusReason: reason,
    covariance: null,
    uncertaintyReason: `there are no standard errors: ${reason}`,
    estimated: 2,
  };
}

function outcomeOf(cohorts: ContractCohorts, values: ArrayLike<number>, logLikelihood: number) {
  return {
    names,
    values,
    unit: cohorts.unit,
    logLikelihood,
    customers: cohorts.customers,
    fingerprint: fingerprintOf([cohorts.lost, cohorts.kept], new Float64Array(cohorts.periods).fill(1)),
    groups: distinctLifetimes(cohorts),
  };
}
