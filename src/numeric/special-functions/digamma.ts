import { digammaRoot, digammaRootRest, taylorAtRoot } from "./digamma-series.js";

/**
 * ψ(x) = d ln Γ(x) / dx for x > 0, to about 1e-15 relative, also beside its zero 1.4616…. −Infinity at 0, NaN below.
 *
 * Asymptotic series (Abramowitz & Stegun 6.3.18) after moving the argument above 10 by ψ(x + 1) = ψ(x) + 1/x; beside
 * the zero, where that would cancel, a Taylor series.
 */
export function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (Math.abs(x - digammaRoot) < 0.25) {
    const step = x - digammaRoot - digammaRootRest;
    let series = 0;
    for (let k = taylorAtRoot.length - 1; k >= 0; k--) series = series * step + taylorAtRoot[k]!;
    return step * series;
  }
  let shifted = x;
  let shift = 0;
  // Two steps at a time: 1/x + 1/(x + 1), one division instead of two.
  while (shifted < 10) {
    shift += (2 * shifted + 1) / (shifted * (shifted + 1));
    shifted += 2;
  }
  const s = 1 / (shifted * shifted);
  const series =
    s *
    (1 / 12 -
      s *
        (1 / 120 -
          s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s * (1 / 12 - s * (3617 / 8160))))))));
  return Math.log(shifted) - 0.5 / shifted - series - shift;
}

/**
 * ψ′(x) for x > 0, to about 1e-15 relative (Abramowitz & Stegun 6.4.12, moved above 10 by ψ′(x) = ψ′(x + 1) + 1/x²).
 * Infinity at 0, NaN below.
 */
export function trigamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  let shifted = x;
  let shift = 0;
  while (shifted < 10) {
    shift += 1 / (shifted * shifted);
    shifted += 1;
  }
  const s = 1 / (shifted * shifted);
  const series =
    1 / 6 -
    s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - s * (691 / 2730 - s * (7 / 6 - s * (3617 / 510)))))));
  return shift + (1 + 0.5 / shifted + s * series) / shifted;
}
