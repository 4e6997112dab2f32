import { divide, multiply, one, toDouble } from "./fixed-point.js";

/** How many coefficients of C₀ are kept; each further Cₖ has two fewer. */
const terms = 20;

/**
 * Taylor coefficients in η of C₀(η), …, C₇(η) of Temme's expansion: with ½η² = μ − ln(1 + μ) they are C₀ = 1/μ − 1/η
 * and ηCₖ = C′ₖ₋₁ + γₖ η/μ (DLMF 8.12.9 to 8.12.12), where γₖ is what makes the right side vanish at η = 0.
 */
export function temmeCoefficients(): number[][] {
  const ratio = reciprocal(muOverEta());
  let c = ratio.slice(1, terms + 1);
  const all = [c];
  for (let k = 1; k < 8; k++) {
    const slope = c.slice(1).map((value, i) => value * BigInt(i + 1));
    const gamma = -slope[0]!;
    c = slope.map((value, i) => value + multiply(gamma, ratio[i]!)).slice(1);
    all.push(c);
  }
  return all.map((values) => values.map(toDouble));
}

/** μ/η as a series in η: μ = Σ aₙ ηⁿ with η (1 + μ) = μ μ′, so that aₙ₋₁ = Σ aᵢ (n + 1 − i) aₙ₊₁₋ᵢ. */
function muOverEta(): bigint[] {
  const a = [0n, one];
  for (let n = 2; n <= terms + 2; n++) {
    let rest = a[n - 1]!;
    for (let i = 2; i < n; i++) rest -= multiply(a[i]!, BigInt(n + 1 - i) * a[n + 1 - i]!);
    a.push(rest / BigInt(n + 1));
  }
  return a.slice(1);
}

/** 1/Σ bₙ ηⁿ for b₀ = 1. */
function reciprocal(b: readonly bigint[]): bigint[] {
  const result = [one];
  for (let n = 1; n < b.length; n++) {
    let value = 0n;
    for (let i = 1; i <= n; i++) value -= multiply(b[i]!, result[n - i]!);
    result.push(divide(value, b[0]!));
  }
  return result;
}
