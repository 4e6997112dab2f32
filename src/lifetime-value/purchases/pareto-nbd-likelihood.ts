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

const nodeCount = 12;
const rule = /* @__PURE__ */ gaussLegendre(nodeCount);

/** The longest panel of the integral: in w = ln(γ+u), and in the exponent of the integrand. */
const panelWidth = 2;
const panelDecay = 10;

/** The integral over the moment u of leaving for one customer, relative to the term for being still there. */
interface LeavingIntegral {
  readonly n: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly recency: number;
  readonly age: number;
  /** ln(1+T/α) and ln(1+T/β). */
  readonly growthAlpha: number;
  readonly growthBeta: number;
  readonly logS: number;
  /** γ, the smaller of α and β: with w = ln(γ+u) the integrand is analytic in the strip |Im w| < π, so few nodes do. */
  readonly gamma: number;
  /** What is taken off the exponent, so that nothing overflows. */
  readonly scale: number;
}

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
  const alpha = values[1]!;
  const s = values[2]!;
  const beta = values[3]!;
  const n = values[0]! + x;
  const growthAlpha = Math.log1p(age / alpha);
  const growthBeta = Math.log1p(age / beta);
  const gamma = Math.min(alpha, beta);
  const highest = n * (growthAlpha - Math.log1p(recency / alpha)) + (s + 1) * (growthBeta - Math.log1p(recency / beta));
  const scale = Math.max(0, highest);
  const logS = Math.log(s);
  const integral = { n, alpha, s, beta, recency, age, growthAlpha, growthBeta, gamma, logS, scale };
  const stay = Math.exp(-scale);
  const mass = stay + integrate(integral, stay);
  writeDerivatives(integral, 1 / mass, gradient, hessian);
  return -n * growthAlpha - s * growthBeta + scale + Math.log(mass);
}

/** By node of a panel: the weighted integrand p, u, 1/(β+u), and ln[(1+T/α)/(1+u/α)] and the same with β. */
const masses = /* @__PURE__ */ new Float64Array(nodeCount);
const logAlphaRatios = /* @__PURE__ */ new Float64Array(nodeCount);
const logBetaRatios = /* @__PURE__ */ new Float64Array(nodeCount);
const times = /* @__PURE__ */ new Float64Array(nodeCount);
const inverseBetas = /* @__PURE__ */ new Float64Array(nodeCount);

/** Σ p, then Σ p·dᵢ by r, α, s, β, then Σ p·(dᵢdⱼ + dᵢⱼ) of the upper triangle. */
const sums = /* @__PURE__ */ new Float64Array(15);

/** Fills the sums over the nodes of all panels, and gives Σ p. Panels below the rounding of `stay` are left out. */
function integrate(integral: LeavingIntegral, stay: number): number {
  const start = integral.gamma + integral.recency;
  const width = Math.log1p((integral.age - integral.recency) / start);
  sums.fill(0);
  let previous = 0;
  for (let position = 0; position < width; ) {
    const h = panelLength(integral, position, width);
    const largest = placeNodes(integral, position, h);
    sumNodes(integral);
    position += h;
    // Past the peak, panels below rounding are left out.
    if (largest < previous && largest < 1e-19 * (sums[0]! + stay)) break;
    previous = largest;
  }
  return sums[0]!;
}

/** Fills the arrays of a panel that begins at `position` and is `h` long; gives the largest p. */
function placeNodes(integral: LeavingIntegral, position: number, h: number): number {
  const { n, alpha, s, beta, recency, growthAlpha, growthBeta, logS, scale } = integral;
  const { nodes, weights } = rule;
  const start = integral.gamma + recency;
  let largest = 0;
  for (let i = 0; i < nodeCount; i++) {
    const since = start * Math.expm1(position + h * nodes[i]!);
    const u = recency + since;
    const inverse = 1 / (beta + u);
    const logAlphaRatio = growthAlpha - Math.log1p(u / alpha);
    const logBetaRatio = growthBeta - Math.log1p(u / beta);
    const exponent = n * logAlphaRatio + s * logBetaRatio + logS - scale;
    const p = weights[i]! * h * (start + since) * inverse * Math.exp(exponent);
    if (p > largest) largest = p;
    times[i] = u;
    inverseBetas[i] = inverse;
    logAlphaRatios[i] = logAlphaRatio;
    logBetaRatios[i] = logBetaRatio;
    masses[i] = p;
  }
  return largest;
}

/** Adds the nodes of a panel to the sums. */
function sumNodes({ n, alpha, s, beta, age }: LeavingIntegral): void {
  const inverseAlpha = 1 / (alpha + age);
  const inverseBeta = 1 / (beta + age);
  const inverseS = 1 / s;
  const inverseSquareS = 1 / (s * s);
  let total = sums[0]!;
  let m0 = sums[1]!;
  let m1 = sums[2]!;
  let m2 = sums[3]!;
  let m3 = sums[4]!;
  let v00 = sums[5]!;
  let v01 = sums[6]!;
  let v02 = sums[7]!;
  let v03 = sums[8]!;
  let v11 = sums[9]!;
  let v12 = sums[10]!;
  let v13 = sums[11]!;
  let v22 = sums[12]!;
  let v23 = sums[13]!;
  let v33 = sums[14]!;
  for (let i = 0; i < nodeCount; i++) {
    const p = masses[i]!;
    const u = times[i]!;
    const ia = 1 / (alpha + u);
    const ib = inverseBetas[i]!;
    const gapAlpha = (u - age) * ia * inverseAlpha;
    const gapBeta = (u - age) * ib * inverseBeta;
    const d0 = logAlphaRatios[i]!;
    const d1 = n * gapAlpha;
    const d2 = inverseS + logBetaRatios[i]!;
    const d3 = s * gapBeta - ib;
    total += p;
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
    v22 += p * (d2 * d2 - inverseSquareS);
    v23 += p * (d2 * d3 + gapBeta);
    v33 += p * (d3 * d3 + ib * ib - s * gapBeta * (ib + inverseBeta));
  }
  sums[0] = total;
  sums[1] = m0;
  sums[2] = m1;
  sums[3] = m2;
  sums[4] = m3;
  sums[5] = v00;
  sums[6] = v01;
  sums[7] = v02;
  sums[8] = v03;
  sums[9] = v11;
  sums[10] = v12;
  sums[11] = v13;
  sums[12] = v22;
  sums[13] = v23;
  sums[14] = v33;
}

/** Turns the sums into the derivatives of the log-likelihood; `norm` is 1/(Σ p + the term for being still there). */
function writeDerivatives(
  { n, alpha, s, beta, age, growthAlpha, growthBeta }: LeavingIntegral,
  norm: number,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const inverseAlpha = 1 / (alpha + age);
  const inverseBeta = 1 / (beta + age);
  const elapsedAlpha = (age * inverseAlpha) / alpha;
  const elapsedBeta = (age * inverseBeta) / beta;
  for (let i = 0, place = 5; i < 4; i++) {
    for (let j = i; j < 4; j++, place++) {
      hessian[4 * i + j] = sums[place]! * norm - sums[1 + i]! * norm * (sums[1 + j]! * norm);
      hessian[4 * j + i] = hessian[4 * i + j]!;
    }
  }
  gradient[0] = sums[1]! * norm - growthAlpha;
  gradient[1] = sums[2]! * norm + n * elapsedAlpha;
  gradient[2] = sums[3]! * norm - growthBeta;
  gradient[3] = sums[4]! * norm + s * elapsedBeta;
  hessian[1] = hessian[4] = hessian[1]! + elapsedAlpha;
  hessian[5]! -= n * elapsedAlpha * (1 / alpha + inverseAlpha);
  hessian[11] = hessian[14] = hessian[11]! + elapsedBeta;
  hessian[15]! -= s * elapsedBeta * (1 / beta + inverseBeta);
}

/** The length of the next panel in w: bounded itself, and with a bounded change of the logarithm of the integrand. */
function panelLength(integral: LeavingIntegral, position: number, width: number): number {
  const start = integral.gamma + integral.recency;
  const here = rate(integral, start * Math.exp(position));
  const guess = Math.min(width - position, panelWidth, panelDecay / here);
  return Math.min(guess, panelDecay / rate(integral, start * Math.exp(position + guess)));
}

/** How fast the logarithm of the integrand falls in w, at γ + u. */
function rate({ n, alpha, s, beta, gamma }: LeavingIntegral, shifted: number): number {
  return (n * shifted) / (alpha - gamma + shifted) + ((s + 1) * shifted) / (beta - gamma + shifted);
}
