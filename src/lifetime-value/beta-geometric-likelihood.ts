import { digammaRise, logRising, trigammaFall } from "../numeric/index.js";
import { type IndividualLikelihood, type LikelihoodSurface, logarithmicSurface } from "./likelihood-surface.js";
import type { PurchaseGroups } from "./purchase-groups.js";

/**
 * Which member of the family: purchases come after `stages` exponential stages each (1 for NBD, k for CNBD-k), and customers may leave after each repeat
 * purchase (`immediate` 0: BG) or after every purchase, the first included (`immediate` 1: MBG).
 */
export interface BetaGeometricVariant {
  readonly stages: number;
  readonly immediate: 0 | 1;
}

/**
 * The log-likelihood of BG/NBD (Fader, Hardie & Lee 2005), MBG/NBD (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007) and (M)BG/CNBD-k (Platzer &
 * Reutterer 2016) over ln r, ln α, ln a, ln b. With n = r + k·x and q = x + immediate, a customer contributes
 *
 *   ln[Γ(n)/Γ(r)] − r ln(1+T/α) − k·x ln(α+T) + ln[B(a, b+q)/B(a, b)] + ln(S₁ + S₂),
 *   S₁ = a/(b+q−1) · ((α+T)/(α+t))ⁿ when q > 0, else 0,   S₂ = Σ_{j<k} (n)ⱼ/j! · ((T−t)/(α+T))ʲ,
 *
 * S₁ standing for having left at the last purchase, S₂ for being still there. The part in logIntervals is constant: {@link intervalConstant}. Logarithms
 * of α+T are written with ln(1+T/α), so that nothing is lost on the ridge where r and α run to infinity together.
 */
export function betaGeometricSurface(groups: PurchaseGroups, variant: BetaGeometricVariant): LikelihoodSurface {
  const timing = timingLikelihood(variant);
  const gradient4 = new Float64Array(4);
  const hessian4 = new Float64Array(16);
  const distinct = groups.frequencies.length;
  const lastFactor = new Float64Array(distinct);
  return logarithmicSurface(4, (values, gradient, hessian) => {
    gradient.fill(0);
    hessian.fill(0);
    let total = 0;
    for (let i = 0; i < distinct; i++) {
      const x = groups.frequencies[i]!;
      total += addCounting(values, x, groups.frequencyCounts[i]!, variant, gradient, hessian);
      lastFactor[i] = Math.log(values[2]! / (values[3]! + (x + variant.immediate - 1)));
    }
    for (let g = 0; g < groups.groups; g++) {
      const weight = groups.count[g]!;
      const x = groups.frequency[g]!;
      const ratio = lastFactor[groups.frequencyIndex[g]!]!;
      total += weight * timing(values, ratio, x, groups.recency[g]!, groups.age[g]!, gradient4, hessian4);
      for (let i = 0; i < 4; i++) {
        gradient[i]! += weight * gradient4[i]!;
        for (let j = 0; j <= i; j++) hessian[4 * i + j]! += weight * hessian4[4 * i + j]!;
      }
    }
    mirror(hessian);
    return total;
  });
}

/** The same for one customer, by r, α, a, b themselves. */
export function betaGeometricIndividual(variant: BetaGeometricVariant): IndividualLikelihood {
  const timing = timingLikelihood(variant);
  const gradient4 = new Float64Array(4);
  const hessian4 = new Float64Array(16);
  return (values, frequency, recency, age, gradient, hessian) => {
    const ratio = Math.log(values[2]! / (values[3]! + (frequency + variant.immediate - 1)));
    let total = timing(values, ratio, frequency, recency, age, gradient, hessian);
    gradient4.fill(0);
    hessian4.fill(0);
    total += addCounting(values, frequency, 1, variant, gradient4, hessian4);
    for (let i = 0; i < 4; i++) gradient[i]! += gradient4[i]!;
    for (let i = 0; i < 16; i++) hessian[i]! += hessian4[i]!;
    mirror(hessian);
    return total;
  };
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
  const [r, a, b] = [values[0]!, values[2]!, values[3]!];
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

type TimingLikelihood = (
  values: Float64Array,
  lastFactor: number,
  x: number,
  recency: number,
  age: number,
  gradient: Float64Array,
  hessian: Float64Array,
) => number;

/** −r ln(1+T/α) − k·x ln(α+T) + ln(S₁ + S₂) with derivatives (lower triangle); `lastFactor` is ln[a/(b+q−1)]. */
function timingLikelihood({ stages, immediate }: BetaGeometricVariant): TimingLikelihood {
  const staying = new Float64Array(6);
  return (values, lastFactor, x, recency, age, gradient, hessian) => {
    const alpha = values[1]!;
    const r = values[0]!;
    const purchases = stages * x;
    const n = r + purchases;
    const inverseAge = 1 / (alpha + age);
    const growth = Math.log1p(age / alpha);
    const elapsed = age * inverseAge;
    hessian.fill(0);
    let value = -n * growth - purchases * Math.log(alpha);
    let byR = -growth;
    let byAlpha = ((r * age) / alpha - purchases) * inverseAge;
    let byRAlpha = elapsed / alpha;
    let byAlpha2 = purchases * inverseAge * inverseAge - ((r * elapsed) / alpha) * (1 / alpha + inverseAge);
    let byR2 = 0;
    let stayR = 0;
    let stayAlpha = 0;
    if (stages > 1) {
      stillThere(n, (age - recency) * inverseAge, inverseAge, stages, staying);
      stayR = staying[1]!;
      stayAlpha = staying[2]!;
      value += staying[0]!;
    }
    gradient[2] = 0;
    gradient[3] = 0;
    if (x + immediate === 0) {
      // Nobody leaves before the first repeat purchase: S₁ = 0.
      byR += stayR;
      byAlpha += stayAlpha;
      if (stages > 1) {
        byR2 += staying[3]!;
        byRAlpha += staying[4]!;
        byAlpha2 += staying[5]!;
      }
    } else {
      const a = values[2]!;
      const inverseLast = 1 / (alpha + recency);
      const inverseB = 1 / (values[3]! + (x + immediate - 1));
      const logRatio = growth - Math.log1p(recency / alpha);
      const difference = (recency - age) * inverseAge * inverseLast;
      const odds = lastFactor + n * logRatio - staying[0]!;
      // w is the probability of having left at the last purchase, given the history.
      const tail = Math.exp(-Math.abs(odds));
      const w = odds > 0 ? 1 / (1 + tail) : tail / (1 + tail);
      const stay = odds > 0 ? tail / (1 + tail) : 1 / (1 + tail);
      value += Math.max(odds, 0) + Math.log1p(tail);
      const spread = w * stay;
      const gapR = logRatio - stayR;
      const gapAlpha = n * difference - stayAlpha;
      byR += stayR + w * gapR;
      byAlpha += stayAlpha + w * gapAlpha;
      gradient[2] = w / a;
      gradient[3] = -w * inverseB;
      byR2 += spread * gapR * gapR;
      byRAlpha += w * difference + spread * gapR * gapAlpha;
      byAlpha2 += -w * n * difference * (inverseLast + inverseAge) + spread * gapAlpha * gapAlpha;
      if (stages > 1) {
        byR2 += stay * staying[3]!;
        byRAlpha += stay * staying[4]!;
        byAlpha2 += stay * staying[5]!;
      }
      hessian[8] = (spread * gapR) / a;
      hessian[9] = (spread * gapAlpha) / a;
      hessian[10] = (-w * w) / (a * a);
      hessian[12] = -spread * gapR * inverseB;
      hessian[13] = -spread * gapAlpha * inverseB;
      hessian[14] = (-spread * inverseB) / a;
      hessian[15] = (w + spread) * inverseB * inverseB;
    }
    gradient[0] = byR;
    gradient[1] = byAlpha;
    hessian[0] = byR2;
    hessian[4] = byRAlpha;
    hessian[5] = byAlpha2;
    return value;
  };
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
