import { digammaRise, groupTuples, logBeta, trigamma, trigammaFall } from "../../numeric/index.js";
import type { SpendHistory } from "../fitting/customer-statistics.js";
import { type LogLikelihoodFunction, logarithmicLogLikelihood } from "../fitting/log-likelihood-function.js";

/** The parameters of Gamma-Gamma, in order. */
export type GammaGammaName = "p" | "q" | "gamma";
export const gammaGammaNames: readonly GammaGammaName[] = ["p", "q", "gamma"];

/** Distinct pairs of frequency and mean spend, of the customers who have any. */
export interface SpendGroups {
  readonly groups: number;
  readonly customers: number;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
  readonly count: Float64Array;
  /** The distinct frequencies, and by group the place of its frequency among them. */
  readonly frequencies: Float64Array;
  readonly frequencyIndex: Int32Array;
  readonly meanSpend: number;
}

/**
 * Brings customers with the same frequency and the same mean spend together, leaving out those without repeat
 * purchases.
 */
export function groupSpend(history: SpendHistory): SpendGroups {
  const tuples = groupTuples([history.frequency, history.monetary], history.count);
  const kept = new Int32Array(tuples.representative.length);
  let groups = 0;
  for (let g = 0; g < kept.length; g++) {
    if (history.frequency[tuples.representative[g]!]! > 0 && tuples.count[g]! > 0) kept[groups++] = g;
  }
  const frequency = new Float64Array(groups);
  const monetary = new Float64Array(groups);
  const count = new Float64Array(groups);
  let customers = 0;
  let total = 0;
  for (let g = 0; g < groups; g++) {
    const row = tuples.representative[kept[g]!]!;
    frequency[g] = history.frequency[row]!;
    monetary[g] = history.monetary[row]!;
    count[g] = tuples.count[kept[g]!]!;
    customers += count[g]!;
    total += count[g]! * monetary[g]!;
  }
  const distinct = groupTuples([frequency]);
  return {
    groups,
    customers,
    frequency,
    monetary,
    count,
    frequencies: Float64Array.from(distinct.representative, (g) => frequency[g]!),
    frequencyIndex: distinct.group,
    meanSpend: total / customers,
  };
}

/**
 * The log-likelihood of Gamma-Gamma (Fader & Hardie 2013, note 025) over ln p, ln q, ln γ. With n = p·x and y = x·z̄ a
 * customer contributes
 *
 *   ln[Γ(n+q)/(Γ(n)Γ(q))] + q ln γ + (n−1) ln z̄ + n ln x − (n+q) ln(γ+y)  =  −ln B(n, q) − q ln(1+y/γ) − n ln(1+γ/y) −
 * ln z̄,
 *
 * the latter form keeping its digits where p or q is huge.
 */
export function gammaGammaLogLikelihood(groups: SpendGroups): LogLikelihoodFunction {
  const table = new Float64Array(6 * groups.frequencies.length);
  return logarithmicLogLikelihood(3, (values, gradient, hessian) =>
    sumOverGroups(values, groups, table, gradient, hessian),
  );
}

/** @param table - room for what depends on the frequency only */
function sumOverGroups(
  values: Float64Array,
  groups: SpendGroups,
  table: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const p = values[0]!;
  const q = values[1]!;
  const gamma = values[2]!;
  fillTable(p, q, groups.frequencies, table);
  let value = 0;
  let g0 = 0;
  let g1 = 0;
  let g2 = 0;
  let h00 = 0;
  let h01 = 0;
  let h02 = 0;
  let h11 = 0;
  let h12 = 0;
  let h22 = 0;
  for (let g = 0; g < groups.groups; g++) {
    const weight = groups.count[g]!;
    const x = groups.frequency[g]!;
    const n = p * x;
    const y = x * groups.monetary[g]!;
    const upper = Math.log1p(y / gamma);
    const lower = Math.log1p(gamma / y);
    const inverse = 1 / (gamma + y);
    const row = 6 * groups.frequencyIndex[g]!;
    value += weight * (table[row]! - q * upper - n * lower - Math.log(groups.monetary[g]!));
    g0 += weight * x * (table[row + 1]! - lower);
    g1 += weight * (table[row + 2]! - upper);
    g2 += weight * ((q * y - n * gamma) / gamma) * inverse;
    h00 -= weight * x * x * table[row + 3]!;
    h01 += weight * x * table[row + 5]!;
    h02 -= weight * x * inverse;
    h11 -= weight * table[row + 4]!;
    h12 += (weight * y * inverse) / gamma;
    h22 += weight * ((n + q) * inverse * inverse - q / (gamma * gamma));
  }
  gradient.set([g0, g1, g2]);
  hessian.set([h00, h01, h02, h01, h11, h12, h02, h12, h22]);
  return value;
}

/** Fills six numbers for each distinct frequency x, with n = p·x. */
function fillTable(p: number, q: number, frequencies: Float64Array, table: Float64Array): void {
  for (let i = 0; i < frequencies.length; i++) {
    const n = p * frequencies[i]!;
    table[6 * i] = -logBeta(n, q);
    table[6 * i + 1] = digammaRise(n, q);
    table[6 * i + 2] = digammaRise(q, n);
    table[6 * i + 3] = trigammaFall(n, q);
    table[6 * i + 4] = trigammaFall(q, n);
    table[6 * i + 5] = trigamma(n + q);
  }
}
