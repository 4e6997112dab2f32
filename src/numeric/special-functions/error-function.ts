import { scaledErfcSeries } from "./scaled-erfc-series.js";

const rootOfPi = 1.772453850905516;
const twoOverRootOfPi = 1.1283791670955126;

/** eˣ² erfc(x) for x ≥ 0: what is left of erfc in the far tail when its exponential is taken out. */
export function scaledErfc(x: number): number {
  // The first term of the asymptotic series is all that a double holds.
  if (x > 1e8) return 1 / (x * rootOfPi);
  const t = (x - 3) / (x + 3);
  // Clenshaw's recurrence; the first coefficient is halved already.
  const double = 2 * t;
  let next = 0;
  let afterNext = 0;
  for (let k = scaledErfcSeries.length - 1; k > 0; k--) {
    const current = double * next - afterNext + scaledErfcSeries[k]!;
    afterNext = next;
    next = current;
  }
  return (t * next - afterNext + scaledErfcSeries[0]!) / (x + 1);
}

/**
 * exp(−x²·scale) with the square kept exact: x is split into a part with few bits, whose square has no rounding, and a
 * small rest, so that far tails keep their relative accuracy.
 */
export function expMinusSquare(x: number, scale: number): number {
  const coarse = Math.round(x * 1024) / 1024;
  if (!(Math.abs(coarse) < 1e4)) return 0;
  return Math.exp(-coarse * coarse * scale) * Math.exp(-(x - coarse) * (x + coarse) * scale);
}

/** The error function 2/√π ∫₀ˣ e^{−t²} dt, to about 1e-15 relative. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.75) return erfNearZero(x);
  const value = 1 - expMinusSquare(size, 1) * scaledErfc(size);
  return x < 0 ? -value : value;
}

/** Maclaurin series (Abramowitz & Stegun 7.1.5). */
function erfNearZero(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= -square / n;
    sum += term / (2 * n + 1);
  }
  return sum * twoOverRootOfPi;
}
