import { chebyshevSeries, powersOf } from "./chebyshev.js";
import { logarithm, multiply, one, pi, toDouble } from "./fixed-point.js";
import { digamma, hurwitzZeta } from "./zeta.js";

/**
 * (ln Γ(2 + z) − (1 − γ) z) / z² for |z| ≤ 1/2: its Chebyshev series of degree 17 as powers of z, the even ones and the
 * odd ones apart. The function is Σ_{k≥2} (−1)ᵏ (ζ(k) − 1)/k z^(k−2) (DLMF 5.7.3).
 */
export function logGammaAtTwo(): { even: number[]; odd: number[] } {
  const coefficients = Array.from({ length: 180 }, (_, i) => {
    const k = i + 2;
    return ((k % 2 === 0 ? 1n : -1n) * hurwitzZeta(k, 2n * one)) / BigInt(k);
  });
  const f = (t: bigint): bigint => coefficients.reduceRight((sum, value) => multiply(sum, t / 2n) + value, 0n);
  // t = 2z
  const powers = powersOf(chebyshevSeries(f, 18, 48)).map((value, k) => toDouble(value * 2n ** BigInt(k)));
  return { even: powers.filter((_, k) => k % 2 === 0), odd: powers.filter((_, k) => k % 2 === 1) };
}

/** 1 − γ = ψ(2). */
export function oneMinusEuler(): number {
  return toDouble(digamma(2n * one));
}

/** ln √(2π). */
export function logSqrtTwoPi(): number {
  return toDouble(logarithm(2n * pi) / 2n);
}
