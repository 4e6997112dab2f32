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

/**
 * Customers are taken a block at a time: first logarithms and exponentials, whose calls would spill the many sums from
 * registers, and then the sums.
 */
const blockSize = 512;
/** By customer of a block: ln(1+T/α) and ln[(α+T)/(α+t)]. */
const growths = /* @__PURE__ */ new Float64Array(blockSize);
const logRatios = /* @__PURE__ */ new Float64Array(blockSize);
/** By customer: ln S₂ and its derivatives by r, α, r², rα, α²; all 0 where k = 1. */
const stageTerms = /* @__PURE__ */ new Float64Array(6 * blockSize);
const noStageTerms = /* @__PURE__ */ new Float64Array(6 * blockSize);
/** By customer: the probabilities of having left at the last purchase and of not having, and ln(1 + S₁/S₂). */
const lefts = /* @__PURE__ */ new Float64Array(blockSize);
const stays = /* @__PURE__ */ new Float64Array(blockSize);
const logSums = /* @__PURE__ */ new Float64Array(blockSize);
/** The value, its gradient by r, α, ln a, b, and the lower triangle of its Hessian, row by row. */
const sums = /* @__PURE__ */ new Float64Array(15);

/**
 * Adds −r ln(1+T/α) − k·x ln(α+T) + ln(S₁ + S₂) of all groups and its derivatives (lower triangle); `lastFactors` holds
 * ln[a/(b+q−1)] by frequency.
 */
function addTiming(
  values: Float64Array,
  groups: Histories,
  variant: BetaGeometricVariant,
  lastFactors: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  sums.fill(0);
  for (let from = 0; from < groups.groups; from += blockSize) {
    const to = Math.min(from + blockSize, groups.groups);
    timeBlock(values, groups, variant, lastFactors, from, to);
    sumBlock(values, groups, variant, from, to);
  }
  const scales = [1, 1, 1 / values[2]!, 1];
  for (let i = 0, place = 5; i < 4; i++) {
    gradient[i]! += sums[1 + i]! * scales[i]!;
    for (let j = 0; j <= i; j++, place++) hessian[4 * i + j]! += sums[place]! * scales[i]! * scales[j]!;
  }
  return sums[0]!;
}

/** Fills the arrays of a block. */
function timeBlock(
  values: Float64Array,
  { frequency, recency, age, frequencyIndex }: Histories,
  { stages, immediate }: BetaGeometricVariant,
  lastFactors: Float64Array,
  from: number,
  to: number,
): void {
  const r = values[0]!;
  const alpha = values[1]!;
  for (let g = from; g < to; g++) {
    const i = g - from;
    const x = frequency[g]!;
    const n = r + stages * x;
    const growth = Math.log1p(age[g]! / alpha);
    growths[i] = growth;
    if (stages > 1) {
      const inverseAge = 1 / (alpha + age[g]!);
      stillThere(n, (age[g]! - recency[g]!) * inverseAge, inverseAge, stages, i);
    }
    stays[i] = 1;
    if (x + immediate === 0) continue; // nobody leaves before the first repeat purchase where S₁ = 0
    const logRatio = growth - Math.log1p(recency[g]! / alpha);
    const logOdds = lastFactors[frequencyIndex[g]!]! + n * logRatio - (stages > 1 ? stageTerms[6 * i]! : 0);
    const tail = Math.exp(-Math.abs(logOdds));
    const share = 1 / (1 + tail);
    logRatios[i] = logRatio;
    lefts[i] = logOdds > 0 ? share : tail * share;
    stays[i] = logOdds > 0 ? tail * share : share;
    logSums[i] = Math.max(logOdds, 0) + Math.log1p(tail);
  }
}

/** Adds the customers of a block to the sums. */
function sumBlock(
  values: Float64Array,
  { count, frequency, recency, age }: Histories,
  { stages, immediate }: BetaGeometricVariant,
  from: number,
  to: number,
): void {
  const r = values[0]!;
  const alpha = values[1]!;
  const b = values[3]!;
  const logAlpha = Math.log(alpha);
  const terms = stages > 1 ? stageTerms : noStageTerms;
  let [total, byR, byAlpha, byA, byB] = [sums[0]!, sums[1]!, sums[2]!, sums[3]!, sums[4]!];
  let [rr, ar, aa, pr, pa] = [sums[5]!, sums[6]!, sums[7]!, sums[8]!, sums[9]!];
  let [pp, qr, qa, qp, qq] = [sums[10]!, sums[11]!, sums[12]!, sums[13]!, sums[14]!];
  for (let g = from; g < to; g++) {
    const i = g - from;
    const weight = count[g]!;
    const x = frequency[g]!;
    const T = age[g]!;
    const purchases = stages * x;
    const n = r + purchases;
    const inverseAge = 1 / (alpha + T);
    const growth = growths[i]!;
    const elapsed = (T * inverseAge) / alpha;
    const stagesByR = terms[6 * i + 1]!;
    const stagesByAlpha = terms[6 * i + 2]!;
    total = total - weight * (n * growth + purchases * logAlpha) + weight * terms[6 * i]!;
    byR = byR - weight * growth + weight * stagesByR;
    byAlpha = byAlpha + weight * (r * elapsed - purchases * inverseAge) + weight * stagesByAlpha;
    ar += weight * elapsed;
    aa += weight * (purchases * inverseAge * inverseAge - r * elapsed * (1 / alpha + inverseAge));
    if (x + immediate > 0) {
      const inverseLast = 1 / (alpha + recency[g]!);
      const inverseB = 1 / (b + (x + immediate - 1));
      const difference = (recency[g]! - T) * inverseAge * inverseLast;
      const leaving = weight * lefts[i]!;
      const spread = leaving * stays[i]!;
      const gapR = logRatios[i]! - stagesByR;
      const gapAlpha = n * difference - stagesByAlpha;
      total += weight * logSums[i]!;
      byR += leaving * gapR;
      byAlpha += leaving * gapAlpha;
      byA += leaving;
      byB -= leaving * inverseB;
      rr += spread * gapR * gapR;
      ar += leaving * difference + spread * gapR * gapAlpha;
      aa += spread * gapAlpha * gapAlpha - leaving * n * difference * (inverseLast + inverseAge);
      pr += spread * gapR;
      pa += spread * gapAlpha;
      pp -= leaving * lefts[i]!;
      qr -= spread * gapR * inverseB;
      qa -= spread * gapAlpha * inverseB;
      qp -= spread * inverseB;
      qq += (leaving + spread) * inverseB * inverseB;
    }
    rr += weight * stays[i]! * terms[6 * i + 3]!;
    ar += weight * stays[i]! * terms[6 * i + 4]!;
    aa += weight * stays[i]! * terms[6 * i + 5]!;
  }
  sums.set([total, byR, byAlpha, byA, byB, rr, ar, aa, pr, pa, pp, qr, qa, qp, qq]);
}

/** ln S₂ and its derivatives by r, α, r², rα, α² for k > 1. */
function stillThere(n: number, u: number, inverseAge: number, stages: number, customer: number): void {
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
  const place = 6 * customer;
  const byR = r * scale;
  const byAlpha = alpha * scale * inverseAge;
  stageTerms[place] = Math.log(sum);
  stageTerms[place + 1] = byR;
  stageTerms[place + 2] = byAlpha;
  stageTerms[place + 3] = r2 * scale - byR * byR;
  stageTerms[place + 4] = rAlpha * scale * inverseAge - byR * byAlpha;
  stageTerms[place + 5] = alpha2 * scale * inverseAge * inverseAge - byAlpha * byAlpha;
}

function mirror(hessian: Float64Array): void {
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) hessian[4 * j + i] = hessian[4 * i + j]!;
}
