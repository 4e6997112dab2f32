import { digamma, trigamma } from "./digamma.js";
import { logGamma, stirlingError } from "./log-gamma.js";

/**
 * ln[Γ(z + n) / Γ(z)] for z > 0 and n ≥ 0, accurate also where z is huge and the two logarithms would cancel: the
 * homogeneous limits of the models (all customers alike) lie there.
 */
export function logRising(z: number, n: number): number {
  if (n <= 12 && n === Math.floor(n)) {
    let product = 1;
    for (let i = 0; i < n; i++) product *= z + i;
    if (product > 1e-280 && product < 1e280) return Math.log(product);
  }
  if (z < 10) return logGamma(z + n) - logGamma(z);
  return (z - 0.5) * Math.log1p(n / z) + n * (Math.log(z + n) - 1) + (stirlingError(z + n) - stirlingError(z));
}

/** ψ(z + n) − ψ(z), the derivative of {@link logRising} by z. */
export function digammaRise(z: number, n: number): number {
  if (n <= 12 && n === Math.floor(n)) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += 1 / (z + i);
    return sum;
  }
  if (z < 10) return digamma(z + n) - digamma(z);
  return Math.log1p(n / z) + (digammaRest(z + n) - digammaRest(z));
}

/** ψ′(z) − ψ′(z + n), the negative second derivative of {@link logRising} by z. */
export function trigammaFall(z: number, n: number): number {
  if (n <= 12 && n === Math.floor(n)) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += 1 / ((z + i) * (z + i));
    return sum;
  }
  return trigamma(z) - trigamma(z + n);
}

/** ψ(z) − ln z for z ≥ 10 (Abramowitz & Stegun 6.3.18). */
function digammaRest(z: number): number {
  const s = 1 / (z * z);
  return (
    -0.5 / z - s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))))
  );
}
