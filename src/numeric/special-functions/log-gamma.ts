import { evenAtTwo, logSqrtTwoPi, oddAtTwo, oneMinusEuler } from "./log-gamma-series.js";

/**
 * ln Γ(x) for x ≥ 0, to about 1e-15 relative, also beside its zeros 1 and 2. Infinity at 0 and at infinity, NaN below
 * 0.
 *
 * Below 10 the argument is moved into [1.5, 2.5] by Γ(x + 1) = x Γ(x), where a polynomial gives it; above, Stirling's
 * series (6.1.41).
 */
export function logGamma(x: number): number {
  if (x >= 10) return x > 1e305 ? logGammaHuge(x) : (x - 0.5) * Math.log(x) - x + logSqrtTwoPi + stirlingSeries(x);
  if (x >= 2.5) {
    let product = 1;
    let z = x;
    while (z >= 2.5) {
      z -= 1;
      product *= z;
    }
    return Math.log(product) + logGammaNearTwo(z - 2);
  }
  if (x >= 1.5) return logGammaNearTwo(x - 2);
  if (x >= 0.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x > 0) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(x);
  return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

function logGammaHuge(x: number): number {
  return x === Number.POSITIVE_INFINITY ? x : x * (Math.log(x) - 1);
}

/** ln Γ(1 + z) for z ≥ 0, where a small z would be rounded away by 1 + z. */
export function logGammaOnePlus(z: number): number {
  return z < 0.5 ? logGammaNearTwo(z) - Math.log1p(z) : logGamma(1 + z);
}

/** ln Γ(2 + z) for |z| ≤ 1/2. Even and odd powers run apart, so that a processor works on both at once. */
function logGammaNearTwo(z: number): number {
  const square = z * z;
  let even = evenAtTwo[8]!;
  let odd = oddAtTwo[8]!;
  for (let k = 7; k >= 0; k--) {
    even = even * square + evenAtTwo[k]!;
    odd = odd * square + oddAtTwo[k]!;
  }
  return z * (oneMinusEuler + z * (even + z * odd));
}

/** Σ B₂ₖ / (2k (2k−1) x^(2k−1)), what Stirling's formula leaves out; for x ≥ 10 (Abramowitz & Stegun 6.1.40). */
function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const s = inverse * inverse;
  return (
    inverse *
    (1 / 12 + s * (-1 / 360 + s * (1 / 1260 + s * (-1 / 1680 + s * (1 / 1188 + s * (-691 / 360360 + s * (1 / 156)))))))
  );
}

/**
 * The error of Stirling's formula: ln Γ(x) − [(x − ½) ln x − x + ln √(2π)] for x > 0. Densities of the gamma, beta,
 * Poisson and binomial families keep full relative accuracy when they are written with it (Loader 2000, "Fast and
 * accurate computation of binomial probabilities").
 */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  // Shifted up by S(x) = S(x + 1) + (x + ½) ln(1 + 1/x) − 1, whose last two terms nearly cancel and are summed as one.
  if (x >= 1) {
    let shifted = x;
    let correction = 0;
    while (shifted < 10) {
      correction += stirlingStep(shifted);
      shifted += 1;
    }
    return stirlingSeries(shifted) + correction;
  }
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + logSqrtTwoPi);
}

/** (x + ½) ln(1 + 1/x) − 1 = Σ_{k≥1} 1 / ((2k + 1) (2x + 1)^{2k}), from the series of artanh. */
function stirlingStep(x: number): number {
  const u = 1 / (2 * x + 1);
  const square = u * u;
  let power = square;
  let sum = 0;
  for (let k = 3; power > 1e-19; k += 2) {
    sum += power / k;
    power *= square;
  }
  return sum;
}

/** ln n! of what was asked for so far, else 0; filled as it is needed, for most programs never do. */
const knownFactorials = /* @__PURE__ */ new Float64Array(256);

/** ln n! for whole n ≥ 0 (looked up below 256); for other n ≥ 0 it is ln Γ(n + 1). */
export function logFactorial(n: number): number {
  const known = knownFactorials[n];
  if (known === undefined) return logGamma(n + 1);
  if (known !== 0 || n < 2) return known;
  const value = logGamma(n + 1);
  knownFactorials[n] = value;
  return value;
}
