import { type LogLikelihoodFunction, logarithmicLogLikelihood } from "../fitting/log-likelihood-function.js";
import type { PurchaseGroups } from "../fitting/purchase-groups.js";

/**
 * The log-likelihood of BG/BB (Fader, Hardie & Shang 2010, equation 4) over ln α, ln β, ln γ, ln δ. A customer with x
 * purchases at n opportunities, the last at t, contributes the logarithm of
 *
 *   (α)ₓ(β)ₙ₋ₓ/(α+β)ₙ · (δ)ₙ/(γ+δ)ₙ  +  Σ_{j=t}^{n−1} (α)ₓ(β)ⱼ₋ₓ/(α+β)ⱼ · γ(δ)ⱼ/(γ+δ)ⱼ₊₁,
 *
 * rising factorials (z)ₙ = Γ(z+n)/Γ(z), the sum being over the opportunity before which the customer left.
 */
export function bgBbLogLikelihood(groups: PurchaseGroups): LogLikelihoodFunction {
  const longest = groups.age.reduce((most, n) => Math.max(most, n), 0);
  const tables = {
    riseAlpha: new RisingTable(longest + 1),
    riseBeta: new RisingTable(longest + 1),
    riseBoth: new RisingTable(longest + 1),
    riseDelta: new RisingTable(longest + 1),
    riseAll: new RisingTable(longest + 1),
    logs: new Float64Array(longest + 2),
    first: new Float64Array(4),
    second: new Float64Array(16),
  };
  return logarithmicLogLikelihood(4, (values, gradient, hessian) =>
    sumOverGroups(values, groups, tables, gradient, hessian),
  );
}

/** Rising factorials of α, β, α+β, δ and γ+δ, and room for what is worked out of one customer. */
interface Tables {
  readonly riseAlpha: RisingTable;
  readonly riseBeta: RisingTable;
  readonly riseBoth: RisingTable;
  readonly riseDelta: RisingTable;
  readonly riseAll: RisingTable;
  /** The logarithms of the components of the sum, but for (α)ₓ. */
  readonly logs: Float64Array;
  /** Their first derivatives, and products of these plus second derivatives, weighted with the components. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function sumOverGroups(
  values: Float64Array,
  groups: PurchaseGroups,
  tables: Tables,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const alpha = values[0]!;
  const beta = values[1]!;
  const gamma = values[2]!;
  const delta = values[3]!;
  tables.riseAlpha.fill(alpha);
  tables.riseBeta.fill(beta);
  tables.riseBoth.fill(alpha + beta);
  tables.riseDelta.fill(delta);
  tables.riseAll.fill(gamma + delta);
  gradient.fill(0);
  hessian.fill(0);
  const logGamma = Math.log(gamma);
  const inverseGamma = 1 / gamma;
  const { first, second } = tables;
  let total = 0;
  for (let g = 0; g < groups.groups; g++) {
    const weight = groups.count[g]!;
    const x = groups.frequency[g]!;
    const t = groups.recency[g]!;
    const n = groups.age[g]!;
    const highest = fillLogs(tables, logGamma, x, t, n);
    const mass = sumComponents(tables, inverseGamma, highest, x, t, n);
    total += weight * (tables.riseAlpha.log[x]! + highest + Math.log(mass));
    for (let i = 0; i < 4; i++) gradient[i]! += (weight * first[i]!) / mass;
    for (let i = 0; i < 4; i++) {
      for (let k = i; k < 4; k++) {
        hessian[4 * i + k]! += weight * (second[4 * i + k]! / mass - (first[i]! / mass) * (first[k]! / mass));
      }
    }
  }
  for (let i = 0; i < 4; i++) for (let k = 0; k < i; k++) hessian[4 * i + k] = hessian[4 * k + i]!;
  return total;
}

/**
 * Fills the logarithms of a customer's components j = t … n − 1, having left before opportunity j + 1, and n, being
 * still there; gives the highest.
 */
function fillLogs(tables: Tables, logGamma: number, x: number, t: number, n: number): number {
  const { riseBeta, riseBoth, riseDelta, riseAll, logs } = tables;
  let highest = Number.NEGATIVE_INFINITY;
  for (let j = t; j <= n; j++) {
    const left = j < n ? logGamma - riseAll.log[j + 1]! : -riseAll.log[n]!;
    const value = riseBeta.log[j - x]! - riseBoth.log[j]! + riseDelta.log[j]! + left;
    logs[j - t] = value;
    if (value > highest) highest = value;
  }
  return highest;
}

/** Sums a customer's components relative to the highest, and their derivatives; gives the sum. */
function sumComponents(tables: Tables, inverseGamma: number, highest: number, x: number, t: number, n: number): number {
  const { riseAlpha, riseBeta, riseBoth, riseDelta, riseAll, logs, first, second } = tables;
  first.fill(0);
  second.fill(0);
  let mass = 0;
  for (let j = t; j <= n; j++) {
    const p = Math.exp(logs[j - t]! - highest);
    const stays = j < n ? j + 1 : n;
    const leaves = j < n ? inverseGamma : 0;
    const d0 = riseAlpha.slope[x]! - riseBoth.slope[j]!;
    const d1 = riseBeta.slope[j - x]! - riseBoth.slope[j]!;
    const d2 = leaves - riseAll.slope[stays]!;
    const d3 = riseDelta.slope[j]! - riseAll.slope[stays]!;
    mass += p;
    first[0]! += p * d0;
    first[1]! += p * d1;
    first[2]! += p * d2;
    first[3]! += p * d3;
    second[0]! += p * (d0 * d0 - riseAlpha.bend[x]! + riseBoth.bend[j]!);
    second[1]! += p * (d0 * d1 + riseBoth.bend[j]!);
    second[2]! += p * d0 * d2;
    second[3]! += p * d0 * d3;
    second[5]! += p * (d1 * d1 - riseBeta.bend[j - x]! + riseBoth.bend[j]!);
    second[6]! += p * d1 * d2;
    second[7]! += p * d1 * d3;
    second[10]! += p * (d2 * d2 - leaves * leaves + riseAll.bend[stays]!);
    second[11]! += p * (d2 * d3 + riseAll.bend[stays]!);
    second[15]! += p * (d3 * d3 - riseDelta.bend[j]! + riseAll.bend[stays]!);
  }
  return mass;
}

/** ln (z)ₙ, its derivative by z, and minus its second derivative, for n = 0, 1, …. */
class RisingTable {
  readonly log: Float64Array;
  readonly slope: Float64Array;
  readonly bend: Float64Array;

  constructor(size: number) {
    this.log = new Float64Array(size + 1);
    this.slope = new Float64Array(size + 1);
    this.bend = new Float64Array(size + 1);
  }

  fill(z: number): void {
    for (let n = 1; n < this.log.length; n++) {
      const inverse = 1 / (z + n - 1);
      this.log[n] = this.log[n - 1]! + Math.log(z + n - 1);
      this.slope[n] = this.slope[n - 1]! + inverse;
      this.bend[n] = this.bend[n - 1]! + inverse * inverse;
    }
  }
}
