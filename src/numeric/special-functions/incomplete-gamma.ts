import { gammaFactor } from "./density-core.js";
import { logGammaOnePlus } from "./log-gamma.js";
import { temmeApplies, temmeLower, temmeUpper } from "./temme-expansion.js";

/**
 * P(a, x) = γ(a, x) / Γ(a), the regularized lower incomplete gamma function, for a > 0 and x ≥ 0; relatively accurate
 * also where it is tiny. NaN outside.
 */
export function regularizedGammaP(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  if (a === Number.POSITIVE_INFINITY) return 0;
  if (temmeApplies(a, x)) return temmeLower(a, x);
  if (x < a + 1) return lowerSeries(a, x);
  return 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), relatively accurate in the upper tail, for a > 0 and x ≥ 0. NaN outside. */
export function regularizedGammaQ(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (a === Number.POSITIVE_INFINITY) return 1;
  if (temmeApplies(a, x)) return temmeUpper(a, x);
  if (a < 1 && x < 1.5) return upperForSmallShape(a, x);
  if (x < a + 1) return 1 - lowerSeries(a, x);
  return upperFraction(a, x);
}

/** DLMF 8.7.1: γ(a, x) = x^a e^{−x} Σ xⁿ / (a (a+1) … (a+n)). */
function lowerSeries(a: number, x: number): number {
  const factor = gammaFactor(a, x);
  if (factor === 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, factor * sum);
}

/** DLMF 8.9.2, the continued fraction of Γ(a, x), by the modified Lentz method. */
function upperFraction(a: number, x: number): number {
  const factor = gammaFactor(a, x);
  if (factor === 0) return 0;
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let fraction = d;
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    if (d === 0) d = tiny;
    c = b + numerator / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return Math.min(1, factor * fraction);
}

/**
 * Q for a < 1 and small x, where 1 − P would cancel: with γ(a, x) = x^a Σ (−x)ⁿ / (n! (a + n)) (DLMF 8.7.1) and
 * x^a / Γ(1 + a) = e^L,  Q = (1 − e^L) − e^L · a Σ_{n≥1} (−x)ⁿ / (n! (a + n)).
 */
function upperForSmallShape(a: number, x: number): number {
  const log = a * Math.log(x) - logGammaOnePlus(a);
  let power = 1;
  let sum = 0;
  for (let n = 1; n < 60; n++) {
    power *= -x / n;
    const term = power / (a + n);
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return Math.max(0, -Math.expm1(log) - Math.exp(log) * a * sum);
}
