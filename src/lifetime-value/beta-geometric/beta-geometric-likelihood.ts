import { digammaRise, logRising, trigammaFall } from "../../numeric/index.js";
import {
  type IndividualLikelihood,
  type LogLikelihoodFunction,
  logarithmicLogLikelihood,
} from "../fitting/log-likelihood-function.js";
import type { PurchaseGroups } from "../fitting/purchase-groups.js";

/**
 * Which member of the family: purchases come after `stages` exponential stages each (1 for NBD, k for CNBD-k), and
 * customers may leave after each repeat purchase (`immediate` 0: BG) or after every purchase, the first included
 * (`immediate` 1: MBG).
 */
export interface BetaGeometricVariant {
  readonly stages: number;
  readonly immediate: 0 | 1;
}

/**
 * The log-likelihood of BG/NBD (Fader, Hardie & Lee 2005), MBG/NBD (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner
 * 2007) and (M)BG/CNBD-k (Platzer & Reutterer 2016) over ln r, ln α, ln a, ln b. With n = r + k·x and q = x +
 * immediate, a customer contributes
 *
 *   ln[Γ(n)/Γ(r)] − r ln(1+T/α) − k·x ln(α+T) + ln[B(a, b+q)/B(a, b)] + ln(S₁ + S₂),
 *   S₁ = a/(b+q−1) · ((α+T)/(α+t))ⁿ when q > 0, else 0,   S₂ = Σ_{j<k} (n)ⱼ/j! · ((T−t)/(α+T))ʲ,
 *
 * S₁ standing for having left at the last purchase, S₂ for being still there. The part in logIntervals is constant:
 * {@link intervalConstant}. Logarithms of α+T are written with ln(1+T/α), so that nothing is lost on the ridge where r
 * and α run to infinity together.
 */
export function betaGeometricLogLikelihood(
  groups: PurchaseGroups,
  variant: BetaGeometricVariant,
): LogLikelihoodFunction {
  const lastFactors = new Float64Array(groups.frequencies.length);
  return logarithmicLogLikelihood(4, (values, gradient, hessian) =>
    sumOverGroups(values, groups, variant, lastFactors, gradient, hessian),
  );
}

/** The log-likelihood of one customer with its derivatives by r, α, a, b themselves. */
export function betaGeometricIndividual(variant: BetaGeometricVariant): IndividualLikelihood {
  const one = Float64Array.of(1);
  const lone = {
    groups: 1,
    count: one,
    frequency: new Float64Array(1),
    recency: new Float64Array(1),
    age: new Float64Array(1),
    frequencies: new Float64Array(1),
    frequencyCounts: one,
    frequencyIndex: new Int32Array(1),
  };
  const lastFactors = new Float64Array(1);
  return (values, frequency, recency, age, gradient, hessian) => {
    lone.frequency[0] = frequency;
    lone.frequencies[0] = frequency;
    lone.recency[0] = recency;
    lone.age[0] = age;
    return sumOverGroups(values, lone, variant, lastFactors, gradient, hessian);
  };
}

type Histories = Pick<
  PurchaseGroups,
  "groups" | "count" | "frequency" | "recency" | "age" | "frequencies" | "frequencyCounts" | "frequencyIndex"
>;

/**
 * The sum over customers. Like the kernels below a function of the module and not a closure of each fit, so that its
 * optimized code serves all fits.
 */
function sumOverGroups(
  values: Float64Array,
  groups: Histories,
  variant: BetaGeometricVariant,
  lastFactors: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  gradient.fill(0);
  hessian.fill(0);
  let total = 0;
  for (let i = 0; i < groups.frequencies.length; i++) {
    const x = groups.frequencies[i]!;
    total += addCounting(values, x, groups.frequencyCounts[i]!, variant, gradient, hessian);
    lastFactors[i] = Math.log(values[2]! / (values[3]! + (x + variant.immediate - 1)));
  }
  total += addTiming(values, groups, variant, lastFactors, gradient, hessian);
  mirror(hessian);
  return total;
}

/** (k−1)·Σ ln interval − Σx·ln Γ(k), what the times between purchases add to the log-likelihood of a CNBD-k model. */
export function intervalConstant(stages: number, totalLogIntervals: number, totalFrequency: number): number {
  return (stages - 1) * totalLogIntervals - totalFrequency * logRising(1, stages - 1);
}

/** Adds `weight` times ln[Γ(n)/Γ(r)] + ln[B(a, b+q)/B(a, b)] and its derivatives (lower triangle). */
function addCounting(
  values: Float64Array,
  x: number,
  weight: number,
  { stages, immediate }: BetaGeometricVariant,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const r = values[0]!;
  const a = values[2]!;
  const b = values[3]!;
  const purchases = stages * x;
  const chances = x + immediate;
  gradient[0]! += weight * digammaRise(r, purchases);
  hessian[0]! -= weight * trigammaFall(r, purchases);
  let value = logRising(r, purchases);
  if (chances > 0) {
    const slope = digammaRise(a + b, chances);
    const bend = trigammaFall(a + b, chances);
    gradient[2]! -= weight * slope;
    gradient[3]! += weight * (digammaRise(b, chances) - slope);
    hessian[10]! += weight * bend;
    hessian[14]! += weight * bend;
    hessian[15]! += weight * (bend - trigammaFall(b, chances));
    value += logRising(b, chances) - logRising(a + b, chances);
  }
  return weight * value;
}

const staying = /* @__PURE__ */ new Float64Array(6);

/**
 * Adds −r ln(1+T/α) − k·x ln(α+T) + ln(S₁ + S₂) of all groups and its derivatives (lower triangle); `lastFactors` holds
 * ln[a/(b+q−1)] by frequency.
 */
function addTiming(
  values: Float64Array,
  groups: Histories,
  { stages, immediate }: BetaGeometricVariant,
  lastFactors: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const { count, frequency, recency, age, frequencyIndex } = groups;
  const r = values[0]!;
  const alpha = values[1]!;
  const a = values[2]!;
  const b = values[3]!;
  const logAlpha = Math.log(alpha);
  let total = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  let rr = 0;
  let ar = 0;
  let aa = 0;
  let pr = 0;
  let pa = 0;
  let pp = 0;
  let qr = 0;
  let qa = 0;
  let qp = 0;
  let qq = 0;
  staying.fill(0);
  for (let g = 0; g < groups.groups; g++) {
    const weight = count[g]!;
    const x = frequency[g]!;
    const T = age[g]!;
    const purchases = stages * x;
    const n = r + purchases;
    const inverseAge = 1 / (alpha + T);
    const growth = Math.log1p(T / alpha);
    const elapsed = (T * inverseAge) / alpha;
    total -= weight * (n * growth + purchases * logAlpha);
    byR -= weight * growth;
    byAlpha += weight * (r * elapsed - purchases * inverseAge);
    ar += weight * elapsed;
    aa += weight * (purchases * inverseAge * inverseAge - r * elapsed * (1 / alpha + inverseAge));
    if (stages > 1) {
      stillThere(n, (T - recency[g]!) * inverseAge, inverseAge, stages, staying);
      total += weight * staying[0]!;
      byR += weight * staying[1]!;
      byAlpha += weight * staying[2]!;
    }
    // How likely it is to have left at the last purchase (w) and not to have (stay); nobody leaves before the first
    // repeat purchase where S₁ = 0.
    let w = 0;
    let stay = 1;
    if (x + immediate > 0) {
      const inverseLast = 1 / (alpha + recency[g]!);
      const inverseB = 1 / (b + (x + immediate - 1));
      const logRatio = growth - Math.log1p(recency[g]! / alpha);
      const difference = (recency[g]! - T) * inverseAge * inverseLast;
      const odds = lastFactors[frequencyIndex[g]!]! + n * logRatio - staying[0]!;
      const tail = Math.exp(-Math.abs(odds));
      const share = 1 / (1 + tail);
      w = odds > 0 ? share : tail * share;
      stay = odds > 0 ? tail * share : share;
      total += weight * (Math.max(odds, 0) + Math.log1p(tail));
      const leaving = weight * w;
      const spread = leaving * stay;
      const gapR = logRatio - staying[1]!;
      const gapAlpha = n * difference - staying[2]!;
      byR += leaving * gapR;
      byAlpha += leaving * gapAlpha;
      byA += leaving;
      byB -= leaving * inverseB;
      rr += spread * gapR * gapR;
      ar += leaving * difference + spread * gapR * gapAlpha;
      aa += spread * gapAlpha * gapAlpha - leaving * n * difference * (inverseLast + inverseAge);
      pr += spread * gapR;
      pa += spread * gapAlpha;
      pp -= leaving * w;
      qr -= spread * gapR * inverseB;
      qa -= spread * gapAlpha * inverseB;
      qp -= spread * inverseB;
      qq += (leaving + spread) * inverseB * inverseB;
    }
    if (stages > 1) {
      rr += weight * stay * staying[3]!;
      ar += weight * stay * staying[4]!;
      aa += weight * stay * staying[5]!;
    }
  }
  const inverseA = 1 / a;
  gradient[0]! += byR;
  gradient[1]! += byAlpha;
  gradient[2]! += byA * inverseA;
  gradient[3]! += byB;
  hessian[0]! += rr;
  hessian[4]! += ar;
  hessian[5]! += aa;
  hessian[8]! += pr * inverseA;
  hessian[9]! += pa * inverseA;
  hessian[10]! += pp * inverseA * inverseA;
  hessian[12]! += qr;
  hessian[13]! += qa;
  hessian[14]! += qp * inverseA;
  hessian[15]! += qq;
  return total;
}

/** ln S₂ and its derivatives by r, α, r², rα, α² for k > 1. */
function stillThere(n: number, u: number, inverseAge: number, stages: number, out: Float64Array): void {
  let term = 1;
  let slope = 0;
  let bend = 0;
  let sum = 1;
  let r = 0;
  let alpha = 0;
  let r2 = 0;
  let rAlpha = 0;
  let alpha2 = 0;
  for (let j = 1; j < stages; j++) {
    const inverse = 1 / (n + j - 1);
    term *= ((n + j - 1) / j) * u;
    slope += inverse;
    bend += inverse * inverse;
    sum += term;
    r += term * slope;
    alpha -= term * j;
    r2 += term * (slope * slope - bend);
    rAlpha -= term * slope * j;
    alpha2 += term * j * (j + 1);
  }
  const scale = 1 / sum;
  out[0] = Math.log(sum);
  out[1] = r * scale;
  out[2] = alpha * scale * inverseAge;
  out[3] = r2 * scale - out[1]! * out[1]!;
  out[4] = rAlpha * scale * inverseAge - out[1]! * out[2]!;
  out[5] = alpha2 * scale * inverseAge * inverseAge - out[2]! * out[2]!;
}

function mirror(hessian: Float64Array): void {
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) hessian[4 * j + i] = hessian[4 * i + j]!;
}
