import { findRoot, log1mexp, newton } from "../../numeric/index.js";
import type { ContractCohorts } from "./contract-cohorts.js";
import { total } from "./shifted-beta-geometric.js";

/**
 * A beta-discrete-Weibull model with infinite parameters: the best of its kind, and finite values that come close to
 * it.
 */
export interface DurationLimit {
  readonly logLikelihood: number;
  /** α, β, c. */
  readonly values: readonly number[];
  readonly reason: string;
}

/**
 * α, β → ∞ with α / (α + β) = 1 − q fixed: customers are all alike and S(t) = q^(t^c), the discrete Weibull of Nakagawa
 * & Osaki (1975). Maximizes over x = ln(−ln q) and y = ln c.
 */
export function discreteWeibullLimit({ lost, kept, atRisk, periods }: ContractCohorts): DurationLimit | null {
  const found = newton(
    (point, gradient, hessian) => {
      const rate = Math.exp(point[0]!);
      const c = Math.exp(point[1]!);
      let value = 0;
      gradient.fill(0);
      hessian.fill(0);
      for (let t = 1; t <= periods; t++) {
        // Δ = −e^x (t^c − (t − 1)^c), with derivatives by x the same and by y through t^c.
        const now = t ** c;
        const before = (t - 1) ** c;
        const slow = c * Math.log(t);
        const slowBefore = t === 1 ? 0 : c * Math.log(t - 1);
        const stay = -rate * (now - before);
        const byY = -rate * (now * slow - before * slowBefore);
        const bendY = byY - rate * (now * slow * slow - before * slowBefore * slowBefore);
        const left = lost[t - 1]!;
        const odds = 1 / Math.expm1(-stay);
        const slope = kept[t - 1]! - (left > 0 ? left * odds : 0);
        const bend = left > 0 ? -left * odds * (1 + odds) : 0;
        if (left > 0) value += left * log1mexp(stay);
        if (kept[t - 1]! > 0) value += kept[t - 1]! * stay;
        gradient[0]! -= slope * stay;
        gradient[1]! -= slope * byY;
        hessian[0]! -= slope * stay + bend * stay * stay;
        hessian[1]! -= slope * byY + bend * stay * byY;
        hessian[3]! -= slope * bendY + bend * byY * byY;
      }
      hessian[2] = hessian[1]!;
      return -value;
    },
    [Math.log(-Math.log1p(-total(lost) / total(atRisk))), 0],
  );
  if (!found.converged) return null;
  const c = Math.exp(found.x[1]!);
  const churn = -Math.expm1(-Math.exp(found.x[0]!));
  const size = 1e9 * Math.max(1, periods ** c);
  return {
    logLikelihood: -found.value,
    values: [churn * size, (1 - churn) * size, c],
    reason:
      "customers do not differ in churn as far as these data can tell: alpha and beta have gone to infinity with " +
      `alpha / (alpha + beta) = ${churn.toPrecision(4)}`,
  };
}

/**
 * c → ∞ and α, β → 0 with c·α = λ and β / (α + β) = κ fixed: S(t) = κ t^−λ. The two parts of the likelihood separate: κ
 * is the first retention rate, and λ is the root of Σ_{t ≥ 2} ln(1 − 1/t) · (kept_t − lost_t · r_t^λ / (1 − r_t^λ))
 * with r_t = 1 − 1/t.
 */
export function powerLawLimit({ lost, kept, atRisk, periods }: ContractCohorts): DurationLimit | null {
  const kappa = kept[0]! / atRisk[0]!;
  if (lost[0] === 0 || kept[0] === 0) return null;
  const slope = (lambda: number): number => {
    let sum = 0;
    for (let t = 2; t <= periods; t++) {
      const step = Math.log1p(-1 / t);
      sum += step * (kept[t - 1]! - lost[t - 1]! / Math.expm1(-lambda * step));
    }
    return sum;
  };
  const lambda = findRoot(slope, 1e-12, 1e6);
  if (Number.isNaN(lambda)) return null;
  let logLikelihood = lost[0]! * Math.log(1 - kappa) + kept[0]! * Math.log(kappa);
  for (let t = 2; t <= periods; t++) {
    const stay = lambda * Math.log1p(-1 / t);
    if (lost[t - 1]! > 0) logLikelihood += lost[t - 1]! * log1mexp(stay);
    if (kept[t - 1]! > 0) logLikelihood += kept[t - 1]! * stay;
  }
  const c = 500 / Math.log(Math.max(3, periods));
  const alpha = lambda / c;
  return {
    logLikelihood,
    values: [alpha, (alpha * kappa) / (1 - kappa), c],
    reason:
      `c has gone to infinity and alpha to 0 with c · alpha = ${lambda.toPrecision(4)}: survival falls like a power ` +
      "of age",
  };
}
