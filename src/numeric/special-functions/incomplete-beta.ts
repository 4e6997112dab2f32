import { betaFactor } from "./density-core.js";

/**
 * I_x(a, b), the regularized incomplete beta function, for a, b > 0 and 0 ≤ x ≤ 1; relatively accurate also where it is
 * tiny. NaN outside.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  return incompleteBeta(x, 1 - x, a, b);
}

/**
 * I_x(a, b) with y = 1 − x given beside x, so that an x near 1 keeps the digits of y. The upper tail 1 − I_x(a, b) is
 * `incompleteBeta(y, x, b, a)`, without cancellation.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  if (x * b <= a * y || x * (a + b + 2) <= a + 1) return betaTail(x, y, a, b);
  const other = betaTail(y, x, b, a);
  return other > 0.9 && x < 0.9 ? betaTail(x, y, a, b) : 1 - other;
}

function betaTail(x: number, y: number, a: number, b: number): number {
  const factor = betaFactor(x, y, a, b);
  if (factor === 0) return 0;
  const value = b * x <= 1 && x <= 0.7 ? factor * powerSeries(x, a, b) : factor * continuedFraction(x, y, a, b);
  return Math.min(1, value);
}

/**
 * I_x(a, b) = x^a y^b / B(a, b) · Σ B(a+1, n+1)/B(a+b, n+1) xⁿ / a (DLMF 8.17.8): all terms positive, for small b x.
 */
function powerSeries(x: number, a: number, b: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 0; term > 1e-17 * sum; n++) {
    term *= ((a + b + n) / (a + 1 + n)) * x;
    sum += term;
  }
  return sum;
}

/**
 * The even part of the continued fraction DLMF 8.17.22 in the form of Didonato & Morris (1992, eq. 9), by the modified
 * Lentz method; converges fast for x below a / (a + b).
 */
function continuedFraction(x: number, y: number, a: number, b: number): number {
  const tiny = 1e-300;
  const lambda = a * y - b * x;
  let beta = (a / (a + 1)) * (lambda + 1);
  let fraction = beta;
  let c = beta;
  let d = 0;
  for (let n = 1; n < 100_000; n++) {
    const scale = a + 2 * n - 1;
    const alpha = ((a + n - 1) / scale) * ((a + b + n - 1) / scale) * n * (b - n) * x * x;
    beta = n + (n * (b - n) * x) / scale + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y));
    d = beta + alpha * d;
    if (d === 0) d = tiny;
    c = beta + alpha / c;
    if (c === 0) c = tiny;
    d = 1 / d;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return 1 / fraction;
}
