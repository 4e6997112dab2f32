import { invertSymmetric, matrix, newton } from "../../numeric/index.js";
import { fingerprintOf } from "../fitting/fingerprint.js";
import { type FitOutcome, type LifetimeModel, lifetimeFormat, lifetimeModel } from "../fitting/lifetime-model.js";
import { readParameters } from "../fitting/model-parameters.js";
import type { ModelDefinition } from "../fitting/purchase-definition.js";
import { type ContractCohorts, type ContractData, readCounts } from "./contract-cohorts.js";
import type { ContractDefinition } from "./contract-definition.js";
import { betaWeibullSurvival } from "./contract-survival.js";

/** How long customers stay under contract: a shifted beta-geometric model. */
export type ShiftedBetaGeometricModel = LifetimeModel<"shifted-beta-geometric", "alpha" | "beta">;

const names = ["alpha", "beta"] as const;

export const shiftedBetaGeometricFormat = /* @__PURE__ */ lifetimeFormat("shifted-beta-geometric", names);

export const shiftedBetaGeometric: ContractDefinition<ShiftedBetaGeometricModel> &
  ModelDefinition<"shifted-beta-geometric", "alpha" | "beta", ContractData> = {
  kind: "shifted-beta-geometric",
  parameterNames: names,
  logLikelihood: (caller, values, data) => logLikelihoodAt(readCounts(caller, data), values[0]!, values[1]!),
  survival: (caller, model) => {
    const [alpha, beta] = readParameters(caller, model, { parameterNames: names });
    return betaWeibullSurvival(alpha!, beta!, 1);
  },
  parameterCount: () => names.length,
  format: shiftedBetaGeometricFormat,
};

/**
 * How long do customers under contract stay? Fits the shifted beta-geometric model by maximum likelihood: at each
 * renewal a customer leaves with a probability of their own, which is spread over customers as Beta(α, β). Retention
 * therefore rises with age although nobody becomes more loyal: those inclined to leave go first.
 *
 * `status` is `"boundary"` where customers are all alike as far as the data can tell (α, β → ∞), where nobody left, or
 * where nobody left after the first renewal, and `"notIdentified"` where only one renewal was observed; `statusReason`
 * says which.
 *
 * Source: Fader & Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21 (2007), appendix.
 *
 * @param data - `survivors`: how many customers there were at the start and after each renewal, or such a list for each
 * cohort; `unit` of a period (for annual discount rates)
 * @returns the model: `parameters.alpha`, `parameters.beta`, standard errors, log-likelihood, status
 * @throws ClienteleError `too-few-rows`, `out-of-range`, `inconsistent-row` (a cohort that grows), `not-a-number`,
 * `missing-value`, `not-finite`, `invalid-option`
 * @example
 * ```ts
 * const model = fitShiftedBetaGeometric({ survivors: [1000, 631, 468, 382, 326, 289, 262, 241], unit: "year" });
 * model.parameters; // { alpha: 0.704, beta: 1.182 }
 * survivalCurve(model, 12)[12]; // 0.17
 * ```
 */
export function fitShiftedBetaGeometric(data: ContractData): ShiftedBetaGeometricModel {
  return shiftedBetaGeometricOf(readCounts("fitShiftedBetaGeometric", data));
}

/** {@link fitShiftedBetaGeometric} on cohorts already read. */
export function shiftedBetaGeometricOf(cohorts: ContractCohorts): ShiftedBetaGeometricModel {
  return lifetimeModel("shifted-beta-geometric", fitBetaGeometric(cohorts));
}

/** The fit itself, from which that of the beta-discrete-Weibull model starts. */
export function fitBetaGeometric(cohorts: ContractCohorts): FitOutcome<"alpha" | "beta"> {
  const { atRisk, lost, kept, periods } = cohorts;
  const lostLater = total(lost) - lost[0]!;
  if (total(lost) === 0) {
    return atBoundary(cohorts, 1e-8, 1, "boundary", "nobody left, so alpha has gone to 0");
  }
  if (kept[0] === 0) {
    const reason = "everybody left at the first renewal, so beta has gone to 0 and nothing is known about later ones";
    return atBoundary(cohorts, 1, 1e-8, "notIdentified", reason);
  }
  const churn = total(lost) / total(atRisk);
  if (periods === 1 || total(atRisk) === atRisk[0]) {
    const reason =
      "only one renewal was observed, which gives the churn rate alpha / (alpha + beta) but not how it differs " +
      "between customers; later renewals are told as if it did not";
    return atBoundary(cohorts, churn * homogeneous, (1 - churn) * homogeneous, "notIdentified", reason);
  }
  if (lostLater === 0) {
    const first = lost[0]! / atRisk[0]!;
    const reason =
      "nobody left after the first renewal, so alpha and beta have gone to 0: customers leave at once or never";
    return atBoundary(cohorts, first * 1e-8, (1 - first) * 1e-8, "boundary", reason);
  }
  return inside(cohorts, churn);
}

/** α + β that stands for infinitely many: customers are all alike. */
const homogeneous = 1e9;

/** Log-likelihoods that differ by less than this count as equally high. */
const noGain = 1e-6;

function inside(cohorts: ContractCohorts, churn: number): FitOutcome<"alpha" | "beta"> {
  const alike = logLikelihoodAt(cohorts, churn * homogeneous, (1 - churn) * homogeneous);
  let iterations = 0;
  let best: { value: number; alpha: number; beta: number; ended: boolean } | null = null;
  for (const spread of [0.05, 1, 20]) {
    const found = newton(
      (point, gradient, hessian) => {
        const alpha = Math.exp(point[0]!);
        const beta = Math.exp(point[1]!);
        const value = betaGeometricLikelihood(cohorts, alpha, beta, gradient, hessian);
        logarithmicMinimum(alpha, beta, gradient, hessian);
        return -value;
      },
      [Math.log(churn / spread), Math.log((1 - churn) / spread)],
    );
    iterations += found.iterations;
    if (best !== null && !(-found.value > best.value + 1e-9)) continue;
    best = { value: -found.value, alpha: Math.exp(found.x[0]!), beta: Math.exp(found.x[1]!), ended: found.converged };
  }
  if (best === null || best.value <= alike + noGain) {
    const reason =
      "customers do not differ in churn as far as these data can tell: alpha and beta have gone to infinity with " +
      `alpha / (alpha + beta) = ${showShare(churn)}`;
    return atBoundary(cohorts, churn * homogeneous, (1 - churn) * homogeneous, "boundary", reason, iterations);
  }
  const { alpha, beta } = best;
  const gradient = new Float64Array(2);
  const hessian = new Float64Array(4);
  const logLikelihood = betaGeometricLikelihood(cohorts, alpha, beta, gradient, hessian);
  const inverse = invertSymmetric(
    matrix(
      2,
      2,
      hessian.map((value) => -value),
    ),
  );
  return {
    ...outcomeOf(cohorts, alpha, beta, logLikelihood),
    status: best.ended ? "converged" : "iterationLimit",
    statusReason: best.ended ? null : "the search was stopped before the likelihood was flat",
    covariance:
      inverse === null
        ? null
        : [
            [inverse.data[0]!, inverse.data[1]!],
            [inverse.data[2]!, inverse.data[3]!],
          ],
    uncertaintyReason: inverse === null ? "the likelihood does not curve down at the estimate" : null,
    iterations,
    gradientNorm: Math.max(Math.abs(gradient[0]! * alpha), Math.abs(gradient[1]! * beta)) / cohorts.customers,
  };
}

/**
 * The log-likelihood and its derivatives by α and β. With the hazard h_t = α / (α + β + t − 1) it is
 * Σ_t lost_t ln h_t + kept_t ln(1 − h_t) = (Σ lost) ln α + Σ kept_t ln(β + t − 1) − Σ atRisk_t ln(α + β + t − 1).
 */
export function betaGeometricLikelihood(
  { atRisk, lost, kept, periods }: ContractCohorts,
  alpha: number,
  beta: number,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  let value = 0;
  let byAlpha = 0;
  let byBeta = 0;
  let bend = 0;
  let bendAlpha = 0;
  let bendBeta = 0;
  for (let t = 0; t < periods; t++) {
    const stay = beta + t;
    const all = alpha + stay;
    // Logarithms of shares, so that nothing cancels where α and β are huge.
    if (lost[t]! > 0) value += lost[t]! * Math.log(alpha / all);
    if (kept[t]! > 0) value += kept[t]! * Math.log1p(-alpha / all);
    byAlpha += lost[t]! / alpha - atRisk[t]! / all;
    byBeta += kept[t]! / stay - atRisk[t]! / all;
    bend += atRisk[t]! / (all * all);
    bendAlpha -= lost[t]! / (alpha * alpha);
    bendBeta -= kept[t]! / (stay * stay);
  }
  gradient[0] = byAlpha;
  gradient[1] = byBeta;
  hessian[0] = bendAlpha + bend;
  hessian[1] = bend;
  hessian[2] = bend;
  hessian[3] = bendBeta + bend;
  return value;
}

/** Turns the derivatives of a maximum by α and β into those of a minimum by their logarithms. */
function logarithmicMinimum(alpha: number, beta: number, gradient: Float64Array, hessian: Float64Array): void {
  gradient[0]! *= -alpha;
  gradient[1]! *= -beta;
  hessian[0] = gradient[0]! - hessian[0]! * alpha * alpha;
  hessian[1]! *= -alpha * beta;
  hessian[2] = hessian[1]!;
  hessian[3] = gradient[1]! - hessian[3]! * beta * beta;
}

function logLikelihoodAt(cohorts: ContractCohorts, alpha: number, beta: number): number {
  return betaGeometricLikelihood(cohorts, alpha, beta, new Float64Array(2), new Float64Array(4));
}

function atBoundary(
  cohorts: ContractCohorts,
  alpha: number,
  beta: number,
  status: "boundary" | "notIdentified",
  reason: string,
  iterations = 0,
): FitOutcome<"alpha" | "beta"> {
  return {
    ...outcomeOf(cohorts, alpha, beta, logLikelihoodAt(cohorts, alpha, beta)),
    status,
    statusReason: reason,
    covariance: null,
    uncertaintyReason: `there are no standard errors of alpha and beta: ${reason}`,
    iterations,
    gradientNorm: 0,
  };
}

function outcomeOf(cohorts: ContractCohorts, alpha: number, beta: number, logLikelihood: number) {
  return {
    names,
    values: [alpha, beta],
    unit: cohorts.unit,
    logLikelihood,
    customers: cohorts.customers,
    fingerprint: fingerprintOf([cohorts.lost, cohorts.kept], new Float64Array(cohorts.periods).fill(1)),
    groups: distinctLifetimes(cohorts),
  };
}

/** Distinct outcomes: periods in which customers left, and cohorts' ages at which some are still there. */
export function distinctLifetimes({ atRisk, lost, kept, periods }: ContractCohorts): number {
  let groups = 0;
  for (let t = 0; t < periods; t++) {
    if (lost[t]! > 0) groups++;
    if (kept[t]! > (atRisk[t + 1] ?? 0)) groups++;
  }
  return groups;
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function showShare(share: number): string {
  return share.toPrecision(4);
}
