import type { LeafPath } from "./tree-paths.js";

/**
 * The Shapley values of the features on the path to a leaf, for a row whose features agree with it (1) or not (0).
 *
 * With shares z and agreements o that of feature i is v (o_i − z_i) Σ_k w_k e_k, where w_k = k! (d − 1 − k)! / d! and
 * e_k are the coefficients of Π_{j ≠ i} (z_j + o_j x) (Lundberg et al. 2020, the sum of algorithm 2). A feature that
 * disagrees only contributes its share as a factor, so all of those get the same value; one that agrees is divided out
 * of the product of all that do.
 */
export function pathContributions({ value, shares }: LeafPath, agrees: Uint8Array): Float64Array {
  const d = shares.length;
  const product = new Float64Array(d + 1);
  product[0] = 1;
  let degree = 0;
  let factor = value;
  for (let j = 0; j < d; j++) {
    const share = shares[j]!;
    if (agrees[j] === 0) {
      factor *= share;
      continue;
    }
    degree++;
    for (let k = degree; k > 0; k--) product[k] = share * product[k]! + product[k - 1]!;
    product[0]! *= share;
  }
  const values = new Float64Array(d);
  if (degree < d) values.fill(-factor * weightedSum(product, degree, d));
  const quotient = new Float64Array(degree);
  for (let i = 0; i < d; i++) {
    if (agrees[i] === 0) continue;
    const share = shares[i]!;
    let above = product[degree]!;
    for (let k = degree - 1; k >= 0; k--) {
      quotient[k] = above;
      above = product[k]! - share * above;
    }
    values[i] = factor * (1 - share) * weightedSum(quotient, degree - 1, d);
  }
  return values;
}

/** Σ k! (d − 1 − k)! / d! · e_k for k from 0 to `degree`. */
function weightedSum(coefficients: Float64Array, degree: number, d: number): number {
  let sum = 0;
  let weight = 1 / d;
  for (let k = 0; k <= degree; k++) {
    sum += weight * coefficients[k]!;
    weight *= (k + 1) / (d - 1 - k);
  }
  return sum;
}
