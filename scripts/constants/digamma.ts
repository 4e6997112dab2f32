import { divide, fromDouble, quotient, toDouble } from "./fixed-point.js";
import { digamma, hurwitzZeta } from "./zeta.js";

/**
 * The positive zero of ψ as the sum of two doubles, and the first 21 Taylor coefficients of ψ there after that of 1.
 */
export function digammaAtRoot(): { root: number; rootRest: number; taylor: number[] } {
  const zero = positiveZero();
  const root = toDouble(zero);
  // ψ⁽ᵏ⁾(x)/k! = (−1)ᵏ⁺¹ ζ(k + 1, x) (DLMF 25.11.12).
  const taylor = Array.from({ length: 21 }, (_, i) => toDouble((i % 2 === 0 ? 1n : -1n) * hurwitzZeta(i + 2, zero)));
  return { root, rootRest: toDouble(zero - fromDouble(root)), taylor };
}

/** By Newton's method. */
function positiveZero(): bigint {
  let x = quotient(146, 100);
  for (let iteration = 0; iteration < 8; iteration++) x -= divide(digamma(x), hurwitzZeta(2, x));
  return x;
}
