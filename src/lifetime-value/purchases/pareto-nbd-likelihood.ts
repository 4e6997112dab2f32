import { digammaRise, gaussLegendre, logRising, trigammaFall } from "../../numeric/index.js";
import {
  type IndividualLikelihood,
  type LogLikelihoodFunction,
  logarithmicLogLikelihood,
} from "../fitting/log-likelihood-function.js";
import type { PurchaseGroups } from "../fitting/purchase-groups.js";

/**
 * The log-likelihood of Pareto/NBD (Schmittlein, Morrison & Colombo 1987) over ln r, ln α, ln s, ln β. A customer
 * contributes
 *
 *   ln[Γ(r+x)/Γ(r)] + r ln α + s ln β + ln[ (α+T)^−(r+x) (β+T)^−s + ∫ₜᵀ s (α+u)^−(r+x) (β+u)^−(s+1) du ],
 *
 * the first term for being still there, the integral over the moment of leaving. The usual closed form (Fader & Hardie
 * 2005) writes the integral as a difference of two hypergeometric functions, which cancels where t is close to T and
 * has no simple derivatives. Here it is a sum of positive terms, by Gauss–Legendre panels, so that value, gradient and
 * Hessian come from the same nodes, exact to rounding. Logarithms are written with ln(1+T/α) and the like, so that
 * nothing is lost on the ridges where r and α, or s and β, run to infinity together.
 */
export function paretoNbdLogLikelihood(groups: PurchaseGroups): LogLikelihoodFunction {
  return logarithmicLogLikelihood(4, (values, gradient, hessian) => sumOverGroups(values, groups, gradient, hessian));
}

/**
 * The sum over customers. Like the kernels below a function of the module and not a closure of each fit, so that its
 * optimized code serves all fits.
 */
function sumOverGroups(
  values: Float64Array,
  groups: PurchaseGroups,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const gradient4 = new Float64Array(4);
  const hessian4 = new Float64Array(16);
  gradient.fill(0);
  hessian.fill(0);
  let total = 0;
  for (let i = 0; i < groups.frequencies.length; i++) {
    total += addCounting(values, groups.frequencies[i]!, groups.frequencyCounts[i]!, gradient, hessian);
  }
  for (let g = 0; g < groups.groups; g++) {
    const weight = groups.count[g]!;
    total += weight * leaving(values, groups.frequency[g]!, groups.recency[g]!, groups.age[g]!, gradient4, hessian4);
    for (let i = 0; i < 4; i++) gradient[i]! += weight * gradient4[i]!;
    for (let i = 0; i < 16; i++) hessian[i]! += weight * hessian4[i]!;
  }
  return total;
}

/** The log-likelihood of one customer with its derivatives by r, α, s, β themselves. */
export function paretoNbdIndividual(): IndividualLikelihood {
  const gradient4 = new Float64Array(4);
  const hessian4 = new Float64Array(16);
  return (values, frequency, recency, age, gradient, hessian) => {
    gradient4.fill(0);
    hessian4.fill(0);
    const total =
      leaving(values, frequency, recency, age, gradient, hessian) +
      addCounting(values, frequency, 1, gradient4, hessian4);
    for (let i = 0; i < 4; i++) gradient[i]! += gradient4[i]!;
    for (let i = 0; i < 16; i++) hessian[i]! += hessian4[i]!;
    return total;
  };
}

/** Adds `weight` times ln[Γ(r+x)/Γ(r)] − x ln α and its derivatives. */
function addCounting(
  values: Float64Array,
  x: number,
  weight: number,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const r = values[0]!;
  const alpha = values[1]!;
  gradient[0]! += weight * digammaRise(r, x);
  gradient[1]! -= (weight * x) / alpha;
  hessian[0]! -= weight * trigammaFall(r, x);
  hessian[5]! += (weight * x) / (alpha * alpha);
  return weight * (logRising(r, x) - x * Math.log(alpha));
}

const rule = /* @__PURE__ */ gaussLegendre(12);

/** The longest panel of the integral: in w = ln(γ+u), and in the exponent of the integrand. */
const panelWidth = 2;
const panelDecay = 10;

/**
 * The rest of the log-likelihood, −(r+x) ln(1+T/α) − s ln(1+T/β) + ln(1 + integral relative to the first term), with
 * its derivatives.
 */
function leaving(
  values: Float64Array,
  x: number,
  recency: number,
  age: number,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const { nodes, weights } = rule;
  const r = values[0]!;
  const alpha = values[1]!;
  const s = values[2]!;
  const beta = values[3]!;
  const n = r + x;
  // The term for being still there, and everything else relative to it.
  const inverseAlpha = 1 / (alpha + age);
  const inverseBeta = 1 / (beta + age);
  const growthAlpha = Math.log1p(age / alpha);
  const growthBeta = Math.log1p(age / beta);
  const logS = Math.log(s);
  // With w = ln(γ+u), γ the smaller of α and β, the integrand is analytic in the strip |Im w| < π: few nodes do.
  const gamma = Math.min(alpha, beta);
  const start = gamma + recency;
  const width = Math.log1p((age - recency) / start);
  const highest = n * (growthAlpha - Math.log1p(recency / alpha)) + (s + 1) * (growthBeta - Math.log1p(recency / beta));
  const scale = Math.max(0, highest);
  let mass = Math.exp(-scale);
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  let m3 = 0;
  let v00 = 0;
  let v01 = 0;
  let v02 = 0;
  let v03 = 0;
  let v11 = 0;
  let v12 = 0;
  let v13 = 0;
  let v22 = 0;
  let v23 = 0;
  let v33 = 0;
  let left = 0;
  let previous = 0;
  for (let position = 0; position < width; ) {
    const h = panelLength(n, s, alpha - gamma, beta - gamma, start, position, width);
    let largest = 0;
    for (let i = 0; i < nodes.length; i++) {
      const since = start * Math.expm1(position + h * nodes[i]!);
      const shifted = start + since;
      const u = recency + since;
      const ia = 1 / (alpha + u);
      const ib = 1 / (beta + u);
      const d0 = growthAlpha - Math.log1p(u / alpha);
      const logBetaRatio = growthBeta - Math.log1p(u / beta);
      const p = weights[i]! * h * shifted * ib * Math.exp(n * d0 + s * logBetaRatio + logS - scale);
      if (p > largest) largest = p;
      const gapAlpha = (u - age) * ia * inverseAlpha;
      const d1 = n * gapAlpha;
      const d2 = 1 / s + logBetaRatio;
      const gapBeta = (u - age) * ib * inverseBeta;
      const d3 = s * gapBeta - ib;
      left += p;
      m0 += p * d0;
      m1 += p * d1;
      m2 += p * d2;
      m3 += p * d3;
      v00 += p * d0 * d0;
      v01 += p * (d0 * d1 + gapAlpha);
      v02 += p * d0 * d2;
      v03 += p * d0 * d3;
      v11 += p * (d1 * d1 - n * gapAlpha * (ia + inverseAlpha));
      v12 += p * d1 * d2;
      v13 += p * d1 * d3;
      v22 += p * (d2 * d2 - 1 / (s * s));
      v23 += p * (d2 * d3 + gapBeta);
      v33 += p * (d3 * d3 + ib * ib - s * gapBeta * (ib + inverseBeta));
    }
    position += h;
    // Panels after the peak that no longer matter.
    if (largest < previous && largest < 1e-19 * (left + mass)) break;
    previous = largest;
  }
  mass += left;
  const norm = 1 / mass;
  m0 *= norm;
  m1 *= norm;
  m2 *= norm;
  m3 *= norm;
  const elapsedAlpha = (age * inverseAlpha) / alpha;
  const elapsedBeta = (age * inverseBeta) / beta;
  gradient[0] = m0 - growthAlpha;
  gradient[1] = m1 + n * elapsedAlpha;
  gradient[2] = m2 - growthBeta;
  gradient[3] = m3 + s * elapsedBeta;
  hessian[0] = v00 * norm - m0 * m0;
  hessian[1] = hessian[4] = v01 * norm - m0 * m1 + elapsedAlpha;
  hessian[2] = hessian[8] = v02 * norm - m0 * m2;
  hessian[3] = hessian[12] = v03 * norm - m0 * m3;
  hessian[5] = v11 * norm - m1 * m1 - n * elapsedAlpha * (1 / alpha + inverseAlpha);
  hessian[6] = hessian[9] = v12 * norm - m1 * m2;
  hessian[7] = hessian[13] = v13 * norm - m1 * m3;
  hessian[10] = v22 * norm - m2 * m2;
  hessian[11] = hessian[14] = v23 * norm - m2 * m3 + elapsedBeta;
  hessian[15] = v33 * norm - m3 * m3 - s * elapsedBeta * (1 / beta + inverseBeta);
  return -n * growthAlpha - s * growthBeta + scale + Math.log(mass);
}

/** The length of the next panel in w: bounded itself, and with a bounded change of the logarithm of the integrand. */
function panelLength(
  n: number,
  s: number,
  alphaGap: number,
  betaGap: number,
  start: number,
  position: number,
  width: number,
): number {
  const here = rate(n, s, alphaGap, betaGap, start * Math.exp(position));
  const guess = Math.min(width - position, panelWidth, panelDecay / here);
  return Math.min(guess, panelDecay / rate(n, s, alphaGap, betaGap, start * Math.exp(position + guess)));
}

/** How fast the logarithm of the integrand falls in w. */
function rate(n: number, s: number, alphaGap: number, betaGap: number, shifted: number): number {
  return (n * shifted) / (alphaGap + shifted) + ((s + 1) * shifted) / (betaGap + shifted);
}
