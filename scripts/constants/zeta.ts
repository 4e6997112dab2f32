import { divide, logarithm, multiply, one, power, quotient } from "./fixed-point.js";

/** Terms of Euler and Maclaurin's sum, and the argument from which it is good to all digits. */
const terms = 60;
const farOut = 60;

/** B₂, B₄, …, from Σ_{j<m} C(m, j) Bⱼ = 0. */
const evenBernoulli = (() => {
  const bernoulli = [one];
  for (let n = 1; n <= 2 * terms; n++) {
    let sum = 0n;
    let binomial = 1n;
    for (let j = 0; j < n; j++) {
      sum += binomial * bernoulli[j]!;
      binomial = (binomial * BigInt(n + 1 - j)) / BigInt(j + 1);
    }
    bernoulli.push(n > 1 && n % 2 === 1 ? 0n : -sum / BigInt(n + 1));
  }
  return bernoulli.filter((_, n) => n > 0 && n % 2 === 0);
})();

/** ζ(s, x) = Σ_{n≥0} (x + n)^−s for whole s > 1, by Euler and Maclaurin's sum (DLMF 25.11.5). */
export function hurwitzZeta(s: number, x: bigint): bigint {
  let sum = 0n;
  let place = x;
  for (; place < BigInt(farOut) * one; place += one) sum += divide(one, power(place, s));
  const atPlace = divide(one, power(place, s));
  sum += multiply(atPlace, place) / BigInt(s - 1) + atPlace / 2n;
  // B₂ₖ/(2k)! · s (s+1) … (s+2k−2) / x^(s+2k−1)
  const inverseSquare = divide(one, multiply(place, place));
  let factor = (divide(atPlace, place) * BigInt(s)) / 2n;
  evenBernoulli.forEach((bernoulli, i) => {
    sum += multiply(bernoulli, factor);
    const k = BigInt(i + 1);
    const rise = (BigInt(s) + 2n * k - 1n) * (BigInt(s) + 2n * k);
    factor = (multiply(factor, inverseSquare) * rise) / ((2n * k + 1n) * (2n * k + 2n));
  });
  return sum;
}

/** ψ(x) = ln x − 1/(2x) − Σ B₂ₖ/(2k x²ᵏ), moved far out by ψ(x) = ψ(x + 1) − 1/x (DLMF 5.11.2, 5.5.2). */
export function digamma(x: bigint): bigint {
  let shift = 0n;
  let place = x;
  for (; place < BigInt(farOut) * one; place += one) shift += divide(one, place);
  const inverseSquare = divide(one, multiply(place, place));
  let series = 0n;
  let inverse = inverseSquare;
  evenBernoulli.forEach((bernoulli, i) => {
    series += multiply(bernoulli, inverse) / BigInt(2 * (i + 1));
    inverse = multiply(inverse, inverseSquare);
  });
  return logarithm(place) - divide(quotient(1, 2), place) - series - shift;
}
