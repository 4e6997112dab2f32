import { digammaRise, logRising, trigammaFall } from "../../numeric/index.js";
import { type LogLikelihoodFunction, logarithmicLogLikelihood } from "../fitting/log-likelihood-function.js";
import type { PurchaseGroups } from "../fitting/purchase-groups.js";

/**
 * The log-likelihood of NBD (Ehrenberg 1959) over ln r, ln α, for the times of the purchases, so that it compares with
 * the models that know drop-out: ln[Γ(r+x)/Γ(r)] − r ln(1+T/α) − x ln(α+T).
 */
export function nbdLogLikelihood(groups: PurchaseGroups): LogLikelihoodFunction {
  return logarithmicLogLikelihood(2, (values, gradient, hessian) => sumOverGroups(values, groups, gradient, hessian));
}

function sumOverGroups(
  values: Float64Array,
  groups: PurchaseGroups,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const r = values[0]!;
  const alpha = values[1]!;
  const logAlpha = Math.log(alpha);
  let value = 0;
  let byR = 0;
  let byAlpha = 0;
  let byR2 = 0;
  let byRAlpha = 0;
  let byAlpha2 = 0;
  for (let i = 0; i < groups.frequencies.length; i++) {
    const x = groups.frequencies[i]!;
    const weight = groups.frequencyCounts[i]!;
    value += weight * (logRising(r, x) - x * logAlpha);
    byR += weight * digammaRise(r, x);
    byR2 -= weight * trigammaFall(r, x);
  }
  for (let g = 0; g < groups.groups; g++) {
    const weight = groups.count[g]!;
    const x = groups.frequency[g]!;
    const age = groups.age[g]!;
    const growth = Math.log1p(age / alpha);
    const inverse = 1 / (alpha + age);
    const elapsed = (age * inverse) / alpha;
    value -= weight * (r + x) * growth;
    byR -= weight * growth;
    byAlpha += weight * (r * elapsed - x * inverse);
    byRAlpha += weight * elapsed;
    byAlpha2 += weight * (x * inverse * inverse - r * elapsed * (1 / alpha + inverse));
  }
  gradient[0] = byR;
  gradient[1] = byAlpha;
  hessian[0] = byR2;
  hessian[1] = byRAlpha;
  hessian[2] = byRAlpha;
  hessian[3] = byAlpha2;
  return value;
}
