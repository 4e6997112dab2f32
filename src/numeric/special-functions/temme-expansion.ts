import { scaledErfc } from "./error-function.js";
import { log1pMinus } from "./log-arithmetic.js";
import { temmeCoefficients } from "./temme-coefficients.js";

/** Where the uniform expansion below has full accuracy. */
export function temmeApplies(a: number, x: number): boolean {
  return a >= 30 && x > 0.65 * a && x < 1.5 * a;
}

/** Q(a, x) where {@link temmeApplies}. */
export function temmeUpper(a: number, x: number): number {
  return x >= a ? temmeTail(a, x) : 1 - temmeTail(a, x);
}

/** P(a, x) where {@link temmeApplies}. */
export function temmeLower(a: number, x: number): number {
  return x >= a ? 1 - temmeTail(a, x) : temmeTail(a, x);
}

/**
 * Q for x ≥ a, P for x < a: ½ erfc(|η| √(a/2)) ± e^{−aη²/2} / √(2πa) · Σ Cₖ(η) a^{−k} with ½η² = x/a − 1 − ln(x/a) and
 * η of the sign of x − a (Temme 1979; DLMF 8.12.3, 8.12.4, 8.12.7). Uniform in x, so it takes the same time for any a.
 */
function temmeTail(a: number, x: number): number {
  const halfSquare = -log1pMinus((x - a) / a);
  const eta = Math.sqrt(2 * halfSquare) * (x >= a ? 1 : -1);
  let series = 0;
  for (let k = temmeCoefficients.length - 1; k >= 0; k--) {
    const coefficients = temmeCoefficients[k]!;
    let value = 0;
    for (let i = coefficients.length - 1; i >= 0; i--) value = value * eta + coefficients[i]!;
    series = series / a + value;
  }
  const rest = series / Math.sqrt(2 * Math.PI * a);
  const exponential = Math.exp(-a * halfSquare);
  const tail = 0.5 * scaledErfc(Math.sqrt(a * halfSquare));
  return exponential * (x >= a ? tail + rest : tail - rest);
}
